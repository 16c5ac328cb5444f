import type { FoundMatter } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatLimit } from "../format/limits.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { catalogue } from "../words/catalogue.ts";
import { portal } from "../words/portal.ts";

/** How long a matter takes, or where it is handled. */
function takes(
  matter: FoundMatter,
  say: ReturnType<typeof useSay>,
  language: ReturnType<typeof useLanguage>,
): string {
  const { elsewhere, promised, statutory } = matter;
  if (elsewhere !== null) return say(catalogue.elsewhereShort, { system: say(elsewhere) });
  return promised === null
    ? say(portal.statutoryIn, { limit: formatLimit(statutory, language) })
    : say(portal.promisedIn, { limit: formatLimit(promised, language) });
}

/** Matters as a quiet list: the name, who handles it, how long it takes. */
export function MatterList({ matters }: { readonly matters: readonly FoundMatter[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <ul className="matters">
      {matters.map((matter) => (
        <li key={matter.id}>
          <Link to="/matters/$matter" params={{ matter: matter.id }} className="matter">
            <span className="matter-name">
              {say(matter.name)}
              {matter.standing.state !== "inForce" && (
                <span className="mark">{say(catalogue.suspended)}</span>
              )}
            </span>
            <span className="small quiet">
              {say(matter.organName)} · {say(matter.typeName)}
              {matter.by !== null && ` · ${say(catalogue.foundBy, { words: matter.by })}`}
            </span>
            <span className="matter-limits small">
              <strong>{takes(matter, say, language)}</strong>
              <span className="quiet">
                {matter.onSiteVisits === 0
                  ? say(portal.noVisit)
                  : say(portal.visits, { count: matter.onSiteVisits })}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
