import type { FigureAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { dayOf, timeOf } from "../format/dates.ts";
import { formatFigure } from "../format/figures.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { screenWords } from "../words/screen.ts";
import { Trend } from "./trend.tsx";

/** One figure: value, unit, period, as-of, trend; pressed, it opens exactly the records behind it. */
export function Figure({ figure }: { readonly figure: FigureAnswer }): ReactNode {
  const say = useSay();
  const chinese = useLanguage() === "zh";
  const text = figure.value === null ? undefined : formatFigure(figure.value, chinese);
  const unit = say(figure.unit);
  const name = say(figure.name);
  const opens = say(screenWords.openRecords, {
    name,
    value: text?.exact ?? say(screenWords.noValue),
    unit: text === undefined ? "" : unit,
    count: figure.records,
  });
  return (
    <article className="figure">
      <h3>
        {name}
        <details className="figure-about">
          <summary aria-label={`${name}：${say(screenWords.definition)}`}>i</summary>
          <p>
            {say(figure.definition)}
            <br />
            <span className="figure-quiet">
              {say(screenWords.owner, { owner: say(figure.owner) })} ·{" "}
              {say(screenWords.asOf, { time: `${dayOf(figure.asOf)} ${timeOf(figure.asOf)}` })}
            </span>
          </p>
        </details>
      </h3>
      <Link
        className="figure-value"
        to="/screen/indicators/$indicator"
        params={{ indicator: figure.id }}
        search={{ year: String(figure.year) }}
        aria-label={opens}
        title={opens}
      >
        {text === undefined ? (
          <span className="figure-none">{say(screenWords.noValue)}</span>
        ) : (
          // A new value comes in anew, so that the eye sees what changed.
          <span key={text.exact} className="figure-fresh">
            <span className="figure-number">{text.value}</span>
            <span className="figure-unit">
              {"\u2009"}
              {text.scale}
              {unit}
            </span>
          </span>
        )}
      </Link>
      <Trend figure={figure} />
      <p className="figure-quiet">{say(screenWords.records, { count: figure.records })}</p>
    </article>
  );
}
