import type { LibrariesAnswer, ReconciliationLinePage, ReconciliationPage, ReportPage } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

const LIBRARIES = "/api/admin/libraries";
const DAYS = "/api/admin/reconciliations";

export const librariesQuery = queryOptions({
  queryKey: ["libraries"],
  queryFn: ({ signal }) => request<LibrariesAnswer>(LIBRARIES, { signal }),
});

export const reconciliationsQuery = (after: string) =>
  queryOptions({
    queryKey: ["reconciliations", after],
    queryFn: ({ signal }) => request<ReconciliationPage>(withQuery(DAYS, { cursor: after }), { signal }),
  });

export const dayPath = (library: string, day: string): string =>
  `${DAYS}/${encodeURIComponent(library)}/${encodeURIComponent(day)}`;

export const dayQuery = (library: string, day: string, verdict: string, after: string) =>
  queryOptions({
    queryKey: ["reconciliations", library, day, verdict, after],
    queryFn: ({ signal }) =>
      request<ReconciliationLinePage>(withQuery(dayPath(library, day), { verdict, cursor: after }), {
        signal,
      }),
  });

export const reportsPath = (library: string): string => `${LIBRARIES}/${encodeURIComponent(library)}/reports`;

export const reportsQuery = (library: string, state: string, after: string) =>
  queryOptions({
    queryKey: ["libraries", library, state, after],
    queryFn: ({ signal }) =>
      request<ReportPage>(withQuery(reportsPath(library), { state, cursor: after }), { signal }),
  });
