import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queryCodeQuery } from "../api/rating-queries.ts";
import "../design/ratings.css";
import { useSay } from "../language/say.ts";
import { trackWords as words } from "../words/track.ts";

/** The query code of one's own case, to be printed and scanned; it stands on no document that staff can open. */
export function QueryCode({ caseNo }: { readonly caseNo: string }): ReactNode {
  const say = useSay();
  const answer = useQuery(queryCodeQuery(caseNo));
  if (answer.data === undefined) return null;
  const { code, qr } = answer.data;
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
