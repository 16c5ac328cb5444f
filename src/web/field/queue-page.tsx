import type { CaseAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { fieldsOf, labelOf, valueInWords } from "../forms/schema.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { save } from "../lists/save.ts";
import { fieldWords } from "../words/field.ts";
import type { Item } from "./database.ts";
import { useFieldState } from "./field-frame.tsx";
import { exportItems, removeItem, sendAnew } from "./keep-item.ts";
import { sendQueue } from "./send-queue.ts";

const MARKS = { waiting: "", conflict: "tag-ask", refused: "tag-bad", kept: "tag-good" } as const;

function Receipt({ item }: { readonly item: Item }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { receipt } = item;
  if (receipt === null) return null;
  return (
    <>
      <p className="small">
        {say(fieldWords.receivedAt, { at: formatInstant(receipt.receivedAt, language) })} ·{" "}
        {say(fieldWords.caseNo, { no: receipt.caseNo })}
      </p>
      <p className="tiny quiet hash">{say(fieldWords.digest, { hash: receipt.digest })}</p>
    </>
  );
}

/** What the server has and what was done here, field by field; nothing is decided for the person. */
function Conflict({ item }: { readonly item: Item }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { online, person } = useFieldState();
  const [page, setPage] = useState<CaseAnswer | "gone">();
  const { act } = item;
  if (act.kind !== "complete") return null;
  const look = (): void => {
    request<CaseAnswer>(`/api/cases/${encodeURIComponent(act.caseNo)}`).then(setPage, () => setPage("gone"));
  };
  if (page === undefined)
    return (
      <>
        <p>{say(fieldWords.conflictWhy)}</p>
        {online ? (
          <button type="button" className="button button-main field-main" onClick={look}>
            {say(fieldWords.lookAgain)}
          </button>
        ) : (
          <p>{say(fieldWords.needsLine)}</p>
        )}
      </>
    );
  const now = page === "gone" ? undefined : page;
  const task = now?.tasks.find((each) => each.id === act.task && each.refused === null);
  const since = (now?.history ?? []).filter(({ seq }) => seq > act.seq);
  const fields = fieldsOf(item.schema).filter(([name]) => item.values[name] !== undefined);
  return (
    <>
      <p>{say(fieldWords.conflictWhy)}</p>
      <h3>{say(fieldWords.since)}</h3>
      <ul className="field-since">
        {since.map(({ seq, at, actor, sentence }) => (
          <li key={seq}>
            {formatInstant(at, language)} {say(actor)}：{say(sentence)}
          </li>
        ))}
      </ul>
      <dl className="field-conflict">
        {fields.map(([name, schema]) => (
          <div key={name}>
            <dt>{say(labelOf(schema, name))}</dt>
            <dd>
              <span className="tag">{say(fieldWords.theirs)}</span>{" "}
              {task === undefined
                ? say(fieldWords.seeAbove)
                : valueInWords(schema, task.values[name] ?? act.before[name], language)}
            </dd>
            <dd>
              <span className="tag">{say(fieldWords.yours)}</span>{" "}
              {valueInWords(schema, item.values[name], language)}
            </dd>
          </div>
        ))}
      </dl>
      {task === undefined || now === undefined ? (
        <p className="notice">{say(fieldWords.stepGone)}</p>
      ) : (
        <button
          type="button"
          className="button button-main field-main"
          onClick={() => void sendAnew(item, now.version).then(() => sendQueue(person?.id ?? ""))}
        >
          {say(fieldWords.sendMine)}
        </button>
      )}
      <button type="button" className="button field-main" onClick={() => void removeItem(item.id)}>
        {say(fieldWords.dropMine)}
      </button>
    </>
  );
}

function Refused({ item }: { readonly item: Item }): ReactNode {
  const say = useSay();
  const [sure, setSure] = useState(false);
  const { problem } = item;
  if (problem === null) return null;
  return (
    <>
      <p>
        {say(problem.message)}。{say(problem.next)} <span className="tiny quiet">{problem.code}</span>
      </p>
      {sure && <p role="alert">{say(fieldWords.removeSure)}</p>}
      <button
        type="button"
        className="button button-danger field-main"
        onClick={() => (sure ? void removeItem(item.id) : setSure(true))}
      >
        {say(fieldWords.remove)}
      </button>
    </>
  );
}

function QueueLine({ item }: { readonly item: Item }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { state, title, doneAt, reckonedAt } = item;
  const differs = reckonedAt !== null && Math.abs(Date.parse(reckonedAt) - Date.parse(doneAt)) > 2 * 60_000;
  return (
    <li className="field-item">
      <p>
        <span className={`tag ${MARKS[state]}`}>{say(fieldWords[state])}</span> <strong>{title}</strong>
      </p>
      <p className="small quiet">
        {say(fieldWords.doneAt, { at: formatInstant(doneAt, language) })}
        {differs && ` · ${say(fieldWords.reckonedAt, { at: formatInstant(reckonedAt, language) })}`}
      </p>
      <Receipt item={item} />
      {state === "conflict" && <Conflict item={item} />}
      {state === "refused" && <Refused item={item} />}
    </li>
  );
}

/** Everything done on this phone by this person: what waits, what somebody has to settle, and the receipts. */
export function FieldQueuePage(): ReactNode {
  const say = useSay();
  const { items, person } = useFieldState();
  const open = items.filter(({ state }) => state !== "kept");
  const account = person?.id ?? "";
  return (
    <main id="main" className="field-page">
      <h1>{say(fieldWords.queue)}</h1>
      {items.length === 0 && <p>{say(fieldWords.nothingHere)}</p>}
      {open.length > 0 && (
        <div className="button-row">
          <button type="button" className="button button-main" onClick={() => void sendQueue(account)}>
            {say(fieldWords.sendNow)}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              void exportItems(account).then((blob) => save(blob, `yiwang-field-${Date.now()}.json`))
            }
          >
            {say(fieldWords.export)}
          </button>
        </div>
      )}
      <ul className="field-items">
        {items.map((item) => (
          <QueueLine key={item.id} item={item} />
        ))}
      </ul>
    </main>
  );
}
