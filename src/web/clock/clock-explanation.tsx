import type { ClockAnswer } from "#contract";
import type { ReactNode } from "react";
import "../design/clock.css";
import { dayOf, formatDay, timeOf } from "../format/dates.ts";
import { formatDays, formatLimit } from "../format/limits.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { clockWords } from "../words/clock.ts";

type Props = { readonly clock: ClockAnswer; readonly reader: "applicant" | "staff" };

function Limits({ clock }: { readonly clock: ClockAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const rows = [
    { name: clockWords.promised, due: clock.promised },
    { name: clockWords.statutory, due: clock.statutory },
  ];
  return (
    <div className="clock-limits">
      {rows.map(({ name, due }) =>
        due === null ? null : (
          <div key={name.en}>
            <span>
              <span className="quiet">{say(name)}</span> {formatLimit(due.limit, language)}
            </span>
            {due.dueOn !== null && (
              <strong className="number">
                {say(clockWords.dueOn, { day: formatDay(due.dueOn, language) })}
              </strong>
            )}
          </div>
        ),
      )}
    </div>
  );
}

function Parts({ clock, reader }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const parts = [
    { part: "ours", name: clockWords.ours, days: clock.ourDays },
    {
      part: "yours",
      name: reader === "applicant" ? clockWords.yours : clockWords.applicants,
      days: clock.yourDays,
    },
    { part: "excluded", name: clockWords.excluded, days: clock.excludedDays },
  ];
  const whole = clock.wholeDays;
  let drawn = 0;
  return (
    <>
      <div className="clock-parts" aria-hidden="true">
        <svg viewBox="0 0 1000 8" preserveAspectRatio="none">
          {parts.map(({ part, days }) => {
            const width = whole === 0 ? 0 : (days / whole) * 1000;
            drawn += width;
            return (
              <rect key={part} x={drawn - width} width={width} height="8" className={`clock-bar-${part}`} />
            );
          })}
        </svg>
      </div>
      <dl className="clock-sums">
        {parts.map(({ part, name, days }) => (
          <div key={part}>
            <dt>
              <span className={`clock-key clock-key-${part}`} aria-hidden="true" />
              {say(name)}
            </dt>
            <dd>{formatDays(days, language)}</dd>
          </div>
        ))}
        <div>
          <dt>{say(clockWords.whole)}</dt>
          <dd>{formatDays(whole, language)}</dd>
        </div>
      </dl>
    </>
  );
}

function moment(instant: string): string {
  return `${dayOf(instant)} ${timeOf(instant)}`;
}

/** The whole reckoning: limits, three parts that sum, each stretch and its reason, the calendar it was counted by. */
export function ClockExplanation({ clock, reader }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <div>
      <Limits clock={clock} />
      <Parts clock={clock} reader={reader} />
      {clock.intervals.length > 0 && (
        <ol className="clock-intervals" aria-label={say(clockWords.intervals)}>
          {clock.intervals.map((interval) => (
            <li key={`${interval.from}/${interval.to}`}>
              <span>{say(interval.why)}</span>
              <span className="number">
                {interval.part === "ours" || interval.counted ? "" : `${say(clockWords.notCounted)} · `}
                {formatDays(interval.days, language)}
              </span>
              <span className="when number">
                {moment(interval.from)} — {moment(interval.to)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {clock.provisional && <p className="small">{say(clockWords.provisional)}</p>}
      <p className="tiny quiet">{say(clockWords.calendar, { version: clock.calendar })}</p>
    </div>
  );
}
