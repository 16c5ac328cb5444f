import type {
  BoardAnswer,
  DeliveriesAnswer,
  DeliveryPapers,
  HallsAnswer,
  PapersAnswer,
  QueueAnswer,
  SkillsAnswer,
  SlotsAnswer,
  VisitsAnswer,
  WindowAnswer,
  WindowMatters,
  WindowPapersRequest,
} from "#contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

export const windowQuery = queryOptions({
  queryKey: ["window"],
  queryFn: ({ signal }) => request<WindowAnswer>("/api/window", { signal }),
});

export const windowMattersQuery = (hall: string, q: string) =>
  queryOptions({
    queryKey: ["window", "matters", hall, q],
    queryFn: ({ signal }) =>
      request<WindowMatters>(withQuery("/api/window/matters", { hall, q }), { signal }),
    placeholderData: keepPreviousData,
    enabled: hall !== "",
  });

/** What the party has already; asked by its number and name, which stand in no address. */
export const windowPapersQuery = (
  matter: string,
  hall: string,
  applicant: WindowPapersRequest["applicant"],
) =>
  queryOptions({
    queryKey: ["window", "papers", matter, hall, applicant],
    queryFn: ({ signal }) =>
      request<PapersAnswer>("/api/window/papers", {
        method: "POST",
        body: { matter, hall, applicant } satisfies WindowPapersRequest,
        signal,
      }),
    staleTime: 300_000,
  });

/** What was issued while the person stood there; asked again until all of it is typeset. */
export const takenPapersQuery = (caseNo: string) =>
  queryOptions({
    queryKey: ["window", "issued", caseNo],
    queryFn: ({ signal }) =>
      request<DeliveryPapers>(`/api/window/cases/${encodeURIComponent(caseNo)}/papers`, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.every(({ ready }) => ready) === true ? false : 1500),
  });

export const windowDraftQuery = queryOptions({
  queryKey: ["window", "draft"],
  queryFn: async ({ signal }) =>
    (await request<{ readonly data: Record<string, unknown> } | undefined>("/api/window/draft", {
      signal,
    })) ?? null,
  staleTime: Infinity,
  gcTime: 0,
});

export const skillsQuery = (show: string) =>
  queryOptions({
    queryKey: ["skills", show],
    queryFn: ({ signal }) => request<SkillsAnswer>(withQuery("/api/desk/skills", { show }), { signal }),
    placeholderData: keepPreviousData,
  });

const hallPath = (hall: string): string => `/api/halls/${encodeURIComponent(hall)}`;

export const hallsQuery = queryOptions({
  queryKey: ["halls"],
  queryFn: ({ signal }) => request<HallsAnswer>("/api/halls", { signal }),
});

export const boardQuery = (hall: string) =>
  queryOptions({
    queryKey: ["board", hall],
    queryFn: ({ signal }) => request<BoardAnswer>(`${hallPath(hall)}/board`, { signal }),
    // The live line tells at once; this is for a line that was lost, and for other servers.
    refetchInterval: 10_000,
  });

export const slotsQuery = (hall: string, day: string) =>
  queryOptions({
    queryKey: ["slots", hall, day],
    queryFn: ({ signal }) => request<SlotsAnswer>(withQuery(`${hallPath(hall)}/slots`, { day }), { signal }),
    enabled: hall !== "" && day !== "",
    staleTime: 0,
  });

export const visitsQuery = queryOptions({
  queryKey: ["visits"],
  queryFn: ({ signal }) => request<VisitsAnswer>("/api/my/visits", { signal }),
  refetchInterval: 10_000,
});

export const queueQuery = (hall: string) =>
  queryOptions({
    queryKey: ["queue", hall],
    queryFn: ({ signal }) =>
      request<QueueAnswer>(`/api/desk/halls/${encodeURIComponent(hall)}/queue`, { signal }),
    refetchInterval: 10_000,
    enabled: hall !== "",
  });

export const deliveriesQuery = (hall: string, q: string) =>
  queryOptions({
    queryKey: ["deliveries", hall, q],
    queryFn: ({ signal }) =>
      request<DeliveriesAnswer>(withQuery("/api/window/deliveries", { hall, q }), { signal }),
    placeholderData: keepPreviousData,
  });

export const deliveryPapersQuery = (hall: string, caseNo: string) =>
  queryOptions({
    queryKey: ["deliveries", "papers", hall, caseNo],
    queryFn: ({ signal }) =>
      request<DeliveryPapers>(withQuery(`/api/window/deliveries/${encodeURIComponent(caseNo)}`, { hall }), {
        signal,
      }),
  });
