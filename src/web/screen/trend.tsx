import type { FigureAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { screenWords } from "../words/screen.ts";

const WIDTH = 240;
const HEIGHT = 48;
const STEP = WIDTH / 12;

/** Twelve months as small bars; a month without a value is a gap, not a zero. */
export function Trend({ figure }: { readonly figure: FigureAnswer }): ReactNode {
  const say = useSay();
  const values = figure.months.map((month) => (month === null ? null : Number(month)));
  const top = Math.max(0, ...values.map((value) => value ?? 0));
  const words = figure.months.flatMap((value, index) =>
    value === null ? [] : [say(screenWords.month, { month: index + 1, value })],
  );
  return (
    <svg
      className="trend"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say(screenWords.trend, { year: figure.year, months: words.join("，") })}
    >
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="trend-floor" />
      {values.map((value, index) => {
        if (value === null) return null;
        const height = top === 0 ? 1 : Math.max(1, (value / top) * (HEIGHT - 4));
        return (
          // A month is its place in the year.
          // oxlint-disable-next-line react/no-array-index-key
          <rect key={index} x={index * STEP + 3} y={HEIGHT - height} width={STEP - 6} height={height}>
            <title>{say(screenWords.month, { month: index + 1, value: figure.months[index] ?? "" })}</title>
          </rect>
        );
      })}
    </svg>
  );
}
