import type { CatalogueAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { catalogue as words } from "../words/catalogue.ts";
import { HaveInMind } from "./have-in-mind.tsx";
import { NO_CHOICE } from "./search-box.tsx";

type Facets = CatalogueAnswer["facets"];
type Value = Facets["event"][number];
type FacetName = "event" | "organ" | "type";

const EVERYTHING = { ...NO_CHOICE, q: "" };

function Tiles({
  facet,
  values,
}: {
  readonly facet: FacetName;
  readonly values: readonly Value[];
}): ReactNode {
  const say = useSay();
  return (
    <ul className={facet === "event" ? "tiles" : "tiles tiles-plain"}>
      {values.map(({ id, name, count }) => (
        <li key={id}>
          <Link to="/search" search={{ ...EVERYTHING, [facet]: id }} className="tile">
            <span className="tile-name">{say(name)}</span>
            <span className="tile-count small quiet number">{say(words.count, { count })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Part(props: {
  readonly id: string;
  readonly title: string;
  readonly facet: FacetName;
  readonly values: readonly Value[];
}): ReactNode {
  const { id, title, facet, values } = props;
  if (values.length === 0) return null;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Tiles facet={facet} values={values} />
    </section>
  );
}

/** Ways into the catalogue: what happens in a life or to a firm, which kind of matter, which organ; each with its count. */
export function BrowseCatalogue({ catalogue }: { readonly catalogue: CatalogueAnswer }): ReactNode {
  const say = useSay();
  const { facets, items } = catalogue;
  const of = (whose: string) => facets.event.filter((value) => value.of === whose);
  return (
    <>
      <HaveInMind />
      <Part id="persons" title={say(words.persons)} facet="event" values={of("resident")} />
      <Part id="firms" title={say(words.firms)} facet="event" values={of("enterprise")} />
      <Part id="types" title={say(words.byType)} facet="type" values={facets.type} />
      <Part id="organs" title={say(words.byOrgan)} facet="organ" values={facets.organ} />
      <p className="section">
        <Link to="/search" search={EVERYTHING} className="button">
          {say(words.all, { count: items.length })}
        </Link>
      </p>
    </>
  );
}
