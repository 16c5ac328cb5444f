import type {
  AccountPage,
  AddressCheckForm,
  BatchAnswer,
  BatchList,
  CaseAnswer,
  CasePage,
  CatalogueAnswer,
  ChoicesAnswer,
  ColumnsAnswer,
  DeskPage,
  DraftAnswer,
  FailurePage,
  FailureValuesAnswer,
  GroundsAnswer,
  GuideAnswer,
  IndicatorRecordsAnswer,
  ListChoices,
  LookPage,
  MandatesAnswer,
  MigrationAnswer,
  MigrationPreviewAnswer,
  MigrationPreviewRequest,
  MigrationsAnswer,
  MovePreviewAnswer,
  MovePreviewRequest,
  MovesAnswer,
  NoticePage,
  OfferingAnswer,
  OfferingsAnswer,
  PapersAnswer,
  PrefillAnswer,
  ProcessAnswer,
  PublicVerification,
  ReceiversAnswer,
  RecordAnswer,
  RulesAnswer,
  ScreenAnswer,
  SessionAnswer,
  SituationAnswer,
  SituationsAnswer,
  SubstitutionsAnswer,
  UnreadAnswer,
  VersionsAnswer,
} from "#contract";
import { QueryClient, queryOptions } from "@tanstack/react-query";
import type {
  AccountsSearch,
  DeskSearch,
  BatchesSearch,
  CatalogueSearch,
  FailuresSearch,
  FigureSearch,
  LooksSearch,
  MineSearch,
  NoticesSearch,
} from "../lists/searches.ts";
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

export const catalogueQuery = (search: Partial<CatalogueSearch> = {}) =>
  queryOptions({
    queryKey: ["matters", search],
    queryFn: ({ signal }) => request<CatalogueAnswer>(withQuery("/api/matters", { ...search }), { signal }),
  });

export const situationsQuery = queryOptions({
  queryKey: ["situations"],
  queryFn: ({ signal }) => request<SituationsAnswer>("/api/situations", { signal }),
  staleTime: 300_000,
});

/** What a situation comes to under some answers; nothing is kept. */
export const situationQuery = (situation: string, answers: Readonly<Record<string, unknown>>) =>
  queryOptions({
    queryKey: ["situations", situation, answers],
    queryFn: ({ signal }) =>
      request<SituationAnswer>(
        withQuery(`/api/situations/${encodeURIComponent(situation)}`, { answers: JSON.stringify(answers) }),
        { signal },
      ),
  });

export const addressFormQuery = queryOptions({
  queryKey: ["address-check"],
  queryFn: async ({ signal }) =>
    (await request<AddressCheckForm | undefined>("/api/address-check", { signal })) ?? null,
  staleTime: 300_000,
});

export const versionsQuery = (matter: string) =>
  queryOptions({
    queryKey: ["versions", matter],
    queryFn: ({ signal }) =>
      request<VersionsAnswer>(`/api/matters/${encodeURIComponent(matter)}/versions`, { signal }),
  });

export const guideQuery = (matter: string) =>
  queryOptions({
    queryKey: ["guide", matter],
    queryFn: ({ signal }) => request<GuideAnswer>(`/api/matters/${encodeURIComponent(matter)}`, { signal }),
    staleTime: 60_000,
  });

export const prefillQuery = (matter: string, principal: string) =>
  queryOptions({
    queryKey: ["prefill", matter, principal],
    queryFn: ({ signal }) =>
      request<PrefillAnswer>(
        withQuery(`/api/matters/${encodeURIComponent(matter)}/prefill`, { for: principal }),
        { signal },
      ),
    staleTime: Infinity,
  });

export const papersQuery = (matter: string, key: string) =>
  queryOptions({
    queryKey: ["papers", matter, key],
    queryFn: ({ signal }) =>
      request<PapersAnswer>(
        `/api/matters/${encodeURIComponent(matter)}/papers?key=${encodeURIComponent(key)}`,
        { signal },
      ),
    staleTime: 60_000,
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

/** A page of a list: what its address says is what is asked. */
const listQuery = <Page>(
  name: string,
  path: string,
  { after, columns: _columns, ...search }: Partial<Record<string, string>>,
) =>
  queryOptions({
    queryKey: [name, "list", path, search, after],
    queryFn: ({ signal }) => request<Page>(withQuery(path, { ...search, cursor: after }), { signal }),
  });

export const myCasesQuery = (search: Partial<MineSearch>) =>
  listQuery<CasePage>("cases", "/api/my/cases", search);

export const unreadQuery = queryOptions({
  queryKey: ["notices", "unread"],
  queryFn: ({ signal }) => request<UnreadAnswer>("/api/notices/unread", { signal }),
  refetchInterval: 60_000,
  // What could not be counted is not shown; the list says why.
  retry: false,
});

export const noticesQuery = (search: NoticesSearch) =>
  listQuery<NoticePage>("notices", "/api/notices", search);

export const mandatesQuery = queryOptions({
  queryKey: ["mandates"],
  queryFn: ({ signal }) => request<MandatesAnswer>("/api/my/mandates", { signal }),
});

export const looksQuery = (search: LooksSearch) => listQuery<LookPage>("looks", "/api/my/looks", search);

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

const movesPath = (caseNo: string): string => `/api/cases/${encodeURIComponent(caseNo)}/moves`;

/** Where a case stands and may be moved to; asked again when the case has another version. */
export const movesQuery = (caseNo: string, version: number) =>
  queryOptions({
    queryKey: ["moves", caseNo, version],
    queryFn: ({ signal }) => request<MovesAnswer>(movesPath(caseNo), { signal }),
    staleTime: 0,
  });

/** What a move would bring about; nothing is done. */
export const movePreviewQuery = (caseNo: string, move: MovePreviewRequest) =>
  queryOptions({
    queryKey: ["moves", caseNo, move],
    queryFn: ({ signal }) =>
      request<MovePreviewAnswer>(`${movesPath(caseNo)}/preview`, { method: "POST", body: move, signal }),
    staleTime: 0,
    enabled: move.to !== "",
  });

export const deskTasksQuery = (search: DeskSearch) => listQuery<DeskPage>("desk", "/api/desk/tasks", search);

export const deskCasesQuery = ({ view: _view, ...search }: DeskSearch) =>
  listQuery<CasePage>("desk", "/api/desk/cases", search);

export const columnsQuery = (list: string) =>
  queryOptions({
    queryKey: ["columns", list],
    queryFn: ({ signal }) =>
      request<ColumnsAnswer>(`/api/lists/${encodeURIComponent(list)}/columns`, { signal }),
    staleTime: 300_000,
  });

export const deskChoicesQuery = queryOptions({
  queryKey: ["desk", "choices"],
  queryFn: ({ signal }) => request<ListChoices>("/api/desk/choices", { signal }),
  staleTime: 300_000,
});

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ["batch", id],
    queryFn: ({ signal }) => request<BatchAnswer>(`/api/desk/batches/${encodeURIComponent(id)}`, { signal }),
    staleTime: 500,
  });

