import { report, type Compilation } from "./compilation.ts";
import { KNOWN_BPMN, BPMN_LIMITS, KNOWN_ZEEBE, TEMPLATE_MARKS } from "./known-attributes.ts";
import { idOf, isModelElement, textOf, typeOf, unknownAttributesOf, type ModelElement } from "./model.ts";

/** Drawn for people: what stands in them has no bearing on a run. */
const DRAWN = new Set(["laneSets", "artifacts", "documentation"]);
const DATA = /^bpmn:(?:DataObject|DataObjectReference|DataStoreReference)$/;

/** Extension elements that may stand several times. */
const SEVERAL = /^(?:yiwang:(?:Clock|Escalation)|zeebe:Properties)$/;

/** Where `compileNode` and its like check extension elements against what the element knows. */
const CHECKED_ELSEWHERE =
  /^bpmn:(?:Process|MultiInstanceLoopCharacteristics|.*(?:Task|SubProcess|CallActivity|Gateway|(?:Start|End|Boundary|Catch|Throw)Event))$/;

/**
 * Sees to it that nothing inside an element is passed over: an attribute that nothing reads, a part of BPMN or an
 * extension element that does not run, or a value that does not, is named (PROCESS_ATTRIBUTE_UNKNOWN,
 * PROCESS_FEATURE_UNSUPPORTED).
 */
export function checkKnown(element: ModelElement, compilation: Compilation): void {
  check(element, element, compilation);
}

function check(element: ModelElement, owner: ModelElement, compilation: Compilation): void {
  if (DATA.test(element.$type)) return;
  if (element.$type.startsWith("zeebe:")) checkZeebe(element, owner, compilation);
  else if (element.$type.startsWith("bpmn:")) checkBpmn(element, owner, compilation);
  for (const part of partsOf(element)) {
    const isOwn = part.$type.startsWith("bpmn:") && idOf(part) !== "";
    if (!/Definition$|Expression$/.test(part.$type) && isOwn) check(part, part, compilation);
    else check(part, owner, compilation);
  }
}

/** What stands inside an element; what is only referred to stands elsewhere. */
function partsOf(element: ModelElement): readonly ModelElement[] {
  return Object.entries(element).flatMap(([name, value]) => {
    if (DRAWN.has(name) || !isWalked(element, name)) return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.filter(isModelElement).filter((each) => each["$parent"] === element);
  });
}

/** What is refused as a whole is not gone through as well. */
const isWalked = ({ $type }: ModelElement, name: string): boolean =>
  !$type.startsWith("bpmn:") || $type === "bpmn:ExtensionElements" || KNOWN_BPMN.has(name);

function checkBpmn(element: ModelElement, owner: ModelElement, compilation: Compilation): void {
  if (element.$type === "bpmn:ExtensionElements") return checkExtended(element, owner, compilation);
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith("$") || KNOWN_BPMN.has(name) || TEMPLATE_MARKS.has(name)) continue;
    report(compilation, "PROCESS_FEATURE_UNSUPPORTED", owner, { feature: nameOfPart(name, value) });
  }
  for (const { attribute, values } of BPMN_LIMITS) {
    const written = Object.hasOwn(element, attribute) ? textOf(element, attribute) : undefined;
    if (written !== undefined && !values.includes(written))
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", owner, { feature: `${attribute}="${written}"` });
  }
  for (const attribute of unknownAttributesOf(element))
    if (!attribute.includes(":") || /^(?:zeebe|yiwang|camunda):/.test(attribute))
      unknown(owner, typeOf(element), attribute, knownOf(element), compilation);
}

/** `ioSpecification`, or by what stands there: `potentialOwner`. */
function nameOfPart(name: string, value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return isModelElement(first) ? typeOf(first) : name;
}

/** Extension elements of what is no flow node: a sequence flow, an event's definition, a message. */
function checkExtended(extensions: ModelElement, owner: ModelElement, compilation: Compilation): void {
  const holder = extensions["$parent"];
  const inside = partsOf(extensions);
  const types = inside.map(({ $type }) => $type);
  for (const type of new Set(types.filter((each, at) => types.indexOf(each) !== at && !SEVERAL.test(each))))
    if (/^(?:zeebe|yiwang):/.test(type))
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", owner, { feature: `${written(type)} (2)` });
  if (!isModelElement(holder) || CHECKED_ELSEWHERE.test(holder.$type)) return;
  for (const { $type } of inside) {
    const isKnown =
      $type === "zeebe:Properties" || (holder.$type === "bpmn:Message" && $type === "zeebe:Subscription");
    if (/^(?:zeebe|yiwang|camunda):/.test($type) && !isKnown)
      report(compilation, "PROCESS_FEATURE_UNSUPPORTED", owner, { feature: written($type) });
  }
}

function checkZeebe(element: ModelElement, owner: ModelElement, compilation: Compilation): void {
  const known = KNOWN_ZEEBE[element.$type];
  // An extension element that nothing knows has been refused by its name.
  if (known === undefined) return;
  const where = written(element.$type);
  const there = [
    ...Object.keys(element).filter((name) => !name.startsWith("$") && !TEMPLATE_MARKS.has(name)),
    ...unknownAttributesOf(element).filter((name) => !name.includes(":") || /^(?:zeebe|camunda):/.test(name)),
  ];
  for (const name of there)
    if (!known.attributes.includes(name)) unknown(owner, where, name, known.attributes, compilation);
  for (const { attribute, values } of known.limits ?? []) {
    const value = textOf(element, attribute);
    if (value !== undefined && !values.includes(value))
      report(compilation, "PROCESS_VALUE_UNSUPPORTED", owner, {
        attribute: `${where} ${attribute}`,
        value,
        known: values.join(", "),
      });
  }
}

/** The attributes an element has by its own type, as far as they run. */
function knownOf(element: ModelElement): readonly string[] {
  const descriptor = element["$descriptor"];
  const properties =
    typeof descriptor === "object" && descriptor !== null && "properties" in descriptor
      ? (descriptor.properties as readonly { readonly ns: { readonly localName: string } }[])
      : [];
  return properties.map(({ ns }) => ns.localName).filter((name) => KNOWN_BPMN.has(name));
}

function unknown(
  owner: ModelElement,
  where: string,
  attribute: string,
  known: readonly string[],
  compilation: Compilation,
): void {
  const near = known.find((each) => isNear(each.toLowerCase(), attribute.toLowerCase()));
  const parameters = { where, attribute, known: near ?? (known.length === 0 ? "-" : known.join(", ")) };
  report(compilation, "PROCESS_ATTRIBUTE_UNKNOWN", owner, parameters);
}

/** Two letters away at most, as a slip of the hand is. */
function isNear(left: string, right: string): boolean {
  let row = Array.from({ length: right.length + 1 }, (_each, at) => at);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let place = 1; place <= right.length; place += 1) {
      const change = (row[place - 1] ?? 0) + (left[at - 1] === right[place - 1] ? 0 : 1);
      next.push(Math.min(change, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) <= 2;
}

/** `zeebe:IoMapping` as it stands in a file: `zeebe:ioMapping`. */
export const written = (type: string): string =>
  type.replace(/:(.)/, (_match, first: string) => `:${first.toLowerCase()}`);
