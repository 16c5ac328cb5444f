import type { Bilingual, ClockAnswer } from "#contract";
import type { ReactNode } from "react";
import "../design/clock.css";
import { dayOf, formatDay, timeOf } from "../format/dates.ts";
import { formatAmount } from "../format/limits.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { clockWords } from "../words/clock.ts";
import { clockWordsOf } from "../words/kinds.ts";
import { ClockLimits } from "./clock-limits.tsx";
import type { ClockReader } from "./clock-words.ts";

type Props = { readonly clock: ClockAnswer; readonly reader: ClockReader };

/** One sentence for what cannot be seen from the numbers: that nothing runs yet, stands still, or is not known. */
function headOf(clock: ClockAnswer, reader: ClockReader): Bilingual | undefined {
  const words = clockWordsOf(clock.kind);
  switch (clock.phase) {
    case "intake":
      return words.sayIntake;
    case "correction":
      return reader === "applicant" ? words.sayCorrectionYours : words.sayCorrectionTheirs;
    case "paused":
    case "waiting":
      return words.sayPaused;
    case "unknown":
      return words.sayUnknown;
    case "ended":
      return clock.stoppedAt === null ? words.sayEndedBefore : undefined;
    default:
      return clock.deemed ? words.sayDeemed : undefined;
  }
}

function Head({ clock, reader }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const head = headOf(clock, reader);
  if (head === undefined) return null;
  const since = clock.pause === null ? "" : formatDay(dayOf(clock.pause.since), language);
  const ground = clock.pause === null ? "" : say(clock.pause.ground);
  return <p className="clock-head">{say(head, { ground, day: since })}</p>;
}

function Parts({ clock, reader }: Props): ReactNode {
  const words = clockWordsOf(clock.kind);
  const say = useSay();
  const language = useLanguage();
  const amount = (days: number): string => formatAmount(days, partUnit(clock), language);
  const parts = [
    { part: "ours", name: words.ours, days: clock.ourDays },
    {
      part: "yours",
      name: reader === "applicant" ? words.yours : words.applicants,
      days: clock.yourDays,
    },
    { part: "excluded", name: words.excluded, days: clock.excludedDays },
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
            <dd>{amount(days)}</dd>
          </div>
        ))}
        <div>
          <dt>{say(words.whole)}</dt>
          <dd>{amount(whole)}</dd>
        </div>
      </dl>
      {clock.beforeDays > 0 && (
        <p className="small quiet">
          {say(words.before, { amount: formatAmount(clock.beforeDays, "wd", language) })}
        </p>
      )}
    </>
  );
}

/** The unit of the three parts: that of the limit in force, whatever runs at the moment. */
function partUnit({ intervals, unit }: ClockAnswer): ClockAnswer["unit"] {
  return intervals.find(({ part }) => part !== "before")?.unit ?? unit;
}

function moment(instant: string): string {
  return `${dayOf(instant)} ${timeOf(instant)}`;
}

function Intervals({ clock }: { readonly clock: ClockAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (clock.intervals.length === 0) return null;
  return (
    <ol className="clock-intervals" aria-label={say(clockWords.intervals)}>
      {clock.intervals.map((interval) => (
        <li key={`${interval.part} ${interval.from}/${interval.to}`}>
          <span>{say(interval.why)}</span>
          <span className="number">
            {interval.counted ? "" : `${say(clockWords.notCounted)} · `}
            {formatAmount(interval.days, interval.unit, language)}
          </span>
          <span className="when number">
            {moment(interval.from)} — {moment(interval.to)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The whole reckoning: what runs, the limits, three parts that sum, each stretch with its reason, the calendar. */
export function ClockExplanation({ clock, reader }: Props): ReactNode {
  const say = useSay();
  const counts = clock.phase !== "unknown" && (clock.statutory !== null || clock.beforeDays > 0);
  return (
    <div>
      <Head clock={clock} reader={reader} />
      <ClockLimits clock={clock} />
      {counts && <Parts clock={clock} reader={reader} />}
      <Intervals clock={clock} />
      {clock.provisional && <p className="small clock-provisional">{say(clockWords.provisional)}</p>}
      <p className="tiny quiet">{say(clockWords.calendar, { version: clock.calendar })}</p>
    </div>
  );
}
