import type { DeliveriesAnswer, HallAnswer, HandOverRequest } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { deliveriesQuery, deliveryPapersQuery, windowQuery } from "../api/window-queries.ts";
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
import { readCard } from "./card-reader.ts";
import { HallChoice } from "./hall-choice.tsx";
import { openKept } from "./open-paper.ts";
import { useHall } from "./use-hall.ts";
import { WindowTabs } from "./window-tabs.tsx";

type Waiting = DeliveriesAnswer["waiting"][number];
type Way = HandOverRequest["way"];

const WAYS: readonly Way[] = ["collected", "posted", "online"];

type FormProps = {
  readonly hall: string;
  readonly cardReader: string;
  readonly result: Waiting;
  readonly onDone: (said: string) => void;
};

function Papers({ hall, result }: Pick<FormProps, "hall" | "result">): ReactNode {
  const say = useSay();
  const papers = useQuery(deliveryPapersQuery(hall, result.caseNo)).data?.items ?? [];
  const path = `/api/window/deliveries/${encodeURIComponent(result.caseNo)}/papers`;
  return (
    <ul className="queue-list" aria-label={say(words.papers)}>
      {papers.map(({ id, title, number, ready }) => (
        <li key={id} className="queue-ticket">
          <button
            type="button"
            className="text-button"
            onClick={() =>
              void openKept(`${path}/${encodeURIComponent(id)}?hall=${encodeURIComponent(hall)}`).catch(
                () => undefined,
              )
            }
          >
            {say(title)}
          </button>
          <span className="small quiet number">{ready ? number : say(words.preparing)}</span>
        </li>
      ))}
    </ul>
  );
}

function HandOver({ hall, cardReader, result, onDone }: FormProps): ReactNode {
  const say = useSay();
  const [way, setWay] = useState<Way>("collected");
  const [told, setTold] = useState({ name: "", idNo: "", carrier: "", tracking: "", note: "" });
  const [letterSeen, setLetterSeen] = useState(false);
  const key = useRef(crypto.randomUUID());
  const hand = useMutation({
    mutationFn: () => {
      const body: HandOverRequest = {
        task: result.task,
        version: result.version,
        hall,
        way,
        receiver: {
          name: told.name.trim() === "" ? result.applicantName : told.name.trim(),
          idNo: way === "collected" ? told.idNo.trim() : null,
        },
        letterSeen,
        carrier: way === "posted" ? told.carrier.trim() : null,
        tracking: way === "posted" ? told.tracking.trim() : null,
        note: told.note.trim() === "" ? null : told.note.trim(),
      };
      return request<{ readonly said: { readonly zh: string; readonly en: string } }>(
        `/api/window/deliveries/${encodeURIComponent(result.caseNo)}`,
        { method: "POST", body, idempotencyKey: key.current },
      );
    },
    onSuccess: ({ said }) => onDone(say(said)),
    onError: (error) => {
      const { status } = asRefusal(error);
      if (status >= 400 && status < 500 && status !== 401) key.current = crypto.randomUUID();
    },
  });
  const read = async (): Promise<void> => {
    const card = await readCard(cardReader);
    if (card.kind === "card") setTold({ ...told, name: card.name, idNo: card.idNo });
  };
  const line = (name: keyof typeof told, label: { zh: string; en: string }): ReactNode => (
    <div className="field">
      <label className="field-label" htmlFor={`deliver-${name}`}>
        {say(label)}
      </label>
      <input
        id={`deliver-${name}`}
        className="input"
        autoComplete="off"
        value={told[name]}
        onChange={(event) => setTold({ ...told, [name]: event.target.value })}
      />
    </div>
  );
  return (
    <form
      className="panel window-person"
      noValidate
      aria-label={say(words.hand)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!hand.isPending) hand.mutate();
      }}
    >
      <h2>{say(result.title)}</h2>
      <Papers hall={hall} result={result} />
      <fieldset className="field choice-line">
        <legend className="field-label">{say(words.way)}</legend>
        {WAYS.map((each) => (
          <label key={each}>
            <input type="radio" name="deliver-way" checked={each === way} onChange={() => setWay(each)} />
            {say(words[each])}
          </label>
        ))}
      </fieldset>
      {way !== "online" && (
        <div className="window-two">
          {way === "collected" && line("idNo", words.idNo)}
          {line("name", way === "collected" ? words.receiver : words.addressee)}
          {way === "posted" && line("carrier", words.carrier)}
          {way === "posted" && line("tracking", words.tracking)}
        </div>
      )}
      {way === "collected" && (
        <label className="choice-line">
          <input
            type="checkbox"
            checked={letterSeen}
            onChange={(event) => setLetterSeen(event.target.checked)}
          />
          {say(words.letterSeen)}
        </label>
      )}
      {line("note", words.note)}
      {hand.isError && <ProblemNotice error={hand.error} />}
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={hand.isPending}>
          {say(words.confirm)}
        </button>
        {way === "collected" && (
          <button type="button" className="button" onClick={() => void read()}>
            {say(windowWords.readCard)}
          </button>
        )}
      </div>
    </form>
  );
}

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
          <HandOver
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
