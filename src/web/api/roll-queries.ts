import type { RollPage, RollsAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

export const rollsQuery = queryOptions({
  queryKey: ["rolls"],
  queryFn: ({ signal }) => request<RollsAnswer>("/api/desk/rolls", { signal }),
});

type Asked = {
  readonly register: string;
  readonly month: string;
  readonly kind: string;
  readonly after: string;
};

export const rollPath = (register: string): string => `/api/desk/rolls/${encodeURIComponent(register)}`;

export const rollQuery = ({ register, month, kind, after }: Asked) =>
  queryOptions({
    queryKey: ["rolls", register, month, kind, after],
    queryFn: ({ signal }) =>
      request<RollPage>(withQuery(rollPath(register), { month, kind, cursor: after }), { signal }),
    enabled: register !== "" && month !== "",
  });
