import type { DeliveriesAnswer, HallAnswer } from "#contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { deliveriesQuery, windowQuery } from "../api/window-queries.ts";
import "../design/forms.css";
import "../design/desk.css";
import "../design/window.css";
import { formatDay, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { deliveryWords as words } from "../words/delivery.ts";
import { windowWords } from "../words/window.ts";
import { HallChoice } from "./hall-choice.tsx";
import { HandOverForm } from "./hand-over-form.tsx";
import { useHall } from "./use-hall.ts";
import { WindowTabs } from "./window-tabs.tsx";

type Waiting = DeliveriesAnswer["waiting"][number];

function Lines({
  waiting,
  chosen,
  onChoose,
}: {
  readonly waiting: readonly Waiting[];
  readonly chosen: string | undefined;
  readonly onChoose: (caseNo: string) => void;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (waiting.length === 0) return <p className="quiet">{say(words.nothing)}</p>;
  return (
    <ul className="queue-list">
      {waiting.map((each) => (
        <li key={each.caseNo} className="queue-ticket">
          <span>
            {say(each.title)}
            <span className="small quiet row-more">
              {each.applicantName} · {say(each.organName)} · <span className="number">{each.caseNo}</span>
            </span>
          </span>
          {each.due !== null && (
            <span className={each.overdue ? "tag tag-bad" : "small quiet"}>
              {each.overdue && `${say(words.overdue)} · `}
              {say(words.due, { day: formatDay(each.due.slice(0, 10), language) })}
            </span>
          )}
          <button
            type="button"
            className="button button-small"
            aria-pressed={each.caseNo === chosen}
            onClick={() => onChoose(each.caseNo)}
          >
            {say(words.hand)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Given({ lines }: { readonly lines: DeliveriesAnswer["handedOut"] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (lines.length === 0) return null;
  return (
    <section className="section" aria-labelledby="given">
      <h2 id="given">{say(words.given)}</h2>
      <ul className="taken-lines">
        {lines.map(({ caseNo, title, clerk, way, byAgent, carrier, tracking, at }) => (
          <li key={caseNo}>
            <span>{say(title)}</span>
            <span className="small">
              {say(words[way])} {carrier} {tracking}
              {byAgent && <span className="tag">{say(words.agent)}</span>}
            </span>
            <span className="small">{say(words.by, { clerk })}</span>
            <span className="small quiet number">{formatInstant(at, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Counter({
  hall,
  cardReader,
}: {
  readonly hall: HallAnswer;
  readonly cardReader: string;
}): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const [q, setQ] = useState("");
  const [chosen, setChosen] = useState<string>();
  const [said, setSaid] = useState<string>();
  const list = useQuery(deliveriesQuery(hall.id, q));
  const result = list.data?.waiting.find(({ caseNo }) => caseNo === chosen);
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor="deliver-find">
          {say(words.find)}
        </label>
        <input
          id="deliver-find"
          className="input"
          type="search"
          placeholder={say(words.findHint)}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      {said !== undefined && (
        <p className="notice notice-good" role="status">
          {said}
        </p>
      )}
      {list.isError && list.data === undefined && <ProblemNotice error={list.error} />}
      <div className="queue-board section">
        <section className="panel" aria-labelledby="delivery-waiting">
          <h2 id="delivery-waiting">{say(words.waiting)}</h2>
          {list.data === undefined ? (
            <Skeleton lines={4} />
          ) : (
            <Lines waiting={list.data.waiting} chosen={chosen} onChoose={setChosen} />
          )}
        </section>
        {result !== undefined && (
          <HandOverForm
            key={result.caseNo}
            hall={hall.id}
            cardReader={cardReader}
            result={result}
            onDone={(sentence) => {
              setSaid(sentence);
              setChosen(undefined);
              void client.invalidateQueries({ queryKey: ["deliveries"] });
            }}
          />
        )}
      </div>
      <Given lines={list.data?.handedOut ?? []} />
    </>
  );
}

/** The delivery counter: what waits, to whom it goes, and what was given out. */
export function DeliveryPage(): ReactNode {
  const say = useSay();
  const page = useQuery(windowQuery);
  const { hall, counter, choose } = useHall(page.data);
  if (page.isError) return <RefusedPage error={page.error} onRetry={() => void page.refetch()} />;
  return (
    <Page title={say(words.title)} width="wide" className="queue-page">
      <WindowTabs here="delivery" />
      {page.data === undefined && <Skeleton lines={6} />}
      {page.data !== undefined && hall === undefined && <p className="lead">{say(windowWords.none)}</p>}
      {page.data !== undefined && hall !== undefined && (
        <>
          <HallChoice halls={page.data.halls} hall={hall} counter={counter} onChoose={choose} />
          <Counter key={hall.id} hall={hall} cardReader={page.data.cardReader} />
        </>
      )}
    </Page>
  );
}
