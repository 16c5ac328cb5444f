import type { HallAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { windowWords } from "../words/window.ts";

type Props = {
  readonly halls: readonly HallAnswer[];
  readonly hall: HallAnswer;
  readonly counter: string;
  readonly onChoose: (at: { hall: string; counter: string }) => void;
};

/** Which hall and which counter this machine stands at. */
export function HallChoice({ halls, hall, counter, onChoose }: Props): ReactNode {
  const say = useSay();
  return (
    <div className="hall-choice no-print">
      <label>
        <span className="small quiet">{say(windowWords.hall)}</span>
        <select
          className="input"
          value={hall.id}
          onChange={(event) => {
            const next = halls.find(({ id }) => id === event.target.value);
            if (next !== undefined) onChoose({ hall: next.id, counter: next.counters[0]?.id ?? "" });
          }}
        >
          {halls.map(({ id, name }) => (
            <option key={id} value={id}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="small quiet">{say(windowWords.counter)}</span>
        <select
          className="input"
          value={counter}
          onChange={(event) => onChoose({ hall: hall.id, counter: event.target.value })}
        >
          {hall.counters.map(({ id, name }) => (
            <option key={id} value={id}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
