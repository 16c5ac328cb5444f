import type { CardPage, DueTaskPage, SupervisionAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import type { SupervisionSearch } from "../lists/searches.ts";
import { request, withQuery } from "./request.ts";

export const supervisionQuery = queryOptions({
  queryKey: ["supervision"],
  queryFn: ({ signal }) => request<SupervisionAnswer>("/api/supervision", { signal }),
});

export const dueTasksQuery = ({ when, organ, after }: SupervisionSearch) =>
  queryOptions({
    queryKey: ["supervision", "tasks", when, organ, after],
    queryFn: ({ signal }) =>
      request<DueTaskPage>(withQuery("/api/supervision/tasks", { when, organ, cursor: after }), { signal }),
  });

export const cardsQuery = ({ kind, organ, after }: SupervisionSearch) =>
  queryOptions({
    queryKey: ["supervision", "cards", kind, organ, after],
    queryFn: ({ signal }) =>
      request<CardPage>(withQuery("/api/supervision/cards", { kind, organ, cursor: after }), { signal }),
  });
