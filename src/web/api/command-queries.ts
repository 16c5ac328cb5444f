import type { ClassesAnswer, DutyAnswer, MapCasesAnswer, MapChoicesAnswer, MapCountsAnswer } from "#contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { MapSearch } from "../lists/searches.ts";
import { request, withQuery } from "./request.ts";

type Filter = Pick<MapSearch, "class" | "state" | "handling" | "due" | "urgent" | "town" | "area">;

const filterOf = ({ class: of, state, handling, due, urgent, town, area }: Filter): Filter => ({
  class: of,
  state,
  handling,
  due,
  urgent,
  town,
  area,
});

/** Clusters and points within bounds `west,south,east,north`; what was there stays until the answer has come. */
export const mapCountsQuery = (search: Filter & Pick<MapSearch, "show">, bounds: string, zoom: number) =>
  queryOptions({
    queryKey: ["command", "map", filterOf(search), search.show, bounds, zoom],
    queryFn: ({ signal }) =>
      request<MapCountsAnswer>(
        withQuery("/api/desk/map", {
          ...filterOf(search),
          bounds,
          zoom: String(zoom),
          heat: search.show === "heat" ? "true" : "",
        }),
        { signal },
      ),
    enabled: bounds !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });

export const mapCasesQuery = (search: Filter & Pick<MapSearch, "after">) =>
  queryOptions({
    queryKey: ["command", "cases", filterOf(search), search.after],
    queryFn: ({ signal }) =>
      request<MapCasesAnswer>(
        withQuery("/api/desk/map/cases", { ...filterOf(search), cursor: search.after }),
        { signal },
      ),
    retry: false,
  });

/** More than that a shift does not hand over by name; its form takes no more. */
const MOST_HANDED_OVER = 200;

/** The open urgent cases, page by page; `more` where there are more than a shift hands over by name. */
export const urgentCasesQuery = queryOptions({
  queryKey: ["command", "cases", "urgent"],
  queryFn: async ({ signal }) => {
    const items: MapCasesAnswer["items"] = [];
    let cursor: string | null = "";
    while (cursor !== null && items.length < MOST_HANDED_OVER) {
      const page: MapCasesAnswer = await request<MapCasesAnswer>(
        withQuery("/api/desk/map/cases", { urgent: "true", cursor }),
        { signal },
      );
      items.push(...page.items);
      cursor = page.next;
    }
    return {
      items: items.slice(0, MOST_HANDED_OVER),
      more: cursor !== null || items.length > MOST_HANDED_OVER,
    };
  },
  // What is handed over is what stands now.
  staleTime: 0,
  retry: false,
});

export const mapChoicesQuery = queryOptions({
  queryKey: ["command", "choices"],
  queryFn: ({ signal }) => request<MapChoicesAnswer>("/api/desk/map/choices", { signal }),
  staleTime: 600_000,
});

export const dutyQuery = queryOptions({
  queryKey: ["command", "duty"],
  queryFn: ({ signal }) => request<DutyAnswer>("/api/desk/duty", { signal }),
});

export const classesQuery = (q: string) =>
  queryOptions({
    queryKey: ["command", "classes", q],
    queryFn: ({ signal }) => request<ClassesAnswer>(withQuery("/api/desk/classes", { q }), { signal }),
    placeholderData: keepPreviousData,
  });
