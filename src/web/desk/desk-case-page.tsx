import type { Bilingual, CaseAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { caseQuery } from "../api/queries.ts";
import { AgentTag } from "../case/agent-tag.tsx";
import { OutsideLinks } from "../case/outside-links.tsx";
import { OwedTag } from "../case/owed-tag.tsx";
import { CancelCase } from "../case/cancel-case.tsx";
import { Documents } from "../case/documents.tsx";
import { Grounds } from "../case/grounds.tsx";
import { FormValues } from "../case/form-values.tsx";
import { FollowUp } from "../case/follow-up.tsx";
import { History } from "../case/history.tsx";
import { lookAgain } from "../case/look-again.ts";
import { Materials } from "../case/materials.tsx";
import { MoveCase } from "../case/move-case.tsx";
import { Offers } from "../case/offers.tsx";
import { OptionalTasks } from "../case/optional-tasks.tsx";
import { Said } from "../case/said.tsx";
import { TaskForm } from "../case/task-form.tsx";
import { TaskHead } from "../case/task-head.tsx";
import { TaskWays } from "../case/task-ways.tsx";
import { toldApart } from "../case/told-apart.ts";
import { Views } from "../case/views.tsx";
import { ClockChip } from "../clock/clock-chip.tsx";
import { ClockExplanation } from "../clock/clock-explanation.tsx";
import "../design/case.css";
import "../design/desk.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { FusionPanel } from "../fusion/fusion-panel.tsx";
import { MergedNotice } from "../fusion/merged-notice.tsx";
import { ProcessSection } from "../process/process-section.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { caseWords } from "../words/case.ts";
import { desk } from "../words/desk.ts";
import { caseWordsOf } from "../words/kinds.ts";
import { useKeys } from "./keys.ts";
import { KeysHelp } from "./keys-help.tsx";

const route = getRouteApi("/desk/cases/$caseNo");

type PartProps = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

function Actions({ page, onSaid }: PartProps): ReactNode {
  const say = useSay();
  // What an applicant promised for a day is brought to the window where the case was taken in there.
  const demanded = toldApart(
    page.tasks.filter(
      ({ optional, refused, role, dueAt }) =>
        !optional || (refused === null && role === "applicant" && dueAt !== null),
    ),
  );
  return (
    <section className="panel" id="actions" aria-labelledby="actions-title" tabIndex={-1}>
      <h2 id="actions-title">{say(desk.actions)}</h2>
      {demanded.length === 0 && page.offers.length === 0 && <p className="quiet">{say(desk.noActions)}</p>}
      {demanded.map((task) => (
        <div key={task.id} className="task">
          <TaskHead task={task} />
          <TaskWays page={page} task={task} onSaid={onSaid} />
          {task.refused === null ? (
            <TaskForm page={page} task={task} onSaid={onSaid} />
          ) : (
            <p className="small quiet">{say(desk.notYours, { why: say(task.refused) })}</p>
          )}
          <OutsideLinks page={page} task={task} />
        </div>
      ))}
      <Offers page={page} onSaid={onSaid} />
      <div className="button-row optional-tasks">
        <OptionalTasks page={page} onSaid={onSaid} />
        <MoveCase page={page} onSaid={onSaid} />
        <CancelCase page={page} onSaid={onSaid} />
      </div>
    </section>
  );
}

function State({ page }: { readonly page: CaseAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { summary } = page;
  const words = caseWordsOf(summary.kind);
  return (
    <section className="panel" aria-labelledby="state">
      <h2 id="state">{say(desk.stateTitle)}</h2>
      <dl className="facts">
        <dt>{say(caseWords.heldBy)}</dt>
        <dd>
          {page.heldBy.length === 0
            ? say(summary.closedAt === null ? words.nobody : words.decided)
            : page.heldBy.map((holder) => (
                <span key={holder.zh} className="row-more">
                  {say(holder)}
                </span>
              ))}
        </dd>
        <dt>{say(words.organ)}</dt>
        <dd>{say(page.organName)}</dd>
        <dt>{say(caseWords.place)}</dt>
        <dd>{say(page.division)}</dd>
        <dt>{say(words.receivedAt)}</dt>
        <dd className="number">{formatInstant(summary.receivedAt, language)}</dd>
        {summary.closedAt !== null && (
          <>
            <dt>{say(words.closedAt)}</dt>
            <dd className="number">{formatInstant(summary.closedAt, language)}</dd>
          </>
        )}
      </dl>
      {summary.clock !== null && (
        <div className="section">
          <ClockExplanation clock={summary.clock} reader="staff" />
        </div>
      )}
    </section>
  );
}

function Failures({ page }: { readonly page: CaseAnswer }): ReactNode {
  const say = useSay();
  if (page.failures.length === 0) return null;
  return (
    <div className="notice notice-bad said" role="alert">
      <h2>{say(caseWords.failures)}</h2>
      <ul>
        {page.failures.map(({ element, message, next }) => (
          <li key={element}>
            {say(message)} {say(next)} <span className="tiny quiet">{element}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Records({ page }: { readonly page: CaseAnswer }): ReactNode {
  const say = useSay();
  if (page.records.length === 0) return null;
  return (
    <section className="section" aria-labelledby="records">
      <h2 id="records">{say(caseWords.records)}</h2>
      <ul className="rows">
        {page.records.map(({ register, id, name }) => (
          <li key={`${register} ${id}`} className="row">
            <span className="row-main">
              <Link to="/records/$register/$id" params={{ register, id }}>
                {say(name)}
              </Link>
              <span className="small quiet row-more number">{id}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Body({ page }: { readonly page: CaseAnswer }): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [said, setSaid] = useState<Bilingual>();
  const [help, setHelp] = useState(false);
  const act = useRef(() =>
    document.querySelector<HTMLElement>("#actions input, #actions button, #actions textarea")?.focus(),
  );
  useEffect(() => {
    if (location.hash === "#actions") act.current();
  }, []);
  useKeys({
    a: () => act.current(),
    u: () => void navigate({ to: "/desk" }),
    "?": () => setHelp(true),
  });
  const { summary } = page;
  return (
    <Page title={say(summary.title)} width="wide">
      <div className="case-head">
        <p className="case-head-line">
          <strong className="state">{say(summary.outcomeName ?? summary.stateName)}</strong>
          {(summary.clock !== null || summary.closedAt === null) && (
            <ClockChip clock={summary.clock} reader="staff" />
          )}
          <AgentTag of={summary} /> <OwedTag of={summary} />
          <span className="quiet small">
            {say(summary.matterName)} · <span className="number">{summary.caseNo}</span> ·{" "}
            {summary.applicantName}
          </span>
        </p>
      </div>
      {summary.byAgent && summary.closedAt === null && (
        <p className="notice letter-first">{say(desk.byAgentCheck)}</p>
      )}
      <Said said={said} />
      <Failures page={page} />
      <MergedNotice page={page} onSaid={setSaid} />
      <div className="case-columns">
        <div className="panel">
          {page.byRule && <Grounds caseNo={summary.caseNo} />}
          <div className={page.byRule ? "section" : undefined}>
            <FormValues page={page} />
          </div>
          {(!page.partial || page.materials.length > 0) && (
            <Materials caseNo={summary.caseNo} kind={summary.kind} materials={page.materials} handling />
          )}
          {(!page.partial || page.documents.length > 0) && <Documents documents={page.documents} />}
          <FollowUp followUp={page.followUp} />
          <Records page={page} />
        </div>
        <div className="case-side">
          <Actions page={page} onSaid={setSaid} />
          <FusionPanel page={page} onSaid={setSaid} />
          <State page={page} />
        </div>
      </div>
      <ProcessSection caseNo={summary.caseNo} version={page.version} />
      <History history={page.history} chain={page.chain} />
      {page.views.length > 0 && <Views views={page.views} />}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </Page>
  );
}

/** One case for those who work on it: what is asked and given, what to do next, what happened. */
export function DeskCasePage(): ReactNode {
  const { caseNo } = route.useParams();
  const answer = useQuery({ ...caseQuery(caseNo), refetchInterval: ({ state }) => lookAgain(state.data) });
  if (answer.data !== undefined) return <Body page={answer.data} />;
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={caseNo} width="wide">
      <Skeleton lines={14} />
    </Page>
  );
}
