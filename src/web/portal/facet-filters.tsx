import type { CatalogueAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useSay } from "../language/say.ts";
import { CATALOGUE_FILTERS, type CatalogueSearch } from "../lists/searches.ts";
import { catalogue as words } from "../words/catalogue.ts";
import { NO_CHOICE } from "./search-box.tsx";

type Props = { readonly facets: CatalogueAnswer["facets"]; readonly search: CatalogueSearch };
type FacetName = (typeof CATALOGUE_FILTERS)[number];

/** A facet of one value only narrows nothing. */
const isUseful = (facets: Props["facets"], search: CatalogueSearch, facet: FacetName): boolean =>
  search[facet] !== "" || facets[facet].length > 1;

function Facet({ facet, facets, search }: Props & { readonly facet: FacetName }): ReactNode {
  const say = useSay();
  const chosen = search[facet];
  return (
    <section className="facet" aria-labelledby={`facet-${facet}`}>
      <h2 id={`facet-${facet}`} className="facet-title small">
        {say(words[facet])}
      </h2>
      <ul>
        {facets[facet].map(({ id, name, count }) => {
          const isChosen = id === chosen;
          return (
            <li key={id}>
              <Link
                to="/search"
                search={{ ...search, [facet]: isChosen ? "" : id }}
                className="facet-value"
                aria-current={isChosen ? "true" : undefined}
                resetScroll={false}
              >
                <span>
                  {say(name)}
                  {isChosen && (
                    <span className="visually-hidden">{say(words.remove, { name: say(name) })}</span>
                  )}
                </span>
                <span className="quiet number">{count}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What can be narrowed further, each value with how many it would leave; folded away on a phone. */
export function FacetFilters({ facets, search }: Props): ReactNode {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const chosen = CATALOGUE_FILTERS.filter((facet) => search[facet] !== "").length;
  const label = chosen === 0 ? say(words.filters) : say(words.filtersCount, { count: chosen });
  return (
    <nav className="facets" aria-label={say(words.filters)}>
      <button
        type="button"
        className="button facets-fold"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      <div className={isOpen ? "facets-body facets-open" : "facets-body"}>
        {chosen > 0 && (
          <Link to="/search" search={{ ...NO_CHOICE, q: search.q }} className="facet-clear small">
            {say(words.clear)}
          </Link>
        )}
        {CATALOGUE_FILTERS.filter((facet) => isUseful(facets, search, facet)).map((facet) => (
          <Facet key={facet} facet={facet} facets={facets} search={search} />
        ))}
      </div>
    </nav>
  );
}
