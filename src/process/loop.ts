import { compileFeel, type Syntax } from "#rules";
import { readRequiredFeel, report, type Compilation } from "./compilation.ts";
import { checkExtensions, readText } from "./extensions.ts";
import { extensionsOf } from "./extension-elements.ts";
import { childOf, textOf, type ModelElement } from "./model.ts";
import type { JointReview, Loop, Value } from "./plan.ts";

/** What BPMN has for this and Camunda 8 does not: the collection alone says how many runs there are. */
const FOREIGN = [
  "loopCardinality",
  "loopDataInputRef",
  "loopDataOutputRef",
  "inputDataItem",
  "outputDataItem",
];

/** Reads the multi-instance marker of an activity; undefined where it has none. */
export function readLoop(element: ModelElement, compilation: Compilation): Loop | undefined {
  const marker = childOf(element, "loopCharacteristics");
  const sequential = marker !== undefined && textOf(marker, "isSequential") === "true";
  const review = readReview(element, marker !== undefined && !sequential, compilation);
  if (marker === undefined) return undefined;
  const place = { ...marker, id: element["id"], name: element["name"] };
  checkExtensions(place, ["zeebe:LoopCharacteristics"], compilation);
  for (const feature of FOREIGN)
    if (marker[feature] !== undefined)
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", element, { feature });
  const extension = extensionsOf(marker, "zeebe:LoopCharacteristics")[0] ?? marker;
  const collection = feel(
    element,
    "zeebe:loopCharacteristics inputCollection",
    textOf(extension, "inputCollection"),
    compilation,
  );
  const inputElement = (textOf(extension, "inputElement") ?? "").trim();
  const completion = childOf(marker, "completionCondition");
  return {
    sequential,
    collection,
    inputElement: inputElement === "" ? null : inputElement,
    output: readOutput(element, extension, compilation),
    completion:
      completion === undefined
        ? null
        : feel(element, "completionCondition", textOf(completion, "body"), compilation),
    ...(review === undefined ? {} : { review }),
  };
}

const RULES = ["all", "majority", "veto"] as const;

/** The joint review of a user task, which needs a run for each organ, all at the same time. */
function readReview(
  element: ModelElement,
  parallel: boolean,
  compilation: Compilation,
): JointReview | undefined {
  const extension = extensionsOf(element, "yiwang:JointReview")[0];
  if (extension === undefined) return undefined;
  if (!parallel)
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, {
      attribute: "multiInstanceLoopCharacteristics (yiwang:jointReview)",
    });
  const written = (textOf(extension, "rule") ?? "").trim();
  const rule = RULES.find((each) => each === written);
  if (rule === undefined)
    report(compilation, "PROCESS_ATTRIBUTE_UNREADABLE", element, {
      attribute: "yiwang:jointReview rule",
      value: written,
    });
  const vote = readVote(element, textOf(extension, "vote"), compilation);
  const result = readText(element, extension, "result", "yiwang:jointReview", compilation);
  return { rule: rule ?? "all", vote, result };
}

/** A vote is true, false or null: a text or a number, written as it stands or as what an expression comes to, is none. */
function readVote(element: ModelElement, written: string | undefined, compilation: Compilation): Value {
  const text = written?.trim() ?? "";
  const wrong = text === "" || text.startsWith("=") ? findNoVote(text.slice(1)) : text;
  if (wrong === undefined) return feel(element, "yiwang:jointReview vote", written, compilation);
  report(compilation, "PROCESS_VOTE_NOT_BOOLEAN", element, { value: wrong });
  return { kind: "feel", text: "null" };
}

function findNoVote(text: string): string | undefined {
  const compiled = compileFeel(text);
  const constants = compiled.ok ? constantsOf(compiled.value.syntax) : [];
  const wrong = constants.find((each) => each !== null && typeof each !== "boolean");
  return wrong === undefined ? undefined : String(wrong);
}

/** The constants that an expression may come to. */
function constantsOf(syntax: Syntax): readonly unknown[] {
  if (syntax.kind === "constant") return [syntax.value];
  return syntax.kind === "if" ? [...constantsOf(syntax.met), ...constantsOf(syntax.otherwise)] : [];
}

/** The list that the runs fill, each its own place, and what each puts there: both or neither. */
export function readOutput(
  element: ModelElement,
  extension: ModelElement,
  compilation: Compilation,
): Loop["output"] {
  const collection = (textOf(extension, "outputCollection") ?? "").trim();
  const written = textOf(extension, "outputElement");
  if (collection === "" && (written ?? "").trim() === "") return null;
  if (collection === "")
    report(compilation, "PROCESS_ATTRIBUTE_MISSING", element, { attribute: "outputCollection" });
  return { collection, element: feel(element, "outputElement", written, compilation) };
}

function feel(
  element: ModelElement,
  attribute: string,
  written: string | undefined,
  compilation: Compilation,
): Value {
  return { kind: "feel", text: readRequiredFeel(compilation, element, attribute, written) };
}
