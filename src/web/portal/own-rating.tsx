import type { RateAgainRequest, RateRequest, RatingAnswer } from "#contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { request } from "../api/request.ts";
import { ratingQuery } from "../api/rating-queries.ts";
import { RatingSection } from "./rating-section.tsx";

/** The rating of one's own case, on its page, once it is over. */
export function OwnRating({ caseNo }: { readonly caseNo: string }): ReactNode {
  const client = useQueryClient();
  const answer = useQuery(ratingQuery(caseNo));
  const path = `/api/cases/${encodeURIComponent(caseNo)}/rating`;
  const keep = (fresh: RatingAnswer): RatingAnswer => {
    client.setQueryData(ratingQuery(caseNo).queryKey, fresh);
    return fresh;
  };
  // Without an answer the page says nothing of ratings: staff who look at it have none to give.
  if (answer.data === undefined) return null;
  return (
    <RatingSection
      answer={answer.data}
      onRate={async (body: RateRequest) => keep(await request(path, { method: "POST", body }))}
      onAgain={async (body: RateAgainRequest) =>
        keep(await request(`${path}/again`, { method: "POST", body }))
      }
    />
  );
}
