import type { FigureAnswer, ScreenAnswer } from "#contract";
import { Fragment, type ReactNode } from "react";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { screenWords } from "../words/screen.ts";
import { Figure } from "./figure.tsx";
import { grouped } from "./grouped.ts";

/** All figures, those that tell of one thing under its heading; their year and moment are said once above them. */
export function Figures({ figures, groups }: Pick<ScreenAnswer, "figures" | "groups">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [first] = figures;
  return (
    <section className="figures-part" aria-labelledby="figures">
      <div className="figures-head">
        <h2 id="figures">{say(screenWords.figures)}</h2>
        {first !== undefined && (
          <p className="figure-quiet">
            {say(screenWords.period, { year: first.year })} ·{" "}
            {say(screenWords.asOf, { time: formatInstant(first.asOf, language) })}
          </p>
        )}
      </div>
      <div className="figures">
        {grouped(figures, groups).map(({ name, figures: together }) => (
          <Fragment key={name?.en ?? ""}>
            <h3 className="figures-group">{say(name ?? screenWords.otherFigures)}</h3>
            {together.map((figure: FigureAnswer) => (
              <Figure key={figure.id} figure={figure} />
            ))}
          </Fragment>
        ))}
      </div>
    </section>
  );
}
