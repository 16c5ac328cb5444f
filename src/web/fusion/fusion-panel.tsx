import type { Bilingual, CaseAnswer, FusionAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { fusionQuery } from "../api/fusion-queries.ts";
import "../design/fusion.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { fusionWords as words } from "../words/fusion.ts";
import { MergeByNumber } from "./merge-by-number.tsx";
import { Proposal } from "./proposal.tsx";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

/** 疑似同一事件: the reports that were merged into a case, and for those who may say so what may be one event with it. */
export function FusionPanel({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const { caseNo, closedAt } = page.summary;
  const fusion = useQuery({ ...fusionQuery(caseNo, page.version), enabled: page.fusion });
  if (!page.fusion) return null;
  const { data } = fusion;
  if (data === undefined)
    return (
      <section className="panel" aria-labelledby="fusion">
        <h2 id="fusion">{say(words.title)}</h2>
        {fusion.isError ? <ProblemNotice error={fusion.error} /> : <Skeleton lines={3} />}
      </section>
    );
  const isAsked = data.may && data.into === null && closedAt === null;
  if (!isAsked && data.mergedIn === 0) return null;
  return (
    <section className="panel fusion" aria-labelledby="fusion">
      {data.mergedIn > 0 && <Reports fusion={data} />}
      {isAsked && (
        <div className={data.mergedIn > 0 ? "section" : undefined}>
          <h2 id={data.mergedIn > 0 ? undefined : "fusion"}>{say(words.title)}</h2>
          {data.proposals.length === 0 ? (
            <p className="quiet">{say(words.none)}</p>
          ) : (
            <ul className="fusion-proposals">
              {data.proposals.map((proposal) => (
                <Proposal key={proposal.caseNo} page={page} proposal={proposal} onSaid={onSaid} />
              ))}
            </ul>
          )}
          {data.refused === null ? (
            <MergeByNumber page={page} onSaid={onSaid} />
          ) : (
            <p className="small quiet">{say(data.refused)}</p>
          )}
        </div>
      )}
    </section>
  );
}

function Reports({ fusion }: { readonly fusion: FusionAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { reports, mergedIn } = fusion;
  const seen = reports.reduce((sum, each) => sum + 1 + each.mergedIn, 0);
  return (
    <>
      <h2 id="fusion">{say(words.reports)}</h2>
      <p className="small quiet number">{say(words.count, { count: mergedIn })}</p>
      <ul className="rows">
        {reports.map(({ caseNo, title, channel, receivedAt, mergedIn: others }) => (
          <li key={caseNo} className="row">
            <span className="row-main">
              <Link to="/desk/cases/$caseNo" params={{ caseNo }}>
                {say(title)} <span className="number small">{caseNo}</span>
              </Link>
              <span className="small quiet row-more">
                {[
                  ...(channel === null ? [] : [say(channel)]),
                  formatInstant(receivedAt, language),
                  ...(others === 0 ? [] : [say(words.others, { count: others })]),
                ].join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {seen < mergedIn && (
        <p className="small quiet number">{say(words.hidden, { count: mergedIn - seen })}</p>
      )}
    </>
  );
}
