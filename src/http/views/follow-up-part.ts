import type { FollowUpPart } from "#contract";
import { followUpRegister, organInBoth } from "#district";
import { findRecord, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { statusName } from "./record-fields.ts";

/**
 * The check that the decision of a case opened (审管联动), for whoever may see that case or the certificate it issued;
 * null where it opened none.
 */
export async function followUpPart(
  { store, work }: Platform,
  caseNo: string | null,
): Promise<FollowUpPart | null> {
  const { pack } = work;
  const register = followUpRegister(pack);
  if (register === undefined || caseNo === null) return null;
  const record = await findRecord(store, systemContext(pack.code), register.id, caseNo);
  if (record === undefined) return null;
  const { data, status } = record;
  const text = (field: string): string | null => {
    const value = data[field];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const check = pack.matters.get(text("checkMatter") ?? "");
  return {
    status,
    statusName: statusName(register, status),
    checkName: check?.name ?? register.name,
    checkOrgan: organInBoth(pack, text("checkOrgan") ?? ""),
    opensOn: text("opensOn") ?? "",
    finishBy: text("finishBy") ?? "",
    draw: text("draw") ?? "",
    basis: text("basis") ?? "",
    checkCase: text("checkCase"),
    checkedOn: text("checkedOn"),
    conclusion: text("conclusion"),
    proposed: text("proposed"),
  };
}
