import type { Bilingual } from "#contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { mapChoicesQuery } from "../api/command-queries.ts";
import { useSay } from "../language/say.ts";
import { ListFilters, type FilterField } from "../lists/list-filters.tsx";
import { ListTools } from "../lists/list-tools.tsx";
import type { MapSearch } from "../lists/searches.ts";
import { commandWords as words } from "../words/command.ts";

type Props = {
  readonly search: MapSearch;
  readonly filters: readonly string[];
  readonly onChange: (change: Partial<MapSearch>) => void;
};

/** What the map and its list are narrowed by; all of it stands in the address. */
export function MapFilters({ search, filters, onChange }: Props): ReactNode {
  const say = useSay();
  const { data } = useQuery(mapChoicesQuery);
  const classes = (data?.categories ?? []).flatMap(({ id, name, classes: some }) => [
    { id, name: filled(words.wholeCategory, { zh: name.zh, en: name.en }) },
    ...some.map((each) => ({
      id: each.id,
      name: { zh: `　${each.name.zh}`, en: `\u2003${each.name.en}` },
    })),
  ]);
  const fields: readonly FilterField[] = [
    { kind: "choice", name: "class", label: words.class, choices: classes },
    { kind: "choice", name: "state", label: words.state, choices: data?.states ?? [] },
    { kind: "choice", name: "handling", label: words.handling, choices: data?.organs ?? [] },
    {
      kind: "choice",
      name: "due",
      label: words.due,
      choices: [
        { id: "overdue", name: words.overdue },
        { id: "near", name: words.near },
      ],
    },
    {
      kind: "choice",
      name: "urgent",
      label: words.urgency,
      choices: [{ id: "true", name: words.onlyUrgent }],
    },
    { kind: "choice", name: "town", label: words.town, choices: data?.towns ?? [] },
  ];
  return (
    <section aria-label={say(words.map)} className="map-filters no-print">
      <ListTools acts={null}>
        <ListFilters search={search} fields={fields} filters={filters} onChange={onChange} />
      </ListTools>
    </section>
  );
}

const filled = ({ zh, en }: Bilingual, name: Bilingual): Bilingual => ({
  zh: zh.replace("{name}", name.zh),
  en: en.replace("{name}", name.en),
});
