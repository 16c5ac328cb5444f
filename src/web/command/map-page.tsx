import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { mapCasesQuery, mapCountsQuery } from "../api/command-queries.ts";
import { asRefusal } from "../api/refusal.ts";
import { useSay } from "../language/say.ts";
import { MAP_FILTERS, type MapSearch } from "../lists/searches.ts";
import type { MapView } from "../map/map-props.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { commandWords as words } from "../words/command.ts";
import { CaseList } from "./case-list.tsx";
import { CaseMap } from "./case-map.tsx";
import { CommandFrame } from "./command-frame.tsx";
import { MapFilters } from "./map-filters.tsx";
import { Sums } from "./sums.tsx";

const route = getRouteApi("/desk/map");
/** Where a proxy lets no live line through; what only time makes late shows as well. */
const LOOK_AGAIN_MS = 20_000;
/** A whole number of degrees' thousandths outward, so that a small move asks nothing new. */
const boundsText = ({ bounds: [west, south, east, north] }: MapView): string =>
  [
    Math.floor(Math.max(west, -180) * 1000) / 1000,
    Math.floor(Math.max(south, -90) * 1000) / 1000,
    Math.ceil(Math.min(east, 180) * 1000) / 1000,
    Math.ceil(Math.min(north, 90) * 1000) / 1000,
  ].join(",");

/** 案卷地图: open cases on the map and, all of them, in a list; the address says everything that is chosen. */
export function MapPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const [seen, setSeen] = useState({ bounds: "", zoom: 0 });
  const [chosen, setChosen] = useState<string>();
  const counts = useQuery({
    ...mapCountsQuery(search, seen.bounds, seen.zoom),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const cases = useQuery({ ...mapCasesQuery(search), refetchInterval: LOOK_AGAIN_MS });
  const change = (told: Partial<MapSearch>): void =>
    void navigate({ to: "/desk/map", search: { ...search, ...told, after: "" } });
  const moved = (view: MapView, [lon, lat]: readonly [number, number]): void => {
    setSeen({ bounds: boundsText(view), zoom: Math.floor(view.zoom) });
    const at = `${lon.toFixed(4)},${lat.toFixed(4)},${view.zoom.toFixed(2)}`;
    if (at === search.at) return;
    // The list's page stays: it does not hang on what is in view.
    void navigate({
      to: "/desk/map",
      search: (now: Partial<MapSearch>) => ({ ...now, at }) as MapSearch,
      replace: true,
      resetScroll: false,
    });
  };
  const wrong = cases.data === undefined ? cases.error : null;
  const status = wrong === null ? 0 : asRefusal(wrong).status;
  const point = useMemo(
    () => counts.data?.points.find(({ caseNo }) => caseNo === chosen),
    [counts.data, chosen],
  );
  if (status === 401 || status === 403)
    return <RefusedPage error={wrong} onRetry={() => void cases.refetch()} />;
  return (
    <CommandFrame title={say(words.title)} here="map">
      <Sums sum={counts.data?.sum} asOf={counts.data?.asOf} search={search} onChange={change} />
      <MapFilters search={search} filters={MAP_FILTERS} onChange={change} />
      {wrong !== null && <ProblemNotice error={wrong} onRetry={() => void cases.refetch()} />}
      {wrong === null && counts.isError && (
        <ProblemNotice error={counts.error} onRetry={() => void counts.refetch()} />
      )}
      <div className="map-desk">
        <CaseMap
          search={search}
          counts={counts.isError ? undefined : counts.data}
          onMoved={moved}
          onChange={change}
          onChoose={setChosen}
        />
        <CaseList
          search={search}
          answer={wrong === null ? cases.data : undefined}
          failed={wrong !== null}
          open={counts.data?.sum.open}
          chosen={point}
          onForget={() => setChosen(undefined)}
        />
      </div>
    </CommandFrame>
  );
}
