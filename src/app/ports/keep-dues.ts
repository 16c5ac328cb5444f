import { nameOfDue, type DistrictPack } from "#district";
import { keepDueRules, systemContext, type Store } from "#store";

/** Makes the store keep the days on which records come due, as the registers of the pack say now. */
export async function keepDues(store: Store, pack: DistrictPack): Promise<void> {
  const rules = [...pack.registers.values()].flatMap(({ id, dues }) =>
    dues.map((due) => ({
      register: id,
      rule: nameOfDue(due),
      field: due.field,
      after: due.after,
      statuses: due.status,
    })),
  );
  await keepDueRules(store, systemContext(pack.code), rules);
}
