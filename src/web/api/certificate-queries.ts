import type { MyCertificates, SealsAnswer, SharedCertificate } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

export const myCertificatesQuery = queryOptions({
  queryKey: ["certificates"],
  queryFn: ({ signal }) => request<MyCertificates>("/api/my/certificates", { signal }),
});

export const sealsQuery = queryOptions({
  queryKey: ["seals"],
  queryFn: ({ signal }) => request<SealsAnswer>("/api/seals", { signal }),
});

/** Each look is logged, so a page looks once. */
export const sharedCertificateQuery = (code: string) =>
  queryOptions({
    queryKey: ["shared", code],
    queryFn: ({ signal }) =>
      request<SharedCertificate>(`/api/public/shares/${encodeURIComponent(code)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
