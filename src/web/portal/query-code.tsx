import type { QueryCodeAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queryCodeQuery } from "../api/rating-queries.ts";
import "../design/ratings.css";
import { useSay } from "../language/say.ts";
import { trackWords as words } from "../words/track.ts";

/** A query code to be printed, scanned and typed. */
export function QueryCodeSlip({ code, qr }: Pick<QueryCodeAnswer, "code" | "qr">): ReactNode {
  const say = useSay();
  return (
    <div className="query-code keep-together">
      <img
        className="query-code-qr"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
        alt={say(words.qrAlt)}
      />
      <div>
        <p className="small quiet">{say(words.codeName)}</p>
        <p className="query-code-sign number">{code}</p>
        <p className="small quiet">{say(words.codeUse)}</p>
        <p className="small quiet">{say(words.keep)}</p>
      </div>
    </div>
  );
}

/** The query code of one's own case; it stands on no document that staff can open. */
export function QueryCode({ caseNo }: { readonly caseNo: string }): ReactNode {
  const answer = useQuery(queryCodeQuery(caseNo));
  return answer.data === undefined ? null : <QueryCodeSlip {...answer.data} />;
}
