import type { CampaignsAnswer } from "#contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { request } from "../api/request.ts";
import "../design/case.css";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { campaignWords as words } from "../words/campaigns.ts";

const campaignsQuery = queryOptions({
  queryKey: ["campaigns"],
  queryFn: ({ signal }) => request<CampaignsAnswer>("/api/campaigns", { signal }),
});

/** 专项行动: those that the reader has to do with. */
export function CampaignsPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(campaignsQuery);
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.title)}>
      <p className="lead">{say(words.lead)}</p>
      {answer.data === undefined && <Skeleton lines={5} />}
      {answer.data?.items.length === 0 && (
        <div className="notice">
          <h2>{say(words.none)}</h2>
          <p>{say(words.noneNext)}</p>
        </div>
      )}
      <ul className="rows">
        {answer.data?.items.map(({ id, name, from, to, statusName, leadOrgan }) => (
          <li key={id} className="row">
            <span className="row-main">
              <Link
                className="row-link"
                to="/desk/campaigns/$campaign"
                params={{ campaign: id }}
                search={{ open: "" }}
              >
                {name}
              </Link>
              <span className="small quiet row-more">
                <span className="number">{say(words.days, { from, to })}</span> · {say(leadOrgan)}
              </span>
            </span>
            <span className="tag">{say(statusName)}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
