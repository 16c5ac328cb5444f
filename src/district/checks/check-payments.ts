import type { Draft } from "../pack/draft.ts";
import { faultOf, type FaultSink } from "../shape/fault.ts";
import type { RegisterFieldType } from "../parts/register.ts";

/** What a register pays by names fields of it that can be paid by, and persons only in personal fields. */
export function checkPayments(draft: Draft, report: FaultSink): void {
  for (const { id, fields, payment } of draft.registers?.values() ?? []) {
    if (payment === null) continue;
    const { amount, from, kind, where, payee } = payment;
    const must = (key: string, name: string, type: RegisterFieldType | null, personal: boolean): void => {
      const found = fields.find((each) => each.id === name);
      if (found !== undefined && (type === null || found.type === type) && found.personal === personal)
        return;
      const parameters = { id: name, kind: "可用于发放的字段", kindEn: "field that can be paid by" };
      report(faultOf(`registers/${id}.yaml`, `payment.${key}`, "PACK_REFERENCE_UNKNOWN", parameters));
    };
    must("amount", amount, "money", false);
    must("from", from, "date", false);
    must("kind", kind, "choice", false);
    for (const name of Object.keys(where)) must(`where.${name}`, name, null, false);
    for (const [key, name] of Object.entries(payee)) must(`payee.${key}`, name, null, true);
  }
}
