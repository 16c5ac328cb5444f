import type { DestructionAnswer, DestructionsAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

export const destructionsQuery = (cursor: string) =>
  queryOptions({
    queryKey: ["destructions", cursor],
    queryFn: ({ signal }) =>
      request<DestructionsAnswer>(withQuery("/api/admin/destructions", { cursor }), { signal }),
  });

export const destructionPath = (list: string): string =>
  `/api/admin/destructions/${encodeURIComponent(list)}`;

export const destructionQuery = (list: string, after: string) =>
  queryOptions({
    queryKey: ["destruction", list, after],
    queryFn: ({ signal }) =>
      request<DestructionAnswer>(withQuery(destructionPath(list), { after }), { signal }),
  });
