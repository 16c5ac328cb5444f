import type { WebhookDeliveryPage, WebhooksAnswer } from "#contract";
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./request.ts";

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => request<WebhooksAnswer>("/api/admin/webhooks", { signal }),
});

export const webhookPath = (id: string): string => `/api/admin/webhooks/${encodeURIComponent(id)}`;

export const webhookDeliveriesQuery = (id: string, after: string) =>
  queryOptions({
    queryKey: ["webhooks", id, after],
    queryFn: ({ signal }) =>
      request<WebhookDeliveryPage>(withQuery(`${webhookPath(id)}/deliveries`, { cursor: after }), { signal }),
  });
