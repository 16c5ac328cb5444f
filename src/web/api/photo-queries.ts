import type { PhotosAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

/** What the photos of a case tell; refused to those who do not handle it, who then see the pictures alone. */
export const photosQuery = (caseNo: string) =>
  queryOptions({
    queryKey: ["photos", caseNo],
    queryFn: ({ signal }) =>
      request<PhotosAnswer>(`/api/cases/${encodeURIComponent(caseNo)}/photos`, { signal }),
    staleTime: 60_000,
    retry: false,
  });
