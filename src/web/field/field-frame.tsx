import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext } from "react";
import "../design/field.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { signInPath } from "../session/session.ts";
import { fieldWords } from "../words/field.ts";
import { wrongBy } from "./clock.ts";
import { type Field, useField } from "./use-field.ts";
import { WalkBar } from "./walk-bar.tsx";
import { startWorker } from "./start-worker.ts";

startWorker();

const FieldState = createContext<Field | undefined>(undefined);

export function useFieldState(): Field {
  const state = useContext(FieldState);
  if (state === undefined) throw new Error("outside the field face");
  return state;
}

/** What waits, when something last arrived, and what keeps the rest: never more than is true. */
function TruthBar({ field }: { readonly field: Field }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { items, sending, online, met, person } = field;
  const waits = items.filter(({ state }) => state === "waiting").length;
  const last =
    sending.lastAt === null
      ? say(fieldWords.neverSent)
      : say(fieldWords.lastAt, { at: formatInstant(sending.lastAt, language) });
  const unsettled = items.filter(({ state }) => state === "conflict" || state === "refused").length;
  const isNew = waits === 0 && (sending.lastAt === null || unsettled > 0);
  const first = isNew
    ? say(fieldWords.nothingYet)
    : waits === 0
      ? say(fieldWords.nothingWaits)
      : say(fieldWords.waitingOne, { n: waits });
  const offline = !online || sending.stopped === "offline";
  const minutes = wrongBy();
  return (
    <div className="field-truth" role="status" data-offline={offline}>
      <span>
        {offline && <strong>{say(fieldWords.offline)} · </strong>}
        {sending.busy && waits > 0
          ? say(fieldWords.sendingNow, { part: Math.round(sending.part * 100) })
          : first}
        {!isNew && <span className="quiet">，{last}</span>}
      </span>
      {unsettled > 0 && <strong>{say(fieldWords.unsettled, { n: unsettled })}</strong>}
      {met === "signed-out" && (
        <span>
          {say(fieldWords.signInAgain)}。
          {person !== undefined && `${say(fieldWords.signInAs, { name: person.name })}。`}{" "}
          <a href={signInPath("/field")}>{say(fieldWords.signIn)}</a>
        </span>
      )}
      {minutes !== undefined && (
        <span>
          {say(fieldWords.clockWrong, {
            way: say(minutes > 0 ? fieldWords.fast : fieldWords.slow),
            minutes: Math.abs(minutes),
          })}
        </span>
      )}
    </div>
  );
}

function Sections({ waits }: { readonly waits: number }): ReactNode {
  const say = useSay();
  const path = useLocation().pathname;
  const here = (at: string): "page" | undefined => (path === at ? "page" : undefined);
  return (
    <nav className="field-sections" aria-label={say(fieldWords.sections)}>
      <Link to="/field" activeOptions={{ exact: true }} aria-current={here("/field")}>
        {say(fieldWords.today)}
      </Link>
      <Link to="/field/report" aria-current={here("/field/report")}>
        {say(fieldWords.report)}
      </Link>
      <Link to="/field/map" aria-current={here("/field/map")}>
        {say(fieldWords.map)}
      </Link>
      <Link to="/field/queue" aria-current={here("/field/queue")}>
        {say(fieldWords.queue)}
        {waits > 0 && <span className="field-count number">{waits}</span>}
      </Link>
    </nav>
  );
}

/** What stands around the pages of the field face; it needs no line. */
export function FieldFrame(): ReactNode {
  const say = useSay();
  const field = useField();
  const open = field.items.filter(({ state }) => state !== "kept").length;
  if (field.person === undefined)
    return (
      <main id="main" className="field-page">
        <h1>{say(fieldWords.title)}</h1>
        <p>{say(fieldWords.signInFirst)}</p>
        <a className="button button-main field-main" href={signInPath("/field")}>
          {say(fieldWords.signIn)}
        </a>
      </main>
    );
  return (
    <FieldState value={field}>
      <header className="field-head">
        <span className="field-who">
          {say(fieldWords.title)} · {field.person.name}
        </span>
        <a className="field-desk" href="/desk">
          {say(fieldWords.desk)}
        </a>
      </header>
      <TruthBar field={field} />
      <WalkBar account={field.person.id} hours={field.taken?.field.tracking} />
      <Outlet />
      <Sections waits={open} />
    </FieldState>
  );
}
