import type { FigureAnswer, FigurePart } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatFigure } from "../format/figures.ts";
import { useLanguage, useSay } from "../language/say.ts";
import type { FigureSearch } from "../lists/searches.ts";
import { screenWords } from "../words/screen.ts";

const NAMES = {
  denominator: screenWords.denominator,
  numerator: screenWords.numerator,
  missing: screenWords.missing,
} as const;

type Props = {
  readonly figure: FigureAnswer;
  readonly part: FigurePart | null;
  readonly search: FigureSearch;
};

/** What a share of one set by another is made of: denominator, numerator, and what is missing; each opens its records. */
export function FigureParts({ figure, part, search }: Props): ReactNode {
  const say = useSay();
  const chinese = useLanguage() === "zh";
  if (figure.parts.length === 0) return null;
  return (
    <nav className="figure-parts section" aria-label={say(screenWords.parts)}>
      <ul>
        {figure.parts.map(({ id, name, keys, records }) => (
          <li key={id}>
            <Link
              to="/screen/indicators/$indicator"
              params={{ indicator: figure.id }}
              search={{ ...search, part: id === "denominator" ? "" : id, after: "" }}
              aria-current={id === part ? "page" : undefined}
            >
              <span className="small quiet">{say(NAMES[id])}</span>
              <span className="figure-part-keys number">{formatFigure(String(keys), chinese).exact}</span>
              <span>{say(name)}</span>
              <span className="small quiet">{say(screenWords.records, { count: records })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
