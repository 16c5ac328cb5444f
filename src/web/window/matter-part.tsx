import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { windowMattersQuery } from "../api/window-queries.ts";
import { useSay } from "../language/say.ts";
import { windowWords } from "../words/window.ts";
import type { WindowMatter } from "./taking.ts";

type Props = {
  readonly hall: string;
  readonly matter: WindowMatter | null;
  readonly onChoose: (matter: WindowMatter | null) => void;
};

/** At a station: how often it is asked for, and so who takes it in. */
function RouteTag({ route }: Pick<WindowMatter, "route">): ReactNode {
  const say = useSay();
  // A draft kept before routes were told has none.
  if (route === null || route === undefined) return null;
  return (
    <span
      className={route.refused === null ? "tag tag-good" : "tag tag-ask"}
      title={route.specialists.join("、")}
    >
      {say(windowWords[route.frequency])} · {say(windowWords.cases, { n: route.count })}
    </span>
  );
}

/** Chooses the matter: type, go up and down, enter. */
export function MatterPart({ hall, matter, onChoose }: Props): ReactNode {
  const say = useSay();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const found = useQuery(windowMattersQuery(hall, q));
  const shown = found.data?.items.slice(0, 8) ?? [];
  // Entered before the answer came: what is chosen is of what was typed, never of what stood there before.
  const isEntered = useRef(false);
  const isAway = found.isPlaceholderData || found.isPending;
  const [first] = shown;
  useEffect(() => {
    if (!isEntered.current || isAway) return;
    isEntered.current = false;
    if (first !== undefined) onChoose(first);
  }, [isAway, first, onChoose]);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.min(Math.max(0, at + step), Math.max(0, shown.length - 1)));
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const chosen = shown[at];
    if (isAway) isEntered.current = true;
    else if (chosen !== undefined) onChoose(chosen);
  };
  if (matter !== null)
    return (
      <div className="chosen-matter">
        <p>
          <strong>{say(matter.name)}</strong>
          <span className="small quiet">
            {say(matter.organName)} · {say(matter.kindName)}
          </span>
          <RouteTag route={matter.route} />
          {matter.route?.refused != null && <span className="field-error">{say(matter.route.refused)}</span>}
        </p>
        <button type="button" className="button button-small" onClick={() => onChoose(null)}>
          {say(windowWords.matterChange)}
        </button>
      </div>
    );
  return (
    <div className="matter-find">
      <input
        className="input"
        type="search"
        autoFocus
        role="combobox"
        aria-label={say(windowWords.matterFind)}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-activedescendant={shown[at] === undefined ? undefined : `${list}-${at}`}
        placeholder={say(windowWords.matterHint)}
        value={q}
        onChange={(event) => {
          setQ(event.target.value);
          setAt(0);
          isEntered.current = false;
        }}
        onKeyDown={press}
      />
      {shown.length === 0 && q !== "" && <p className="small quiet">{say(windowWords.matterNone)}</p>}
      <ul id={list} role="listbox" aria-label={say(windowWords.matterPart)} className="matter-found">
        {shown.map((one, index) => (
          <li
            key={one.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseEnter={() => setAt(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(one);
            }}
          >
            <span>
              {say(one.name)}
              <RouteTag route={one.route} />
            </span>
            <span className="small quiet">{say(one.organName)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
