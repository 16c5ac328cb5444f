import type { Draft, MatterDraft } from "../pack/draft.ts";
import { faultFrom, faultOf, type FaultSink } from "../shape/fault.ts";
import { inputsInPath } from "../pack/http-call.ts";
import { CONDITIONS, RULE_INPUT, type FactSource } from "../parts/matter-instant.ts";
import { childOf, placeOf, reportAt, type Node } from "../shape/node.ts";
import { processNames } from "./check-expressions.ts";
import { isJobOf, nodesOf } from "./check-matter-process.ts";
import { mustKnow } from "./check-pack-references.ts";
import { compileFeel, findDecision } from "#rules";

/** What the FEEL of a fact's source sees. */
const SEEN = ["caseNo", "receivedAt", "matter", "limits", "settings", "applicant", "form", "organ"];

/** A rule that decides at once must find its registers, lists and addresses, and its decision must answer it. */
export function checkInstant(subject: MatterDraft, draft: Draft, report: FaultSink): void {
  const { matter, node } = subject;
  const { instant } = matter;
  checkFacts(subject, draft, report);
  if (instant === null) return;
  const at = childOf(node, "instant");
  const facts = instant.facts.map(({ id }) => id);
  twice(facts, childOf(at, "facts"));
  twice(
    instant.conditions.map(({ id }) => id),
    childOf(at, "conditions"),
  );
  for (const [index, { source }] of instant.facts.entries())
    checkSource(source, childOf(childOf(childOf(at, "facts"), index), "source"), draft, report);
  for (const [index, { facts: rests }] of instant.conditions.entries())
    for (const id of rests)
      if (!facts.includes(id))
        unknown(childOf(childOf(childOf(at, "conditions"), index), "facts"), id, "事实", "fact");
  checkRules(subject, draft, at, report);
}

/** Facts that help people to decide: a system outside is asked by a job of its own there. */
function checkFacts({ matter, node }: MatterDraft, draft: Draft, report: FaultSink): void {
  const at = childOf(node, "facts");
  twice(
    matter.facts.map(({ id }) => id),
    at,
  );
  for (const [index, { source }] of matter.facts.entries()) {
    const place = childOf(childOf(at, index), "source");
    if (source.kind === "http") unknown(childOf(place, "kind"), source.kind, "此处可用的来源", "source here");
    // They are asked where the process asks them: by then its own variables are there.
    else checkSource(source, place, draft, report, processNames(matter, draft));
  }
}

function checkRules({ matter }: MatterDraft, draft: Draft, at: Node, report: FaultSink): void {
  const { models, sources } = matter.decisions;
  if (models === null || findDecision(models, CONDITIONS) === undefined)
    unknown(at, CONDITIONS, "决策", "decision");
  for (const element of models?.elements.values() ?? [])
    if (element.kind === "input" && !RULE_INPUT.includes(element.name)) {
      const file = sources[0]?.file ?? `matters/${matter.id}/decide.dmn`;
      const expected = RULE_INPUT.join("、");
      const parameters = { found: element.name, expected, expectedEn: RULE_INPUT.join(", ") };
      report(faultOf(file, element.id, "PACK_FIELD_WRONG", parameters));
    }
  const plan = draft.processes?.get(matter.process)?.plan;
  if (plan === undefined) return;
  for (const type of ["facts", "verdict"])
    if (!nodesOf(plan).some((node) => isJobOf(node, type)))
      unknown(at, type, "流程中的作业", "job in the process");
}

function checkSource(
  source: FactSource,
  at: Node,
  draft: Draft,
  report: FaultSink,
  further: readonly string[] = [],
): void {
  let names = [...SEEN, ...further];
  const read = (text: string, more: readonly string[], ...keys: readonly string[]): void => {
    const compiled = compileFeel(text.replace(/^=\s*/, ""), { names: [...names, ...more] });
    const place = keys.reduce(childOf, at);
    if (!compiled.ok) report(faultFrom(at.file, placeOf(place), compiled.error));
  };
  const readAll = (
    what: string,
    texts: Readonly<Record<string, string>>,
    ...more: readonly string[]
  ): void => {
    for (const [name, text] of Object.entries(texts)) read(text, more, what, name);
  };
  if (source.kind === "http") {
    const { addresses } = draft.district?.exchange ?? { addresses: {} };
    if (draft.district !== undefined && !Object.hasOwn(addresses, source.address))
      unknown(childOf(at, "address"), source.address, "对外地址", "address");
    for (const name of inputsInPath(source.path))
      if (!Object.hasOwn(source.inputs, name)) unknown(childOf(at, "path"), name, "输入", "input");
    // Asked before the case begins: all there is to see is the form.
    names = ["form"];
    readAll("inputs", source.inputs);
    return readAll("answers", source.answers, "body");
  }
  if (source.kind === "list") {
    read(source.value, [], "value");
    return mustKnow(draft.lists, source.list, { kind: "目录", kindEn: "list" }, at.file, placeOf(at), report);
  }
  const register = draft.registers?.get(source.register);
  if (draft.registers !== undefined && register === undefined)
    unknown(childOf(at, "register"), source.register, "台账", "register");
  // A personal field stands in no row that can be counted, and leaves its register by a comparison alone.
  const open = (field: string, ...keys: readonly string[]): void => {
    if (register !== undefined && register.fields.find(({ id }) => id === field)?.personal !== false)
      unknown(keys.reduce(childOf, at), field, "非个人信息字段", "field that is not personal");
  };
  switch (source.kind) {
    case "record":
      read(source.key, [], "key");
      for (const field of source.give) open(field, "give");
      return readAll("answers", source.answers, "record");
    case "count":
      for (const field of Object.keys(source.where)) open(field, "where");
      return readAll("where", source.where);
    case "inOffice":
      if (register !== undefined && !register.lookup.includes(source.by))
        unknown(
          childOf(at, "by"),
          source.by,
          "可以查找的字段（lookup）",
          "field that records are found by (lookup)",
        );
      for (const field of ["from", "to"]) open(field, "register");
      for (const field of source.give) open(field, "give");
      for (const field of Object.keys(source.where)) open(field, "where");
      read(source.value, [], "value");
      return readAll("where", source.where);
    case "claim":
      open(source.field, "field");
      return read(source.value, [], "value");
    case "applicant":
      return read(source.key, [], "key");
  }
}

function twice(ids: readonly string[], at: Node): void {
  const again = ids.find((id, place) => ids.indexOf(id) !== place);
  if (again === undefined) return;
  reportAt(at, "PACK_FIELD_WRONG", {
    found: again,
    expected: "不重复的名称",
    expectedEn: "a name used once",
  });
}

function unknown(at: Node, id: string, kind: string, kindEn: string): void {
  reportAt(at, "PACK_REFERENCE_UNKNOWN", { id, kind, kindEn });
}
