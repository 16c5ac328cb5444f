import type { Draft, MatterDraft } from "../pack/draft.ts";
import type { MatterResult, Particular } from "../parts/matter-result.ts";
import type { NumberPart } from "../parts/result-number.ts";
import { childOf, placeOf, type Node } from "../shape/node.ts";

/** Checks one expression at its place; `personal`: whether it may read personal fields of the form. */
type Check = (text: string, place: string, personal: boolean) => void;

/** A certificate may print personal data, but a record keeps it only in a personal field. */
export function checkResultFeel({ matter, node }: MatterDraft, draft: Draft, check: Check): void {
  const { result } = matter;
  if (result === null) return;
  const at = (...keys: readonly (string | number)[]): string =>
    placeOf(["result", ...keys].reduce<Node>(childOf, node));
  const isPersonal = (register: string | undefined, field: string): boolean =>
    draft.registers?.get(register ?? "")?.fields.find(({ id }) => id === field)?.personal === true;
  const lines = (key: string, listed: readonly Particular[], personal: boolean): void =>
    listed.forEach(({ value }, index) => check(value, at(key, index, "value"), personal));
  for (const [index, part] of numberOf(result).entries())
    if (part.kind === "feel") check(part.feel, at("number", index, "feel"), false);
  if ("certificate" in result) check(result.certificate, at("certificate"), true);
  if (result.kind === "measure") check(result.measure, at("measure"), false);
  if ("fields" in result) {
    const register = registerOf(result, draft);
    for (const [field, text] of Object.entries(result.fields))
      check(text, at("fields", field), isPersonal(register, field));
    lines("lines", result.lines ?? [], true);
  }
  lines("particulars", result.particulars, false);
  for (const [index, rule] of result.records.entries()) {
    if (rule.when !== null) check(rule.when, at("records", index, "when"), true);
    // The id of a record whose key is personal is kept as a digest only.
    const key = draft.registers?.get(rule.register)?.key ?? "";
    check(rule.id, at("records", index, "id"), isPersonal(rule.register, key));
    for (const [field, text] of Object.entries(rule.data))
      check(text, at("records", index, "data", field), isPersonal(rule.register, field));
  }
}

const numberOf = (result: MatterResult): readonly NumberPart[] =>
  "number" in result ? (result.number ?? []) : [];

/** The register that keeps the certificates a result issues or acts on. */
export function registerOf(result: MatterResult, draft: Draft): string | undefined {
  if (result.kind === "certificate" || result.kind === "measure") return result.register;
  if (result.kind === "document") return undefined;
  const of = draft.matterDrafts.find(({ matter }) => matter.id === result.of)?.matter.result;
  return of?.kind === "certificate" ? of.register : undefined;
}
