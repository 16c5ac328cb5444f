import type { AppointmentAnswer, HallsAnswer, TicketAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { catalogueQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { hallsQuery, slotsQuery, visitsQuery } from "../api/window-queries.ts";
import "../design/forms.css";
import "../design/portal.css";
import "../design/window.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { hallWords } from "../words/halls.ts";

type Hall = HallsAnswer["items"][number];

const DAY_MS = 86_400_000;

/** The days from a day on, so many more. */
function daysFrom(day: string, more: number): readonly string[] {
  const first = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: more + 1 }, (_, ahead) =>
    new Date(first + ahead * DAY_MS).toISOString().slice(0, 10),
  );
}

function useVisitActs() {
  const client = useQueryClient();
  const again = (): void => {
    void client.invalidateQueries({ queryKey: visitsQuery.queryKey });
    void client.invalidateQueries({ queryKey: ["slots"] });
    void client.invalidateQueries({ queryKey: hallsQuery.queryKey });
  };
  const book = useMutation({
    mutationFn: (body: { hall: string; matter: string; day: string; from: string }) =>
      request<AppointmentAnswer>("/api/appointments", { method: "POST", body }),
    onSettled: again,
  });
  const end = useMutation({
    mutationFn: (path: string) => request(path, { method: "DELETE" }),
    onSettled: again,
  });
  const take = useMutation({
    mutationFn: ({ hall, ...body }: { hall: string; queue: string; appointment: string | null }) =>
      request<TicketAnswer>(`/api/halls/${encodeURIComponent(hall)}/tickets`, {
        method: "POST",
        body: { ...body, matter: null },
      }),
    onSettled: again,
  });
  return { book, end, take };
}

type Acts = ReturnType<typeof useVisitActs>;

type HallProps = { readonly halls: readonly Hall[]; readonly today: string; readonly acts: Acts };

function Pick(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onPick: (value: string) => void;
}): ReactNode {
  const { id, label, value, options, onPick } = props;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onPick(event.target.value)}>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Book({ halls, today, acts }: HallProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const open = halls.filter(({ daysAhead: ahead }) => ahead !== null);
  const [hallId, setHall] = useState(open[0]?.id ?? "");
  const hall = open.find(({ id }) => id === hallId);
  const days = daysFrom(today, hall?.daysAhead ?? 0);
  const [day, setDay] = useState(days[1] ?? "");
  const [matter, setMatter] = useState("");
  const listed = useQuery(catalogueQuery({})).data?.items ?? [];
  const matters = listed.filter(({ atHalls }) => atHalls);
  const slots = useQuery(slotsQuery(hallId, day)).data;
  const { book } = acts;
  const chosen = matter === "" ? (matters[0]?.id ?? "") : matter;
  return (
    <section className="section panel" aria-labelledby="book">
      <h2 id="book">{say(hallWords.book)}</h2>
      <div className="window-two">
        <Pick
          id="visit-hall"
          label={say(hallWords.hall)}
          value={hallId}
          options={open.map(({ id, name }) => [id, say(name)])}
          onPick={setHall}
        />
        <Pick
          id="visit-matter"
          label={say(hallWords.matter)}
          value={chosen}
          options={matters.map(({ id, name }) => [id, say(name)])}
          onPick={setMatter}
        />
        <Pick
          id="visit-day"
          label={say(hallWords.day)}
          value={day}
          options={days.map((each) => [each, formatDay(each, language)])}
          onPick={setDay}
        />
      </div>
      <h3>{say(hallWords.slot)}</h3>
      {slots?.slots.length === 0 && <p className="quiet">{say(hallWords.noSlots)}</p>}
      <ul className="slots">
        {slots?.slots.map(({ from, to, free }) => (
          <li key={from}>
            <button
              type="button"
              className="button"
              disabled={free === 0}
              onClick={() => book.mutate({ hall: hallId, matter: chosen, day, from })}
            >
              {from}–{to}{" "}
              <span className="small">{say(free === 0 ? hallWords.full : hallWords.free, { n: free })}</span>
            </button>
          </li>
        ))}
      </ul>
      {book.isError && <ProblemNotice error={book.error} />}
      {book.data !== undefined && !book.isError && (
        <p className="notice notice-good" role="status">
          {say(hallWords.bookedNow, {
            day: formatDay(book.data.day, language),
            from: book.data.from,
            to: book.data.to,
            hall: say(book.data.hallName),
          })}
        </p>
      )}
    </section>
  );
}

