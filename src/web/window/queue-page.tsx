import type { HallAnswer, QueueAnswer, TicketAnswer, TicketActRequest } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { queueQuery, windowQuery } from "../api/window-queries.ts";
import "../design/forms.css";
import "../design/desk.css";
import "../design/window.css";
import { useKeys } from "../desk/keys.ts";
import { timeOf } from "../format/dates.ts";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { hallWords } from "../words/halls.ts";
import { windowWords } from "../words/window.ts";
import { HallChoice } from "./hall-choice.tsx";
import { useHall } from "./use-hall.ts";
import { WindowTabs } from "./window-tabs.tsx";

type Ticket = QueueAnswer["tickets"][number];
type Act = TicketActRequest["act"];

const ACTS: Readonly<Record<Ticket["status"], readonly Exclude<Act, "transfer">[]>> = {
  called: ["serve", "recall", "skip"],
  serving: ["finish"],
  skipped: ["recall"],
  waiting: [],
  served: [],
  left: [],
};

type DoAct = (ticket: Ticket, act: Act, queue?: string) => void;

function TicketLine({
  ticket,
  hall,
  onAct,
}: {
  readonly ticket: Ticket;
  readonly hall: HallAnswer;
  readonly onAct: DoAct;
}): ReactNode {
  const say = useSay();
  const others = hall.queues.filter(({ id }) => id !== ticket.queue);
  return (
    <li className="queue-ticket">
      <span className="queue-label">{ticket.label}</span>
      <span className="small">
        {ticket.matterName === null ? say(ticket.queueName) : say(ticket.matterName)}
        {ticket.appointment && <span className="tag">{say(hallWords.booked)}</span>}
        <span className="quiet"> {timeOf(ticket.takenAt)}</span>
      </span>
      <span className="button-row">
        {ACTS[ticket.status].map((act) => (
          <button key={act} type="button" className="button button-small" onClick={() => onAct(ticket, act)}>
            {say(hallWords[act])}
          </button>
        ))}
        {ticket.status === "serving" && (
          <Link
            to="/desk/window"
            search={{ ticket: ticket.id, label: ticket.label }}
            className="button button-small"
          >
            {say(hallWords.takeIn)}
          </Link>
        )}
        {ticket.status !== "waiting" && others.length > 0 && (
          <select
            className="input input-short"
            aria-label={`${say(hallWords.passOn)}：${ticket.label}`}
            value=""
            onChange={(event) => onAct(ticket, "transfer", event.target.value)}
          >
            <option value="">{say(hallWords.transfer)}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {say(name)}
              </option>
            ))}
          </select>
        )}
      </span>
    </li>
  );
}

