import type { Draft, MatterDraft } from "../draft.ts";
import type { Register } from "../parts/register.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { parseCreditCode } from "#kernel";

/** Names a certificate record gets from the job itself, beside the matter's own fields. */
const FIELDS_OF_THE_JOB = ["caseNo", "document"];

/** The result of a matter must fit its registers, its template and the standard's codes. */
export function checkResult({ matter, node }: MatterDraft, draft: Draft): void {
  const { result } = matter;
  if (result === null) return;
  const at = childOf(node, "result");
  if (draft.templates !== undefined && !draft.templates.has(result.template))
    unknown(childOf(at, "template"), result.template, "模板", "template");
  if (!parseCreditCode(result.typeCode.slice(0, 18)).ok) {
    const name = { code: result.typeCode, name: "证照类型代码", nameEn: "certificate type code" };
    reportAt(childOf(at, "typeCode"), "CODE_CHECK_WRONG", name);
  }
  checkNumber(
    at,
    result.number.map(({ kind }) => kind),
  );
  const register = draft.registers?.get(result.register);
  if (draft.registers !== undefined && register === undefined)
    unknown(childOf(at, "register"), result.register, "台账", "register");
  if (register !== undefined) {
    checkFields(childOf(at, "fields"), result.fields, register, FIELDS_OF_THE_JOB);
    // The certificate room keeps and verifies it under this status.
    if (!register.statuses.some(({ id }) => id === "valid"))
      unknown(childOf(at, "register"), "valid", "状态", "status");
  }
  for (const [index, rule] of result.records.entries()) {
    const place = childOf(childOf(at, "records"), index);
    const target = draft.registers?.get(rule.register);
    if (target === undefined) {
      if (draft.registers !== undefined)
        unknown(childOf(place, "register"), rule.register, "台账", "register");
      continue;
    }
    checkFields(childOf(place, "data"), rule.data, target, []);
    if (!target.statuses.some(({ id }) => id === rule.status))
      unknown(childOf(place, "status"), rule.status, "状态", "status");
  }
}

/** A check digit needs something before it; without a sequence two licences would share a number. */
function checkNumber(at: Node, kinds: readonly string[]): void {
  const number = childOf(at, "number");
  if (!kinds.includes("sequence")) reportAt(number, "PACK_FIELD_MISSING", { field: "sequence" });
  const check = kinds.indexOf("check");
  if (check === 0 || (check > 0 && check !== kinds.length - 1)) {
    const parameters = { found: "check", expected: "放在最后的 check", expectedEn: "a check at the end" };
    reportAt(childOf(number, check), "PACK_FIELD_WRONG", parameters);
  }
}

function checkFields(
  at: Node,
  fields: Readonly<Record<string, string>>,
  register: Register,
  given: readonly string[],
): void {
  for (const name of Object.keys(fields))
    if (!register.fields.some(({ id }) => id === name)) unknown(childOf(at, name), name, "字段", "field");
  for (const { id, required } of register.fields)
    if (required && !(id in fields) && !given.includes(id)) reportAt(at, "PACK_FIELD_MISSING", { field: id });
}

function unknown(at: Node, id: string, kind: string, kindEn: string): void {
  reportAt(at, "PACK_REFERENCE_UNKNOWN", { id, kind, kindEn });
}
