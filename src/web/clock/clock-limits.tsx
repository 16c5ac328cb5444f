import type { Bilingual, ClockAnswer } from "#contract";
import type { ReactNode } from "react";
import { formatDay, formatEnd } from "../format/dates.ts";
import { formatAmount, formatLengthened, formatLimit, unitOf } from "../format/limits.ts";
import { useLanguage, useSay, type Language, type Say } from "../language/say.ts";
import { clockWords } from "../words/clock.ts";
import { clockWordsOf } from "../words/kinds.ts";

type RowProps = {
  readonly name: Bilingual;
  readonly limit: string;
  readonly due: string | null;
  /** By how much it is past, in words. */
  readonly past?: string | undefined;
  /** Said where there is no day to name. */
  readonly without?: Bilingual | undefined;
};

function Row({ name, limit, due, past, without }: RowProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <div>
      <span>
        <span className="quiet">{say(name)}</span> {limit}
      </span>
      {due !== null ? (
        <strong className="number">
          {say(clockWords.dueOn, { day: formatEnd(due, language) })}
          {past !== undefined && <span className="clock-past"> {past}</span>}
        </strong>
      ) : (
        without !== undefined && <span className="quiet">{say(without)}</span>
      )}
    </div>
  );
}

/** What runs before acceptance: its limit and last day, and what comes of it. */
function Period({ clock }: { readonly clock: ClockAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { period, phase, due } = clock;
  const words = clockWordsOf(clock.kind);
  if (period === null || due === null) return null;
  const name = phase === "correction" ? words.correctionLimit : words.intakeLimit;
  const limit = period.limit === null ? "" : formatLimit(period.limit, language);
  return (
    <>
      <Row name={name} limit={limit} due={due} />
      {period.otherwise !== null && <p className="small quiet">{say(period.otherwise)}</p>}
    </>
  );
}

/** The extension: how much, who approved it, why, and the days that it moved. */
function Extension({ clock }: { readonly clock: ClockAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { extension, promised, statutory } = clock;
  const words = clockWordsOf(clock.kind);
  if (extension === null) return null;
  const before = [
    { name: words.promised, day: promised?.dueOnBefore ?? null },
    { name: words.statutory, day: statutory?.dueOnBefore ?? null },
  ].flatMap(({ name, day }) =>
    day === null ? [] : [say(clockWords.extendedFrom, { name: say(name), day: formatDay(day, language) })],
  );
  return (
    <p className="small">
      {say(clockWords.extended, {
        amount: formatLimit(extension.by, language),
        approver: extension.approver,
        reason: extension.reason.replace(/[。.]$/u, ""),
      })}
      {before.length > 0 && <span className="quiet"> {before.join(language === "zh" ? "，" : "; ")}</span>}
    </p>
  );
}

/** Why a limit has no last day yet. */
function withoutDay({ phase, kind }: ClockAnswer): Bilingual | undefined {
  const words = clockWordsOf(kind);
  if (phase === "intake" || phase === "correction") return words.fromAcceptance;
  if (phase === "paused" || phase === "waiting") return words.dueLater;
  return phase === "unknown" ? words.unknown : undefined;
}

function pastWords(
  { late, limit, remaining }: NonNullable<ClockAnswer["statutory"]>,
  say: Say,
  language: Language,
): string | undefined {
  if (!late) return undefined;
  const unit = unitOf(limit);
  if (remaining === null || remaining === 0 || unit === undefined) return say(clockWords.overdueNow);
  return say(clockWords.overdue, { amount: formatAmount(Math.abs(remaining), unit, language) });
}

/** The limits in force, base and extension apart, each with its last day. */
export function ClockLimits({ clock }: { readonly clock: ClockAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const without = withoutDay(clock);
  const words = clockWordsOf(clock.kind);
  const limits = [
    { name: words.promised, due: clock.promised },
    { name: words.statutory, due: clock.statutory },
  ];
  return (
    <div className="clock-limits">
      <Period clock={clock} />
      {limits.map(
        ({ name, due }) =>
          due !== null && (
            <Row
              key={name.en}
              name={name}
              limit={formatLengthened(due, language)}
              due={due.due}
              past={pastWords(due, say, language)}
              without={without}
            />
          ),
      )}
      <Extension clock={clock} />
    </div>
  );
}
