import type { Draft, MatterDraft } from "../pack/draft.ts";
import {
  FIELDS_OF_CERTIFICATE,
  type CertificateResult,
  type MatterResult,
  type RecordRule,
} from "../parts/matter-result.ts";
import type { NumberPart } from "../parts/result-number.ts";
import type { Register } from "../parts/register.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { registerOf } from "./check-result-feel.ts";
import { parseCreditCode } from "#kernel";

/** States that the job sets: what is issued holds, and what a new version takes the place of is superseded. */
const STATES_OF_CERTIFICATE = ["valid", "superseded"];

/** The result of a matter must fit its registers, its template and the standard's codes. */
export function checkResult({ matter, node }: MatterDraft, draft: Draft): void {
  const { result } = matter;
  if (result === null) return;
  const at = childOf(node, "result");
  if ("template" in result && draft.templates !== undefined && !draft.templates.has(result.template))
    unknown(childOf(at, "template"), result.template, "模板", "template");
  if ("number" in result && result.number !== null) checkNumber(at, result.number);
  if (result.kind === "document" && result.number === null && result.word === "")
    reportAt(childOf(at, "word"), "PACK_FIELD_MISSING", { field: "word" });
  checkCertificate(result, at, draft);
  for (const [index, rule] of result.records.entries())
    checkRule(rule, childOf(childOf(at, "records"), index), draft);
}

function checkCertificate(result: MatterResult, at: Node, draft: Draft): void {
  if (result.kind === "document") return;
  if (result.kind === "certificate") checkTypeCode(result, at);
  const id = registerOf(result, draft);
  if (id === undefined && "of" in result) {
    if (!draft.mattersFaulty)
      unknown(childOf(at, "of"), result.of, "颁发证照的事项", "matter that issues it");
    return;
  }
  const register = draft.registers?.get(id ?? "");
  if (draft.registers === undefined) return;
  if (register === undefined) return unknown(childOf(at, "register"), String(id), "台账", "register");
  const states = new Set(register.statuses.map((status) => status.id));
  for (const state of statesOf(result)) if (!states.has(state)) unknown(at, state, "状态", "status");
  if ("fields" in result) {
    // What an act does not name stays as the certificate has it.
    const whole = result.kind === "certificate";
    checkFields(childOf(at, "fields"), result.fields, register, whole ? FIELDS_OF_CERTIFICATE : null);
  }
}

/** States that a certificate is given by the result, or must be in before. */
function statesOf(result: MatterResult): readonly string[] {
  if (result.kind === "cancel") return [result.status, ...result.from];
  if (result.kind !== "measure") return STATES_OF_CERTIFICATE;
  return Object.values(result.measures).flatMap(({ status, from }) => [status, ...from]);
}

function checkTypeCode({ typeCode }: CertificateResult, at: Node): void {
  if (parseCreditCode(typeCode.slice(0, 18)).ok) return;
  const name = { code: typeCode, name: "证照类型代码", nameEn: "certificate type code" };
  reportAt(childOf(at, "typeCode"), "CODE_CHECK_WRONG", name);
}

function checkRule(rule: RecordRule, place: Node, draft: Draft): void {
  const target = draft.registers?.get(rule.register);
  if (target === undefined) {
    if (draft.registers !== undefined) unknown(childOf(place, "register"), rule.register, "台账", "register");
    return;
  }
  checkFields(childOf(place, "data"), rule.data, target, rule.act === "write" ? [target.key] : null);
  if (!target.statuses.some(({ id }) => id === rule.status))
    unknown(childOf(place, "status"), rule.status, "状态", "status");
}

/** A check digit needs something before it; without a sequence two licences would share a number. */
function checkNumber(at: Node, parts: readonly NumberPart[]): void {
  const kinds: readonly string[] = parts.map(({ kind }) => kind);
  const number = childOf(at, "number");
  if (!kinds.includes("sequence")) reportAt(number, "PACK_FIELD_MISSING", { field: "sequence" });
  const check = kinds.indexOf("check");
  if (check === 0 || (check > 0 && check !== kinds.length - 1)) {
    const parameters = { found: "check", expected: "放在最后的 check", expectedEn: "a check at the end" };
    reportAt(childOf(number, check), "PACK_FIELD_WRONG", parameters);
  }
}

/** `given`: fields that come by themselves; null where not all that are required need be named. */
function checkFields(
  at: Node,
  fields: Readonly<Record<string, string>>,
  register: Register,
  given: readonly string[] | null,
): void {
  for (const name of Object.keys(fields))
    if (!register.fields.some(({ id }) => id === name)) unknown(childOf(at, name), name, "字段", "field");
  if (given === null) return;
  for (const { id, required } of register.fields)
    if (required && !(id in fields) && !given.includes(id)) reportAt(at, "PACK_FIELD_MISSING", { field: id });
}

function unknown(at: Node, id: string, kind: string, kindEn: string): void {
  reportAt(at, "PACK_REFERENCE_UNKNOWN", { id, kind, kindEn });
}
