import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { situationsQuery } from "../api/queries.ts";
import { useSay } from "../language/say.ts";

/** What a search may be about beyond a single matter: 开饭店 takes more than a licence. */
export function SituationHint({ q }: { readonly q: string }): ReactNode {
  const say = useSay();
  const all = useQuery(situationsQuery).data?.items ?? [];
  const meant =
    q.length < 2 ? [] : all.filter(({ words }) => words.some((word) => word.includes(q) || q.includes(word)));
  if (meant.length === 0) return null;
  return (
    <ul className="tiles tiles-wide situation-hint">
      {meant.map(({ id, name, note }) => (
        <li key={id}>
          <Link to="/situations/$situation" params={{ situation: id }} className="tile">
            <span className="tile-name">{say(name)}</span>
            {note !== null && <span className="small quiet">{say(note)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
