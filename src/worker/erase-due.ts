import { eraseCasePersonal, erasableFrom, type CaseWork } from "#cases";
import { instantFromMillis, localDateOf, millisOf, type Instant } from "#kernel";
import { listPersonalCases, systemContext, type Store } from "#store";

type Erasing = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly onFault: (caseNo: string, fault: unknown) => void;
};

/** So many cases are looked at in one go: a million take a day, and nobody waits for them. */
const AT_ONCE = 500;
const REST_MS = 3_600_000;

/**
 * Erases personal data whose time is over, walking through the cases that have some, a page at a time; through with
 * all, it rests an hour. Answers false: there is never a hurry.
 */
export function eraseDue({ store, work, onFault }: Erasing): () => Promise<boolean> {
  let after = "";
  let restsUntil: Instant | null = null;
  return async () => {
    const now = work.now();
    if (restsUntil !== null && now < restsUntil) return false;
    const cases = await listPersonalCases(store, systemContext(work.pack.code), { after, most: AT_ONCE });
    for (const each of cases) {
      const from = erasableFrom(work, each);
      if (from === null || from > localDateOf(now)) continue;
      const erased = await eraseCasePersonal(work, each.id);
      if (!erased.ok) onFault(each.id, erased.error);
    }
    const isThrough = cases.length < AT_ONCE;
    after = isThrough ? "" : (cases.at(-1)?.id ?? "");
    restsUntil = isThrough ? instantFromMillis(millisOf(now) + REST_MS) : null;
    return false;
  };
}
