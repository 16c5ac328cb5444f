import type { QueryCodeAnswer, RatingAnswer, RatingDetail, RatingPage, RatingTally } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

const caseNoPath = (caseNo: string): string => `/api/cases/${encodeURIComponent(caseNo)}`;

export const ratingQuery = (caseNo: string) =>
  queryOptions({
    queryKey: ["rating", caseNo],
    queryFn: ({ signal }) => request<RatingAnswer>(`${caseNoPath(caseNo)}/rating`, { signal }),
    retry: false,
  });

export const queryCodeQuery = (caseNo: string) =>
  queryOptions({
    queryKey: ["query-code", caseNo],
    queryFn: ({ signal }) => request<QueryCodeAnswer>(`${caseNoPath(caseNo)}/query-code`, { signal }),
    staleTime: Infinity,
    retry: false,
  });

export const tallyQuery = (matter: string) =>
  queryOptions({
    queryKey: ["rating", "tally", matter],
    queryFn: ({ signal }) =>
      request<RatingTally>(`/api/matters/${encodeURIComponent(matter)}/ratings`, { signal }),
    staleTime: 60_000,
  });

export const ratingsQuery = ({ bad, after }: { readonly bad: string; readonly after: string }) =>
  queryOptions({
    queryKey: ["ratings", bad, after],
    queryFn: ({ signal }) =>
      request<RatingPage>(withQuery("/api/desk/ratings", { bad, cursor: after }), { signal }),
  });

export const ratingDetailQuery = (id: string) =>
  queryOptions({
    queryKey: ["ratings", "one", id],
    queryFn: ({ signal }) => request<RatingDetail>(`/api/desk/ratings/${encodeURIComponent(id)}`, { signal }),
  });
