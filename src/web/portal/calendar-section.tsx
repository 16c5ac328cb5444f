import type { CalendarAnswer } from "#contract";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { request } from "../api/request.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { calendarWords as words } from "../words/webhooks.ts";

const PATH = "/api/my/calendar";

const calendarQuery = queryOptions({
  queryKey: ["calendar"],
  queryFn: ({ signal }) => request<CalendarAnswer>(PATH, { signal }),
});

/** The secret address under which one's due dates are a calendar. */
export function CalendarSection(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const answer = useQuery(calendarQuery).data;
  const change = useMutation({
    mutationFn: (method: "PUT" | "DELETE") => request<CalendarAnswer>(PATH, { method }),
    onSuccess: (fresh) => client.setQueryData(calendarQuery.queryKey, fresh),
  });
  if (answer === undefined) return null;
  const { since, url } = answer;
  return (
    <section className="section" aria-labelledby="calendar">
      <h2 id="calendar">{say(words.title)}</h2>
      <p className="small quiet">{say(words.lead)}</p>
      {change.isError && <ProblemNotice error={change.error} />}
      {url !== null && (
        <div className="notice notice-good" role="status">
          <p>{say(words.url)}</p>
          <p className="hash">{url}</p>
        </div>
      )}
      {since !== null && (
        <p className="small quiet">{say(words.since, { at: formatInstant(since, language) })}</p>
      )}
      <div className="button-row">
        <button
          type="button"
          className="button"
          disabled={change.isPending}
          onClick={() => change.mutate("PUT")}
        >
          {say(since === null ? words.make : words.renew)}
        </button>
        {since !== null && (
          <button
            type="button"
            className="button"
            disabled={change.isPending}
            onClick={() => change.mutate("DELETE")}
          >
            {say(words.stop)}
          </button>
        )}
      </div>
    </section>
  );
}
