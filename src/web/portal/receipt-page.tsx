import type { ReceiptAnswer } from "#contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { caseQuery, guideQuery } from "../api/queries.ts";
import { lookAgain } from "../case/look-again.ts";
import "../design/portal.css";
import { formatExactInstant } from "../format/dates.ts";
import { formatLimit } from "../format/limits.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { applyWords } from "../words/apply.ts";
import { QueryCode } from "./query-code.tsx";
import { caseWords } from "../words/case.ts";
import { common } from "../words/common.ts";

const route = getRouteApi("/receipts/$caseNo");

/** What is done next and by when; the limit is the matter's, told where it is known. */
function NextSteps({ matter }: { readonly matter: string | undefined }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const guide = useQuery({ ...guideQuery(matter ?? ""), enabled: matter !== undefined });
  const notice = guide.data?.correctionNotice;
  const limit = notice == null ? null : formatLimit(notice, language);
  return (
    <ol className="next-steps">
      {limit !== null && <li>{say(applyWords.next1, { limit })}</li>}
      {limit !== null && <li>{say(applyWords.next2, { limit })}</li>}
      <li>{say(applyWords.next3)}</li>
    </ol>
  );
}

/** The receipt: shown only after the case is durable, and the same whenever it is opened again. */
export function ReceiptPage(): ReactNode {
  const say = useSay();
  const { caseNo } = route.useParams();
  const client = useQueryClient();
  const answer = useQuery({ ...caseQuery(caseNo), refetchInterval: ({ state }) => lookAgain(state.data) });
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const fresh = client.getQueryData<ReceiptAnswer>(["receipt", caseNo]);
  const page = answer.data;
  const file = page?.documents.find(
    ({ kind, status, retention }) =>
      kind === "receipt" && status === "ready" && retention?.destroyed !== true,
  );
  // The receipt is the first entry, whichever way the history is told.
  const firstSeq = Math.min(...(page?.history ?? []).map(({ seq }) => seq));
  const hash = fresh?.entryHash ?? page?.history.find(({ seq }) => seq === firstSeq)?.hash;
  return (
    <Page title={say(applyWords.receiptTitle)} width="narrow">
      <p className="lead">
        {say(
          page === undefined || page.summary.kind === "service"
            ? applyWords.receiptLead
            : applyWords.sentLead,
        )}
      </p>
      {page === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <section className="receipt keep-together" aria-label={say(applyWords.receiptName)}>
          <p className="small quiet">{say(applyWords.receiptNo)}</p>
          <p className="receipt-no">{caseNo}</p>
          <dl className="facts">
            <dt>{say(applyWords.receiptAt)}</dt>
            <dd className="number">{formatExactInstant(fresh?.receivedAt ?? page.summary.receivedAt)}</dd>
            <dt>{say(applyWords.receiptMatter)}</dt>
            <dd>{say(page.summary.matterName)}</dd>
            <dt>{say(applyWords.receiptApplicant)}</dt>
            <dd>{page.summary.applicantName}</dd>
            <dt>{say(applyWords.receiptOrgan)}</dt>
            <dd>{say(page.organName)}</dd>
            <dt>{say(caseWords.materials)}</dt>
            <dd>
              {page.materials
                .filter(({ files }) => files.length > 0)
                .map(({ name }) => say(name))
                .join("；") || say(common.none)}
            </dd>
            {hash !== undefined && (
              <>
                <dt>{say(applyWords.receiptHash)}</dt>
                <dd>
                  <span className="hash">{hash}</span>
                  <br />
                  <span className="small quiet">{say(applyWords.receiptHashNote)}</span>
                </dd>
              </>
            )}
          </dl>
          <QueryCode caseNo={caseNo} />
        </section>
      )}
      {page?.summary.closedAt == null ? (
        <section className="section" aria-labelledby="next">
          <h2 id="next">{say(applyWords.nextTitle)}</h2>
          {page === undefined || page.summary.kind === "service" ? (
            <NextSteps matter={page?.matter} />
          ) : (
            <p>
              {say(applyWords.nextHeld, {
                who: (page.heldBy.length === 0 ? [page.organName] : page.heldBy)
                  .map((each) => say(each))
                  .join("；"),
              })}
            </p>
          )}
        </section>
      ) : (
        <p className="notice notice-good section" role="status">
          {say(applyWords.decidedAtOnce, {
            outcome: say(page.summary.outcomeName ?? page.summary.stateName),
          })}
        </p>
      )}
      <div className="button-row section">
        <Link className="button button-main" to="/my/cases/$caseNo" params={{ caseNo }}>
          {say(applyWords.toCase)}
        </Link>
        {file !== undefined && (
          <a className="button" href={`/api/documents/${encodeURIComponent(file.id)}`} download>
            {say(applyWords.receiptFile)}
          </a>
        )}
        <button type="button" className="button" onClick={() => print()}>
          {say(applyWords.printReceipt)}
        </button>
      </div>
    </Page>
  );
}