export const batchesQuery = (search: BatchesSearch) =>
  listQuery<BatchList>("batches", "/api/desk/batches", search);

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

export const indicatorRecordsQuery = (id: string, search: FigureSearch) =>
  listQuery<IndicatorRecordsAnswer>("indicator", `/api/indicators/${encodeURIComponent(id)}/records`, search);

export const recordQuery = (register: string, id: string) =>
  queryOptions({
    queryKey: ["record", register, id],
    queryFn: ({ signal }) =>
      request<RecordAnswer>(`/api/records/${encodeURIComponent(register)}/${encodeURIComponent(id)}`, {
        signal,
      }),
  });

export const failuresQuery = (search: FailuresSearch) =>
  listQuery<FailurePage>("failures", "/api/failures", search);

export const failureValuesQuery = (caseNo: string, failure: string) =>
  queryOptions({
    queryKey: ["failure", caseNo, failure],
    queryFn: ({ signal }) =>
      request<FailureValuesAnswer>(
        `/api/failures/${encodeURIComponent(caseNo)}/${encodeURIComponent(failure)}`,
        { signal },
      ),
    staleTime: 0,
    gcTime: 0,
  });

export const groundsQuery = (caseNo: string) =>
  queryOptions({
    queryKey: ["case", caseNo, "grounds"],
    queryFn: ({ signal }) =>
      request<GroundsAnswer>(`/api/cases/${encodeURIComponent(caseNo)}/grounds`, { signal }),
  });

export const rulesQuery = queryOptions({
  queryKey: ["rules"],
  queryFn: ({ signal }) => request<RulesAnswer>("/api/admin/rules", { signal }),
  staleTime: 0,
});

export const migrationsQuery = queryOptions({
  queryKey: ["migrations"],
  queryFn: ({ signal }) => request<MigrationsAnswer>("/api/admin/migrations", { signal }),
  staleTime: 0,
});

export const offeringsQuery = queryOptions({
  queryKey: ["admin", "matters"],
  queryFn: ({ signal }) => request<OfferingsAnswer>("/api/admin/matters", { signal }),
  staleTime: 0,
});

export const offeringQuery = (matter: string) =>
  queryOptions({
    queryKey: ["admin", "matters", matter],
    queryFn: ({ signal }) =>
      request<OfferingAnswer>(`/api/admin/matters/${encodeURIComponent(matter)}`, { signal }),
    staleTime: 0,
  });

/** What a migration would come to; nothing is done. */
export const migrationPreviewQuery = (asked: MigrationPreviewRequest) =>
  queryOptions({
    queryKey: ["migrations", "preview", asked],
    queryFn: ({ signal }) =>
      request<MigrationPreviewAnswer>("/api/admin/migrations/preview", {
        method: "POST",
        body: asked,
        signal,
      }),
    staleTime: 0,
    enabled: asked.from !== "" && asked.to !== "",
  });

export const migrationQuery = (id: string) =>
  queryOptions({
    queryKey: ["migrations", id],
    queryFn: ({ signal }) =>
      request<MigrationAnswer>(`/api/admin/migrations/${encodeURIComponent(id)}`, { signal }),
    staleTime: 500,
  });

export const accountsQuery = (search: Partial<AccountsSearch>) =>
  listQuery<AccountPage>("accounts", "/api/admin/accounts", search);

export const choicesQuery = queryOptions({
  queryKey: ["admin", "choices"],
  queryFn: ({ signal }) => request<ChoicesAnswer>("/api/admin/choices", { signal }),
  staleTime: 300_000,
});

export const substitutionsQuery = queryOptions({
  queryKey: ["admin", "substitutions"],
  queryFn: ({ signal }) => request<SubstitutionsAnswer>("/api/admin/substitutions", { signal }),
});