function Appointments({
  items,
  today,
  acts,
}: {
  readonly items: readonly AppointmentAnswer[];
  readonly today: string;
  readonly acts: Acts;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="appointments">
      <h2 id="appointments">{say(hallWords.myAppointments)}</h2>
      {items.length === 0 && <p className="quiet">{say(hallWords.noAppointments)}</p>}
      {items.map(({ id, hall, hallName, matterName, day, from, to, status }) => (
        <div key={id} className="visit">
          <span>
            <strong className="number">
              {formatDay(day, language)} {from}–{to}
            </strong>{" "}
            {say(hallName)}
            <span className="small quiet"> {say(matterName)}</span>
          </span>
          <span className="button-row">
            <span className={status === "missed" ? "tag tag-bad" : "tag"}>
              {say(hallWords[`is_${status}`])}
            </span>
            {status === "booked" && day === today && (
              <button
                type="button"
                className="button button-small button-main"
                onClick={() => acts.take.mutate({ hall, queue: "A", appointment: id })}
              >
                {say(hallWords.takeMine)}
              </button>
            )}
            {status === "booked" && (
              <button
                type="button"
                className="button button-small"
                onClick={() => acts.end.mutate(`/api/appointments/${encodeURIComponent(id)}`)}
              >
                {say(hallWords.cancelBooking)}
              </button>
            )}
          </span>
        </div>
      ))}
    </section>
  );
}

function Numbers({
  items,
  halls,
  acts,
}: {
  readonly items: readonly TicketAnswer[];
  readonly halls: readonly Hall[];
  readonly acts: Acts;
}): ReactNode {
  const say = useSay();
  const refused = acts.take.error ?? acts.end.error;
  return (
    <section className="section" aria-labelledby="numbers">
      <h2 id="numbers">{say(hallWords.myNumbers)}</h2>
      {items.map(({ id, label, hallName, status, counterName, ahead, minutes }) => (
        <div key={id} className="visit">
          <span>
            <span className="queue-label">{label}</span> {say(hallName)}
          </span>
          <span role="status">
            {say(hallWords[`ticket_${status}`], { counter: counterName === null ? "" : say(counterName) })}
            {status === "waiting" && ` · ${say(hallWords.ahead, { n: ahead })}`}
            {minutes !== null && ` · ${say(hallWords.about, { n: minutes })}`}
          </span>
          {(status === "waiting" || status === "called") && (
            <button
              type="button"
              className="button button-small"
              onClick={() => acts.end.mutate(`/api/tickets/${encodeURIComponent(id)}`)}
            >
              {say(hallWords.giveUp)}
            </button>
          )}
        </div>
      ))}
      {refused !== null && <ProblemNotice error={refused} />}
      {halls.map(({ id, name, address, queues }) => (
        <div key={id} className="visit">
          <span>
            {say(name)}
            <span className="small quiet"> {say(address)}</span>
          </span>
          <span className="button-row">
            {queues.map((queue) => (
              <button
                key={queue.id}
                type="button"
                className="button button-small"
                aria-label={`${say(hallWords.takeNumber)}：${say(name)} ${say(queue.name)}`}
                onClick={() => acts.take.mutate({ hall: id, queue: queue.id, appointment: null })}
              >
                {say(queue.name)}{" "}
                <span className="small quiet">{say(hallWords.boardAhead, { n: queue.waiting })}</span>
              </button>
            ))}
          </span>
        </div>
      ))}
    </section>
  );
}

/** Booking a visit and taking a number, before one sets out. */
export function VisitsPage(): ReactNode {
  const say = useSay();
  const halls = useQuery(hallsQuery);
  const visits = useQuery(visitsQuery);
  const acts = useVisitActs();
  const refused = halls.error ?? visits.error;
  if (refused !== null && (halls.data === undefined || visits.data === undefined))
    return <RefusedPage error={refused} onRetry={() => void visits.refetch()} />;
  return (
    <Page title={say(hallWords.visitsTitle)}>
      <p className="lead">{say(hallWords.visitsLead)}</p>
      {(halls.data === undefined || visits.data === undefined) && <Skeleton lines={8} />}
      {halls.data !== undefined && visits.data !== undefined && (
        <>
          <Numbers items={visits.data.tickets} halls={halls.data.items} acts={acts} />
          <Book halls={halls.data.items} today={halls.data.today} acts={acts} />
          <Appointments items={visits.data.appointments} today={halls.data.today} acts={acts} />
        </>
      )}
    </Page>
  );
}