function Figures({ figures }: { readonly figures: QueueAnswer["figures"] }): ReactNode {
  const say = useSay();
  const minutes = (n: number | null): string => (n === null ? "—" : say(hallWords.minutes, { n }));
  const shown = [
    [hallWords.taken, String(figures.taken)],
    [hallWords.waiting, String(figures.waiting)],
    [hallWords.served, String(figures.served)],
    [hallWords.missed, String(figures.missed)],
    [hallWords.meanWait, minutes(figures.meanWait)],
    [hallWords.longestWait, minutes(figures.longestWait)],
    [hallWords.meanService, minutes(figures.meanService)],
  ] as const;
  return (
    <dl className="queue-figures">
      {shown.map(([name, value]) => (
        <div key={name.zh}>
          <dt>{say(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useQueueActs(hall: HallAnswer, counter: string) {
  const client = useQueryClient();
  const keep = (queue: QueueAnswer): void => {
    client.setQueryData(queueQuery(hall.id).queryKey, queue);
  };
  const call = useMutation({
    mutationFn: () =>
      request<QueueAnswer>(`/api/desk/halls/${encodeURIComponent(hall.id)}/call`, {
        method: "POST",
        body: { counter },
      }),
    onSuccess: keep,
  });
  const act = useMutation({
    mutationFn: ({ ticket, ...body }: TicketActRequest & { readonly ticket: string }) =>
      request<QueueAnswer>(`/api/desk/tickets/${encodeURIComponent(ticket)}`, { method: "POST", body }),
    onSuccess: keep,
    onError: () => void client.invalidateQueries({ queryKey: queueQuery(hall.id).queryKey }),
  });
  return { call, act };
}

function Expected({
  hall,
  tickets,
  expected,
  onGiven,
}: {
  readonly hall: HallAnswer;
  readonly tickets: QueueAnswer["tickets"];
  readonly expected: QueueAnswer["expected"];
  readonly onGiven: () => void;
}): ReactNode {
  const say = useSay();
  const [given, setGiven] = useState<TicketAnswer>();
  const take = useMutation({
    mutationFn: (asked: { queue: string; appointment: string | null }) =>
      request<TicketAnswer>(`/api/halls/${encodeURIComponent(hall.id)}/tickets`, {
        method: "POST",
        body: { ...asked, matter: null },
      }),
    onSuccess: (ticket) => {
      setGiven(ticket);
      onGiven();
    },
  });
  // Once the number is called, how many stand before it is no more true.
  const calledBy = tickets.find(({ label }) => label === given?.label)?.status ?? "waiting";
  if (given !== undefined && calledBy !== "waiting") setGiven(undefined);
  const general = hall.queues.find(({ kind }) => kind === "general")?.id ?? "A";
  return (
    <section className="panel" aria-labelledby="give">
      <h2 id="give">{say(hallWords.giveNumber)}</h2>
      <div className="button-row">
        {hall.queues.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="button"
            onClick={() => take.mutate({ queue: id, appointment: null })}
          >
            {id} {say(name)}
          </button>
        ))}
      </div>
      {given !== undefined && (
        <p role="status" className="tag tag-good">
          {say(hallWords.gaveNumber, { label: given.label, ahead: given.ahead })}
        </p>
      )}
      {take.isError && <ProblemNotice error={take.error} />}
      {expected.length > 0 && (
        <>
          <h3>{say(hallWords.expected)}</h3>
          <ul className="queue-list">
            {expected.map(({ id, from, name, matterName }) => (
              <li key={id} className="queue-ticket">
                <span className="number">{from}</span>
                <span className="small">
                  {name} · {say(matterName)}
                </span>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => take.mutate({ queue: general, appointment: id })}
                >
                  {say(hallWords.arrived)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function QueueBoard({
  hall,
  counter,
  queue,
}: {
  readonly hall: HallAnswer;
  readonly counter: string;
  readonly queue: QueueAnswer;
}): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const { call, act } = useQueueActs(hall, counter);
  const { tickets, expected, figures } = queue;
  const mine = tickets.filter((ticket) => ticket.mine && ["called", "serving"].includes(ticket.status));
  const waiting = tickets.filter(({ status }) => status === "waiting");
  const skipped = tickets.filter(({ status }) => status === "skipped");
  const onAct: DoAct = (ticket, told, to) =>
    act.mutate({ ticket: ticket.id, act: told, counter, queue: to ?? null });
  const [first] = mine;
  const onFirst = (told: Act) => (): void => {
    if (first !== undefined) onAct(first, told);
  };
  useKeys({
    c: () => call.mutate(),
    r: onFirst("recall"),
    b: onFirst("serve"),
    f: onFirst("finish"),
    s: onFirst("skip"),
  });
  const refused = call.error ?? act.error;
  return (
    <>
      <div className="button-row">
        <button type="button" className="button button-main" onClick={() => call.mutate()}>
          {say(hallWords.call)}
        </button>
        <Link to="/halls/$hall/board" params={{ hall: hall.id }} className="button">
          {say(hallWords.display)}
        </Link>
      </div>
      {refused !== null && <ProblemNotice error={refused} />}
      <div className="queue-board section">
        <section className="panel" aria-labelledby="mine">
          <h2 id="mine">{say(hallWords.mine)}</h2>
          {mine.length === 0 && <p className="quiet">{say(hallWords.nobody)}</p>}
          <ul className="queue-list">
            {mine.map((ticket) => (
              <TicketLine key={ticket.id} ticket={ticket} hall={hall} onAct={onAct} />
            ))}
          </ul>
          {skipped.length > 0 && (
            <>
              <h3>{say(hallWords.skipped)}</h3>
              <ul className="queue-list">
                {skipped.map((ticket) => (
                  <TicketLine key={ticket.id} ticket={ticket} hall={hall} onAct={onAct} />
                ))}
              </ul>
            </>
          )}
        </section>
        <section className="panel" aria-labelledby="waiting">
          <h2 id="waiting">{say(hallWords.waiting)}</h2>
          {waiting.length === 0 && <p className="quiet">{say(hallWords.waitingNone)}</p>}
          <ul className="queue-list">
            {waiting.map((ticket) => (
              <TicketLine key={ticket.id} ticket={ticket} hall={hall} onAct={onAct} />
            ))}
          </ul>
        </section>
        <Expected
          hall={hall}
          tickets={tickets}
          expected={expected}
          onGiven={() => void client.invalidateQueries({ queryKey: queueQuery(hall.id).queryKey })}
        />
        <section className="panel" aria-labelledby="day">
          <h2 id="day">{say(hallWords.figures)}</h2>
          <Figures figures={figures} />
        </section>
      </div>
      <p className="tiny quiet no-print only-mouse-block">{say(hallWords.keys)}</p>
    </>
  );
}

/** Calling numbers at a counter, giving them at the desk, and how the day goes. */
export function QueuePage(): ReactNode {
  const say = useSay();
  const page = useQuery(windowQuery);
  const { hall, counter, choose } = useHall(page.data);
  const queue = useQuery(queueQuery(hall?.id ?? ""));
  const refused = page.error ?? (queue.data === undefined ? queue.error : null);
  if (refused !== null) return <RefusedPage error={refused} onRetry={() => void page.refetch()} />;
  return (
    <Page title={say(hallWords.queueTitle)} width="wide" className="queue-page">
      <WindowTabs here="queue" />
      {page.data !== undefined && hall === undefined && <p className="lead">{say(windowWords.none)}</p>}
      {page.data !== undefined && hall !== undefined && (
        <HallChoice halls={page.data.halls} hall={hall} counter={counter} onChoose={choose} />
      )}
      {hall !== undefined && queue.data === undefined && <Skeleton lines={6} />}
      {hall !== undefined && queue.data !== undefined && (
        <QueueBoard hall={hall} counter={counter} queue={queue.data} />
      )}
    </Page>
  );
}
