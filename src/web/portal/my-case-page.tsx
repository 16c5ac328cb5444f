import type { Bilingual, CaseAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { caseQuery } from "../api/queries.ts";
import { AgentTag } from "../case/agent-tag.tsx";
import { OwedTag } from "../case/owed-tag.tsx";
import { Documents } from "../case/documents.tsx";
import { FollowUp } from "../case/follow-up.tsx";
import { Grounds } from "../case/grounds.tsx";
import { FormValues } from "../case/form-values.tsx";
import { History } from "../case/history.tsx";
import { lookAgain } from "../case/look-again.ts";
import { Materials } from "../case/materials.tsx";
import { Said } from "../case/said.tsx";
import { TaskForm } from "../case/task-form.tsx";
import { TaskHead } from "../case/task-head.tsx";
import { toldApart } from "../case/told-apart.ts";
import { Views } from "../case/views.tsx";
import { OwnRating } from "./own-rating.tsx";
import { QueryCode } from "./query-code.tsx";
import { Offers } from "../case/offers.tsx";
import { OptionalTasks } from "../case/optional-tasks.tsx";
import { ClockChip } from "../clock/clock-chip.tsx";
import { ClockExplanation } from "../clock/clock-explanation.tsx";
import "../design/case.css";
import "../design/portal.css";
import { dayOf, formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { caseWords } from "../words/case.ts";
import { caseWordsOf, clockWordsOf } from "../words/kinds.ts";
import { common } from "../words/common.ts";
import { portal } from "../words/portal.ts";

const route = getRouteApi("/my/cases/$caseNo");

function Wanted({
  page,
  onSaid,
}: {
  readonly page: CaseAnswer;
  readonly onSaid: (said: Bilingual) => void;
}): ReactNode {
  const say = useSay();
  const mine = toldApart(
    page.tasks.filter(({ refused, optional, dueAt }) => refused === null && (!optional || dueAt !== null)),
  );
  if (mine.length === 0) return null;
  return (
    <section className="panel wanted" aria-labelledby="wanted">
      <h2 id="wanted">{say(portal.wantedFromYou)}</h2>
      {mine.map((task) => (
        <div key={task.id} className="task">
          <TaskHead task={task} />
          <TaskForm page={page} task={task} onSaid={onSaid} />
        </div>
      ))}
    </section>
  );
}

function Side({
  page,
  onSaid,
}: {
  readonly page: CaseAnswer;
  readonly onSaid: (said: Bilingual) => void;
}): ReactNode {
  const say = useSay();
  const { clock, kind } = page.summary;
  const words = caseWordsOf(kind);
  return (
    <div className="case-side">
      <section className="panel" aria-labelledby="clock">
        <h2 id="clock">{say(caseWords.clock)}</h2>
        {clock === null ? (
          <p className="small quiet">{say(clockWordsOf(kind).noLimitWhy)}</p>
        ) : (
          <ClockExplanation clock={clock} reader="applicant" />
        )}
      </section>
      <section className="panel">
        <dl className="facts">
          <dt>{say(caseWords.organ)}</dt>
          <dd>{say(page.organName)}</dd>
          <dt>{say(words.receivedAt)}</dt>
          <dd className="number">{formatDay(dayOf(page.summary.receivedAt), useLanguage())}</dd>
        </dl>
        <div className="button-row side-ways">
          <Link className="button" to="/receipts/$caseNo" params={{ caseNo: page.summary.caseNo }}>
            {say(caseWords.receipt)}
          </Link>
          <OptionalTasks page={page} onSaid={onSaid} />
        </div>
        <Offers page={page} onSaid={onSaid} />
        <QueryCode caseNo={page.summary.caseNo} />
      </section>
    </div>
  );
}

/** The applicant's page of one case: where it stands, what is wanted, how time is counted, who looked. */
export function MyCasePage(): ReactNode {
  const say = useSay();
  const { caseNo } = route.useParams();
  const [said, setSaid] = useState<Bilingual>();
  const answer = useQuery({ ...caseQuery(caseNo), refetchInterval: ({ state }) => lookAgain(state.data) });
  if (answer.isError && answer.data === undefined)
    return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined)
    return (
      <Page title={caseNo}>
        <Skeleton lines={12} />
      </Page>
    );
  const page = answer.data;
  const { summary } = page;
  return (
    <Page title={say(summary.title)}>
      <div className="case-head">
        <p className="quiet small">
          {say(summary.matterName)} · <span className="number">{summary.caseNo}</span> ·{" "}
          {summary.applicantName}
        </p>
        <p className="case-head-line">
          <strong className="state">{say(summary.outcomeName ?? summary.stateName)}</strong>
          <AgentTag of={summary} /> <OwedTag of={summary} />
          {summary.clock !== null && <ClockChip clock={summary.clock} reader="applicant" />}
        </p>
      </div>
      <Said said={said} />
      <Wanted page={page} onSaid={setSaid} />
      <div className="case-columns">
        <div className="panel">
          <Documents documents={page.documents} />
          <FollowUp followUp={page.followUp} isOwn />
          {page.byRule && <Grounds caseNo={caseNo} />}
          <Materials caseNo={caseNo} kind={summary.kind} materials={page.materials} />
          <div className="section">
            <FormValues page={page} />
          </div>
        </div>
        <Side page={page} onSaid={setSaid} />
      </div>
      {summary.closedAt !== null && <OwnRating caseNo={caseNo} />}
      <History history={page.history} chain={page.chain} />
      <Views views={page.views} />
      <p className="section">
        <Link to="/my/cases">{say(common.myCases)}</Link>
      </p>
    </Page>
  );
}
