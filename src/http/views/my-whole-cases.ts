import type { Principal } from "#access";
import type { CaseAnswer } from "#contract";
import type { StoreContext } from "#registers";
import { listCases } from "#store";
import type { Platform } from "../platform.ts";
import { caseAnswer } from "./case-answer.ts";
import { storedCases } from "./stored-cases.ts";

/** What of a case is the applicant's to take away. */
type WholeCase = Pick<CaseAnswer, "summary" | "form" | "materials" | "documents" | "history" | "views">;

/** More cases than this are taken out of the list of cases instead, page by page. */
const MOST = 1_000;

/** The reader's own cases, each with what was asked, handed in, decided and done, the latest first. */
export async function myWholeCases(
  platform: Platform,
  principal: Principal,
  context: StoreContext,
): Promise<{ readonly cases: readonly WholeCase[]; readonly more: boolean }> {
  const cases: WholeCase[] = [];
  let cursor: string | null = null;
  do {
    const page = await listCases(platform.store, context, { own: true, limit: 100, cursor });
    const stored = await storedCases(
      platform.store,
      context,
      page.items.map(({ id }) => id),
    );
    for (const each of stored.values()) {
      const matter = platform.work.pack.matters.get(each.head.matter);
      const plan = await platform.work.planOfCase(each);
      if (matter === undefined || !plan.ok) continue;
      const whole = await caseAnswer(platform, context, principal, each, { matter, plan: plan.value });
      const { summary, form, materials, documents, history, views } = whole;
      cases.push({ summary, form, materials, documents, history, views });
    }
    cursor = page.next;
  } while (cursor !== null && cases.length < MOST);
  return { cases, more: cursor !== null };
}
