import type { MapCountsAnswer } from "#contract";
import type { ReactNode } from "react";
import { timeOf } from "../format/dates.ts";
import { useSay } from "../language/say.ts";
import type { MapSearch } from "../lists/searches.ts";
import { commandWords as words } from "../words/command.ts";

type Props = {
  readonly sum: MapCountsAnswer["sum"] | undefined;
  readonly asOf: string | undefined;
  readonly search: MapSearch;
  readonly onChange: (change: Partial<MapSearch>) => void;
};

/** How much is open and how much of it presses; each figure opens exactly its cases. */
export function Sums({ sum, asOf, search, onChange }: Props): ReactNode {
  const say = useSay();
  const figures = [
    { name: words.open, value: sum?.open, to: { urgent: "", due: "" }, tone: "" },
    { name: words.urgent, value: sum?.urgent, to: { urgent: "true", due: "" }, tone: "late" },
    { name: words.overdue, value: sum?.overdue, to: { urgent: "", due: "overdue" }, tone: "late" },
    { name: words.near, value: sum?.near, to: { urgent: "", due: "near" }, tone: "near" },
  ] as const;
  return (
    <ul className="sums" aria-label={say(words.sums)}>
      {figures.map(({ name, value, to, tone }) => (
        <li key={name.en}>
          <button
            type="button"
            className={`sum sum-${tone}`}
            aria-pressed={search.urgent === to.urgent && search.due === to.due}
            onClick={() => onChange(to)}
          >
            <span className="sum-name">{say(name)}</span>
            <span className="sum-value number">
              {value ?? "—"}
              {value !== undefined && <span className="sum-unit">{say(words.cases)}</span>}
            </span>
          </button>
        </li>
      ))}
      <li className="tiny quiet sum-as-of number">
        {asOf !== undefined && say(words.asOf, { time: timeOf(asOf) })}
      </li>
    </ul>
  );
}
