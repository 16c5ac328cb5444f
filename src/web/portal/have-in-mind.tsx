import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { addressFormQuery, situationsQuery } from "../api/queries.ts";
import { useSay } from "../language/say.ts";
import { situations as words } from "../words/situations.ts";

/** What people have in mind beyond a single matter; a guide to one matter's materials is found on its own page. */
export function HaveInMind(): ReactNode {
  const say = useSay();
  const all = useQuery(situationsQuery).data?.items ?? [];
  const check = useQuery(addressFormQuery).data ?? null;
  const wider = all.filter(({ words: said }) => said.length > 0);
  if (wider.length === 0 && check === null) return null;
  return (
    <section className="section" aria-labelledby="in-mind">
      <h2 id="in-mind">{say(words.heading)}</h2>
      <ul className="tiles tiles-wide">
        {wider.map(({ id, name, note }) => (
          <li key={id}>
            <Link to="/situations/$situation" params={{ situation: id }} className="tile">
              <span className="tile-name">{say(name)}</span>
              {note !== null && <span className="small quiet">{say(note)}</span>}
            </Link>
          </li>
        ))}
        {check !== null && (
          <li>
            <Link to="/address-check" search={{ business: "" }} className="tile">
              <span className="tile-name">{say(words.addressTitle)}</span>
              <span className="small quiet">{say(words.addressLead)}</span>
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}
