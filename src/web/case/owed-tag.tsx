import type { CaseSummary } from "#contract";
import type { ReactNode } from "react";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

/** That promised material is still owed (容缺), and until when. */
export function OwedTag({ of: { owedBy } }: { readonly of: Pick<CaseSummary, "owedBy"> }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (owedBy === null) return null;
  return <span className="tag tag-ask">{say(caseWords.owed, { day: formatDay(owedBy, language) })}</span>;
}
