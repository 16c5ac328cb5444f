import type { BatchAnswer, BatchNews, Bilingual } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { batchQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { useNews } from "../api/use-news.ts";
import "../design/batch.css";
import "../design/case.css";
import "../design/desk.css";
import { confirmation } from "../forms/confirmation.ts";
import { fieldsOf, labelOf, valueInWords } from "../forms/schema.ts";
import { useLanguage, useSay, type Say } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { batch as words } from "../words/batch.ts";
import { common } from "../words/common.ts";
import { BatchDialog } from "./batch-dialog.tsx";
import { PlannedLines, RefusedLines } from "./batch-lines.tsx";
import { hasEnded, isUnderWay } from "./batch-status.ts";

const route = getRouteApi("/desk/batches/$batch");
/** Where a proxy lets no live line through. */
const LOOK_AGAIN_MS = 20_000;
/** How many lines stand where. `refused` counts those that the run refused together with the preview's. */
function countsOf({ lines }: BatchAnswer) {
  const of = (status: string): number => lines.filter((line) => line.status === status).length;
  return { ready: of("ready"), refused: of("refused"), done: of("done") };
}

/** The batch in one sentence: what would be done, is being done, or was done. */
function sumOf(batch: BatchAnswer, say: Say): string {
  const counts = countsOf(batch);
  const { ready, refused, done } = counts;
  const told = (sentence: Bilingual): string =>
    say(sentence, { ...counts, act: say(batch.act), left: ready });
  switch (batch.status) {
    case "preview":
      if (ready === 0) return told(words.willDoNone);
      return told(refused === 0 ? words.willDo : words.willDoSome);
    case "running":
    case "stopping": {
      const planned = batch.lines.filter(({ foreseen }) => foreseen !== null);
      const broken = planned.filter(({ status }) => status === "refused").length;
      const doing = say(words.doing, { done, whole: planned.length });
      return broken === 0 ? doing : `${doing}${say(words.doingRefused, { refused: broken })}`;
    }
    case "stopped":
      return done === 0 ? told(words.dropped) : told(words.stopped);
    case "done":
      if (done === 0) return told(words.didNone);
      return told(refused === 0 ? words.didDo : words.didDoSome);
  }
}

/** What is said in each case. */
function Given({ batch }: { readonly batch: BatchAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const given = fieldsOf(batch.form).filter(([name]) => batch.values[name] !== undefined);
  if (given.length === 0) return null;
  return (
    <section className="panel batch-given" aria-labelledby="given">
      <h2 id="given">{say(words.given)}</h2>
      <dl className="facts">
        {given.map(([name, field]) => (
          <div key={name} className="fact">
            <dt>{say(labelOf(field, name))}</dt>
            <dd>{valueInWords(field, batch.values[name], language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useAct(batch: BatchAnswer, way: "run" | "stop") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request<BatchAnswer>(`/api/desk/batches/${encodeURIComponent(batch.id)}/${way}`, {
        method: "POST",
        body: {},
      }),
    onSuccess: (answer) => client.setQueryData(batchQuery(batch.id).queryKey, answer),
  });
}

type AskProps = { readonly batch: BatchAnswer; readonly onYes: () => void; readonly onNo: () => void };

function AskOnce({ batch, onYes, onNo }: AskProps): ReactNode {
  const say = useSay();
  const sentence = confirmation(batch.form, batch.values);
  const count = countsOf(batch).ready;
  return (
    <Dialog title={say(words.runAsk, { count, act: say(batch.act) })} onClose={onNo}>
      {sentence !== undefined && <p>{say(sentence)}</p>}
      <div className="button-row dialog-ways">
        <button type="button" className="button button-danger-main" onClick={onYes}>
          {say(words.run, { count })}
        </button>
        <button type="button" className="button" onClick={onNo}>
          {say(common.cancel)}
        </button>
      </div>
    </Dialog>
  );
}

/** What can be done with the batch now; the question before it is run. */
function Ways({ batch }: { readonly batch: BatchAnswer }): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState<"run" | "again">();
  const run = useAct(batch, "run");
  const stop = useAct(batch, "stop");
  const failed = run.isError ? run.error : stop.error;
  const { ready } = countsOf(batch);
  const undone = batch.lines.filter(({ status }) => status !== "done");
  const { status } = batch;
  return (
    <div className="batch-place no-print">
      {failed !== null && <ProblemNotice error={failed} />}
      <div className="batch-bar">
        <div className="button-row">
          <Link to="/desk">{say(words.toDesk)}</Link>
          <Link to="/desk/batches">{say(words.mine)}</Link>
        </div>
        <div className="button-row">
          {status === "preview" && (
            <button type="button" className="button" onClick={() => stop.mutate()}>
              {say(words.drop)}
            </button>
          )}
          {status === "preview" && ready > 0 && (
            <button
              type="button"
              className="button button-main"
              aria-disabled={run.isPending}
              onClick={() => setOpen("run")}
            >
              {say(words.run, { count: ready })}
            </button>
          )}
          {isUnderWay(status) && (
            <button
              type="button"
              className="button button-danger"
              aria-disabled={status === "stopping" || stop.isPending}
              onClick={() => {
                if (status === "running" && !stop.isPending) stop.mutate();
              }}
            >
              {say(words.stop)}
            </button>
          )}
          {hasEnded(status) && undone.length > 0 && (
            <button type="button" className="button" onClick={() => setOpen("again")}>
              {say(words.again, { count: undone.length })}
            </button>
          )}
        </div>
      </div>
      {open === "run" && (
        <AskOnce
          batch={batch}
          onNo={() => setOpen(undefined)}
          onYes={() => {
            setOpen(undefined);
            if (!run.isPending) run.mutate();
          }}
        />
      )}
      {open === "again" && (
        <BatchDialog
          offer={batch}
          tasks={undone.map(({ caseNo, task }) => ({ caseNo, task }))}
          values={batch.values}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function Progress({ batch }: { readonly batch: BatchAnswer }): ReactNode {
  const say = useSay();
  const planned = batch.lines.filter(({ foreseen }) => foreseen !== null);
  const settled = planned.filter(({ status }) => status !== "ready").length;
  return (
    <>
      <progress
        className="batch-progress"
        max={planned.length}
        value={settled}
        aria-label={sumOf(batch, say)}
      />
      <p className="small quiet">{say(batch.status === "stopping" ? words.stopping : words.leave)}</p>
    </>
  );
}

function Body({ batch }: { readonly batch: BatchAnswer }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const { status, lines } = batch;
  const ended = hasEnded(status);
  useEffect(() => {
    if (!ended) return;
    for (const queryKey of [["desk"], ["case"], ["cases"]]) void client.invalidateQueries({ queryKey });
  }, [ended, client]);
  const planned = lines.filter(({ foreseen }) => foreseen !== null);
  const refused = lines.filter(({ foreseen }) => foreseen === null);
  const isPreview = status === "preview";
  return (
    <Page title={say(words.title, { task: say(batch.taskName) })} width="wide">
      <p className="quiet">{say(batch.matterName)}</p>
      <p className="batch-sum" aria-live="polite">
        {sumOf(batch, say)}
      </p>
      {isUnderWay(status) && <Progress batch={batch} />}
      <Given batch={batch} />
      {planned.length > 0 && (
        <section className="section" aria-labelledby="planned">
          <h2 id="planned">{say(isPreview ? words.canDo : words.planned, { count: planned.length })}</h2>
          <PlannedLines batch={batch} lines={planned} />
        </section>
      )}
      {refused.length > 0 && (
        <section className="section" aria-labelledby="refused">
          <h2 id="refused">{say(words.cannotDo, { count: refused.length })}</h2>
          <RefusedLines lines={refused} />
        </section>
      )}
      <Ways batch={batch} />
    </Page>
  );
}

/** A batch: what would happen, line by line; its progress once it is confirmed; and what it came to. */
export function BatchPage(): ReactNode {
  const say = useSay();
  const { batch: id } = route.useParams();
  const answer = useQuery({
    ...batchQuery(id),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? LOOK_AGAIN_MS : false),
  });
  useNews("batch", isUnderWay(answer.data?.status), (news) => {
    if (news === undefined || (news as BatchNews).id === id) void answer.refetch();
  });
  if (answer.data !== undefined) return <Body batch={answer.data} />;
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.begin)} width="wide">
      <Skeleton lines={12} />
    </Page>
  );
}
