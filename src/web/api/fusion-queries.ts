import type { FusionAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

const pathOf = (caseNo: string): string => `/api/cases/${encodeURIComponent(caseNo)}`;

/** What is one event with a case, or may be; asked again when the case has another version. */
export const fusionQuery = (caseNo: string, version: number) =>
  queryOptions({
    queryKey: ["fusion", caseNo, version],
    queryFn: ({ signal }) => request<FusionAnswer>(`${pathOf(caseNo)}/fusion`, { signal }),
    staleTime: 10_000,
  });

/** Says that two cases are not one event; answers what is left. */
export const refuseProposal = (caseNo: string, other: string): Promise<FusionAnswer> =>
  request<FusionAnswer>(`${pathOf(caseNo)}/not-one-event`, { method: "POST", body: { other } });
