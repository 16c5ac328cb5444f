import type { CellsAnswer, MapAnswer, PlaceAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

export const mapQuery = queryOptions({
  queryKey: ["map"],
  queryFn: ({ signal }) => request<MapAnswer>("/api/places/map", { signal }),
  staleTime: Infinity,
});

/** Cells that bounds `west,south,east,north` touch. */
export const cellsQuery = (bounds: string) =>
  queryOptions({
    queryKey: ["map", "cells", bounds],
    queryFn: ({ signal }) => request<CellsAnswer>(withQuery("/api/places/cells", { bounds }), { signal }),
    staleTime: 600_000,
  });

export const placeQuery = (at: readonly [lon: number, lat: number] | null) =>
  queryOptions({
    queryKey: ["places", "at", at],
    queryFn: ({ signal }) =>
      request<PlaceAnswer>(
        withQuery("/api/places/at", { lon: String(at?.[0] ?? 0), lat: String(at?.[1] ?? 0) }),
        { signal },
      ),
    enabled: at !== null,
  });
