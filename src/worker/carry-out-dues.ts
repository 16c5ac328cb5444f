import { carryOutDue, type CaseWork, type DueRecord } from "#cases";
import { instantFromMillis, localDateOf, millisOf } from "#kernel";
import { listDueRecords, putOffDueRecord, systemContext, type Store } from "#store";

const AT_ONCE = 50;
const PUT_OFF_MS = 60 * 60_000;

/** Does what registers say of records whose day has come; what cannot be done is told and tried again in an hour. */
export async function carryOutDues(
  store: Store,
  work: CaseWork,
  refused: (record: string, fault: unknown) => void,
): Promise<boolean> {
  const context = systemContext(work.pack.code);
  const now = work.now();
  const due = await listDueRecords(store, context, { today: localDateOf(now), now, limit: AT_ONCE });
  let done = 0;
  for (const each of due) if (await carryOut(store, work, each, refused)) done += 1;
  return done > 0 && due.length === AT_ONCE;
}

async function carryOut(
  store: Store,
  work: CaseWork,
  due: DueRecord,
  refused: (record: string, fault: unknown) => void,
): Promise<boolean> {
  const carried = await carryOutDue(work, due);
  if (carried.ok) return carried.value;
  // Somebody changed the record at this moment: the next round sees it as it is then.
  if (carried.error.code === "STALE_VERSION") return false;
  refused(`${due.register} ${due.id}`, carried.error);
  const until = instantFromMillis(millisOf(work.now()) + PUT_OFF_MS);
  await putOffDueRecord(store, systemContext(work.pack.code), due, {
    until,
    fault: carried.error.message.zh,
  });
  return false;
}
