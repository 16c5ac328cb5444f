import type { FigureAnswer } from "#contract";
import type { ReactNode } from "react";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { screenWords } from "../words/screen.ts";
import { Figure } from "./figure.tsx";

/** All figures side by side; their year and their moment, which are one for all, are said once above them. */
export function Figures({ figures }: { readonly figures: readonly FigureAnswer[] }): ReactNode {
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
        {figures.map((figure) => (
          <Figure key={figure.id} figure={figure} />
        ))}
      </div>
    </section>
  );
}
