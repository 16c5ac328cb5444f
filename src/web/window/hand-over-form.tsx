import type { Bilingual, DeliveriesAnswer, HandOverRequest } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { deliveryPapersQuery } from "../api/window-queries.ts";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { fieldId } from "../forms/form-context.ts";
import { type Schema, titled, type Values } from "../forms/schema.ts";
import { type FieldProblem, inOrder, validateForm } from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { deliveryWords as words } from "../words/delivery.ts";
import { windowWords } from "../words/window.ts";
import { readCard } from "./card-reader.ts";
import { useKeptPapers } from "./open-paper.ts";

type Waiting = DeliveriesAnswer["waiting"][number];
type Way = HandOverRequest["way"];

const WAYS: readonly Way[] = ["collected", "posted", "online"];

type FormProps = {
  readonly hall: string;
  readonly cardReader: string;
  readonly result: Waiting;
  readonly onDone: (said: string) => void;
};

/** What was typed, less what is empty: that counts as not said. */
const trimmed = (told: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(
    Object.entries(told).flatMap(([name, text]) => (text.trim() === "" ? [] : [[name, text.trim()]])),
  );

function Papers({ hall, result }: Pick<FormProps, "hall" | "result">): ReactNode {
  const say = useSay();
  const papers = useQuery(deliveryPapersQuery(hall, result.caseNo)).data?.items ?? [];
  const path = `/api/window/deliveries/${encodeURIComponent(result.caseNo)}/papers`;
  const { show, failed } = useKeptPapers();
  return (
    <>
      <ul className="queue-list" aria-label={say(words.papers)}>
        {papers.map(({ id, title, number, ready }) => (
          <li key={id} className="queue-ticket">
            <button
              type="button"
              className="text-button"
              onClick={() => show(`${path}/${encodeURIComponent(id)}?hall=${encodeURIComponent(hall)}`)}
            >
              {say(title)}
            </button>
            <span className="small quiet number">{ready ? number : say(words.preparing)}</span>
          </li>
        ))}
      </ul>
      {failed !== null && <ProblemNotice error={failed} />}
    </>
  );
}

/** What is asked for a result by the way it goes, so that what lacks is told before anything is sent. */
const SCHEMAS: Readonly<Record<Way, Schema>> = {
  collected: {
    type: "object",
    required: ["idNo", "name"],
    properties: {
      idNo: { ...titled(words.idNo), type: "string", format: "citizen-id" },
      name: { ...titled(words.receiver), type: "string", maxLength: 100 },
    },
  },
  posted: {
    type: "object",
    required: ["carrier", "tracking"],
    properties: {
      name: { ...titled(words.addressee), type: "string", maxLength: 100 },
      carrier: { ...titled(words.carrier), type: "string", maxLength: 100 },
      tracking: { ...titled(words.tracking), type: "string", maxLength: 100 },
    },
  },
  online: { type: "object", properties: {} },
};

/** Handing a result over: to whom, by what way, with what was seen. */
export function HandOverForm({ hall, cardReader, result, onDone }: FormProps): ReactNode {
  const say = useSay();
  const [way, setWay] = useState<Way>("collected");
  const [told, setTold] = useState({ name: "", idNo: "", carrier: "", tracking: "", note: "" });
  const [letterSeen, setLetterSeen] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
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
    if (card.kind !== "card") return;
    setTold({ ...told, name: card.name, idNo: card.idNo });
    setProblems([]);
  };
  const line = (name: keyof typeof told, label: Bilingual): ReactNode => {
    const id = fieldId("deliver", `/${name}`);
    const wrong = problems.find(({ pointer }) => pointer === `/${name}`);
    return (
      <div className={wrong === undefined ? "field" : "field field-wrong"}>
        <label className="field-label" htmlFor={id}>
          {say(label)}
        </label>
        {wrong !== undefined && (
          <p id={`${id}-wrong`} className="field-error">
            {say(wrong.message)}
          </p>
        )}
        <input
          id={id}
          className="input"
          autoComplete="off"
          value={told[name]}
          aria-invalid={wrong !== undefined}
          {...(wrong === undefined ? {} : { "aria-describedby": `${id}-wrong` })}
          onChange={(event) => {
            setTold({ ...told, [name]: event.target.value });
            setProblems(problems.filter((each) => each !== wrong));
          }}
        />
      </div>
    );
  };
  const send = (): void => {
    if (hand.isPending) return;
    const found = inOrder(SCHEMAS[way], validateForm(SCHEMAS[way], trimmed(told)));
    setProblems(found);
    setAttempt(attempt + 1);
    if (found.length === 0) hand.mutate();
  };
  return (
    <form
      className="panel window-person"
      noValidate
      aria-label={say(words.hand)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2>{say(result.title)}</h2>
      <ErrorSummary problems={problems} idPrefix="deliver" attempt={attempt} />
      <Papers hall={hall} result={result} />
      <fieldset className="field choice-line">
        <legend className="field-label">{say(words.way)}</legend>
        {WAYS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="deliver-way"
              checked={each === way}
              onChange={() => {
                setWay(each);
                setProblems([]);
              }}
            />
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
