import type { CaseSummary } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { OwedTag } from "../case/owed-tag.tsx";
import { ClockChip } from "../clock/clock-chip.tsx";
import { dayOf, formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";
import { portal } from "../words/portal.ts";

/** Cases of the reader, each with its state in words and its clock. */
export function CaseList({ cases }: { readonly cases: readonly CaseSummary[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <ul className="rows">
      {cases.map((one) => (
        <li key={one.caseNo} className="row">
          <span className="row-main">
            <Link to="/my/cases/$caseNo" params={{ caseNo: one.caseNo }}>
              {say(one.title)}
            </Link>
            <span className="small quiet row-more">
              {say(one.matterName)} ·{" "}
              {one.agent !== null && `${say(caseWords.agentOf, { name: one.agent })} · `}
              {one.caseNo} · {say(portal.received, { day: formatDay(dayOf(one.receivedAt), language) })}
            </span>
          </span>
          {one.needsMe && <span className="tag tag-ask">{say(portal.needsYouTag)}</span>}
          <OwedTag of={one} />
          <span className="tag">{say(one.outcomeName ?? one.stateName)}</span>
          {one.clock !== null && <ClockChip clock={one.clock} reader="applicant" opens="end" />}
        </li>
      ))}
    </ul>
  );
}
