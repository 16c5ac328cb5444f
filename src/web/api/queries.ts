import type {
  AccountPage,
  BatchAnswer,
  CaseAnswer,
  CasePage,
  CatalogueAnswer,
  ChoicesAnswer,
  DeskPage,
  DraftAnswer,
  FailurePage,
  GuideAnswer,
  IndicatorRecordsAnswer,
  NoticePage,
  PrefillAnswer,
  ProcessAnswer,
  PublicVerification,
  ReceiversAnswer,
  RecordAnswer,
  ScreenAnswer,
  SessionAnswer,
  SubstitutionsAnswer,
  UnreadAnswer,
} from "#contract";
import { infiniteQueryOptions, QueryClient, queryOptions } from "@tanstack/react-query";
import { asRefusal } from "./refusal.ts";
import { keepCsrf, request, requestText, withQuery } from "./request.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a silent network or a failing server is worth asking again.
      retry: (failures, error) => failures < 2 && [0, 502, 503, 504].includes(asRefusal(error).status),
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    const session = await request<SessionAnswer>("/api/session", { signal });
    keepCsrf(session.csrf);
    return session;
  },
  staleTime: 60_000,
  refetchOnWindowFocus: true,
});

const cataloguePath = (q: string): string => withQuery("/api/matters", { q });

export const catalogueQuery = (q: string) =>
  queryOptions({
    queryKey: ["matters", q],
    queryFn: ({ signal }) => request<CatalogueAnswer>(cataloguePath(q), { signal }),
  });

export const guideQuery = (matter: string) =>
  queryOptions({
    queryKey: ["guide", matter],
    queryFn: ({ signal }) => request<GuideAnswer>(`/api/matters/${encodeURIComponent(matter)}`, { signal }),
    staleTime: 60_000,
  });

export const prefillQuery = (matter: string) =>
  queryOptions({
    queryKey: ["prefill", matter],
    queryFn: ({ signal }) =>
      request<PrefillAnswer>(`/api/matters/${encodeURIComponent(matter)}/prefill`, { signal }),
    staleTime: Infinity,
  });

export const draftQuery = (matter: string) =>
  queryOptions({
    queryKey: ["draft", matter],
    queryFn: async ({ signal }) =>
      (await request<DraftAnswer | undefined>(`/api/drafts/${encodeURIComponent(matter)}`, { signal })) ??
      null,
    staleTime: Infinity,
    gcTime: 0,
  });

export const myCasesQuery = infiniteQueryOptions({
  queryKey: ["cases", "mine"],
  queryFn: ({ pageParam, signal }) =>
    request<CasePage>(withQuery("/api/my/cases", { cursor: pageParam }), { signal }),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const unreadQuery = queryOptions({
  queryKey: ["notices", "unread"],
  queryFn: ({ signal }) => request<UnreadAnswer>("/api/notices/unread", { signal }),
  refetchInterval: 60_000,
  // What could not be counted is not shown; the list says why.
  retry: false,
});

export const noticesQuery = infiniteQueryOptions({
  queryKey: ["notices", "list"],
  queryFn: ({ pageParam, signal }) =>
    request<NoticePage>(withQuery("/api/notices", { cursor: pageParam }), { signal }),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const caseQuery = (caseNo: string) =>
  queryOptions({
    queryKey: ["case", caseNo],
    queryFn: ({ signal }) => request<CaseAnswer>(`/api/cases/${encodeURIComponent(caseNo)}`, { signal }),
    staleTime: 2000,
  });

/** How far a case is; asked again when the case has another version. */
export const processQuery = (caseNo: string, version: number) =>
  queryOptions({
    queryKey: ["process", caseNo, version],
    queryFn: ({ signal }) =>
      request<ProcessAnswer>(`/api/cases/${encodeURIComponent(caseNo)}/process`, { signal }),
  });

export const drawingQuery = (caseNo: string, sha256: string) =>
  queryOptions({
    queryKey: ["drawing", sha256],
    queryFn: ({ signal }) =>
      requestText(`/api/cases/${encodeURIComponent(caseNo)}/drawings/${sha256}`, { signal }),
    staleTime: Infinity,
  });

export const receiversQuery = (caseNo: string, task: string) =>
  queryOptions({
    queryKey: ["receivers", caseNo, task],
    queryFn: ({ signal }) =>
      request<ReceiversAnswer>(
        `/api/cases/${encodeURIComponent(caseNo)}/tasks/${encodeURIComponent(task)}/receivers`,
        { signal },
      ),
    staleTime: 0,
  });

export type DeskFilter = { readonly view: string; readonly q: string; readonly light: string };

export const deskQuery = ({ view, q, light }: DeskFilter) =>
  infiniteQueryOptions({
    queryKey: ["desk", view, q, light],
    queryFn: ({ pageParam, signal }) =>
      request<DeskPage>(withQuery("/api/desk/tasks", { view, q, light, cursor: pageParam }), { signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ["batch", id],
    queryFn: ({ signal }) => request<BatchAnswer>(`/api/desk/batches/${encodeURIComponent(id)}`, { signal }),
    staleTime: 500,
  });

export const verificationQuery = (identifier: string) =>
  queryOptions({
    queryKey: ["verify", identifier],
    queryFn: ({ signal }) =>
      request<PublicVerification>(`/api/public/verify/${encodeURIComponent(identifier)}`, { signal }),
    staleTime: 0,
  });

export const screenQuery = queryOptions({
  queryKey: ["screen"],
  queryFn: ({ signal }) => request<ScreenAnswer>("/api/screen", { signal }),
});

export const indicatorRecordsQuery = (id: string, year: string) =>
  infiniteQueryOptions({
    queryKey: ["indicator", id, year],
    queryFn: ({ pageParam, signal }) =>
      request<IndicatorRecordsAnswer>(
        withQuery(`/api/indicators/${encodeURIComponent(id)}/records`, { year, cursor: pageParam }),
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const recordQuery = (register: string, id: string) =>
  queryOptions({
    queryKey: ["record", register, id],
    queryFn: ({ signal }) =>
      request<RecordAnswer>(`/api/records/${encodeURIComponent(register)}/${encodeURIComponent(id)}`, {
        signal,
      }),
  });

export const failuresQuery = infiniteQueryOptions({
  queryKey: ["failures"],
  queryFn: ({ pageParam, signal }) =>
    request<FailurePage>(withQuery("/api/failures", { cursor: pageParam }), { signal }),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const accountsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["accounts", q],
    queryFn: ({ pageParam, signal }) =>
      request<AccountPage>(withQuery("/api/admin/accounts", { q, cursor: pageParam }), { signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const choicesQuery = queryOptions({
  queryKey: ["admin", "choices"],
  queryFn: ({ signal }) => request<ChoicesAnswer>("/api/admin/choices", { signal }),
  staleTime: 300_000,
});

export const substitutionsQuery = queryOptions({
  queryKey: ["admin", "substitutions"],
  queryFn: ({ signal }) => request<SubstitutionsAnswer>("/api/admin/substitutions", { signal }),
});
