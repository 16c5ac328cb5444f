import type { WindowReceiptAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { takenPapersQuery } from "../api/window-queries.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { QueryCodeSlip } from "../portal/query-code.tsx";
import { windowWords } from "../words/window.ts";
import { useKeptPapers } from "./open-paper.ts";
import { PrintReceipt } from "./print-receipt.tsx";
import type { WindowMatter } from "./taking.ts";

/** What was taken in last, and how long it took from choosing the matter; null where that was before a break. */
export type Taken = {
  readonly receipt: WindowReceiptAnswer;
  readonly name: string;
  readonly matter: WindowMatter;
  readonly seconds: number | null;
};

type Props = { readonly taken: Taken; readonly onNext: () => void };

/** What was issued while the person stands there: promises, and the result of what was decided at once. */
function Papers({ caseNo, receipt }: { readonly caseNo: string; readonly receipt: string }): ReactNode {
  const say = useSay();
  const papers = useQuery(takenPapersQuery(caseNo)).data?.items.filter(({ id }) => id !== receipt) ?? [];
  const { show, failed } = useKeptPapers();
  if (papers.length === 0) return null;
  const path = `/api/window/cases/${encodeURIComponent(caseNo)}/papers`;
  return (
    <>
      <ul className="queue-list no-print" aria-label={say(windowWords.papers)}>
        {papers.map(({ id, title, number }) => (
          <li key={id} className="queue-ticket">
            <span>
              {say(title)} <span className="small quiet number">{number}</span>
            </span>
            <button
              type="button"
              className="button button-small"
              aria-label={say(windowWords.printPaper, { title: say(title) })}
              onClick={() => show(`${path}/${encodeURIComponent(id)}`)}
            >
              {say(windowWords.print)}
            </button>
          </li>
        ))}
      </ul>
      {failed !== null && <ProblemNotice error={failed} />}
    </>
  );
}

/** What is now true: the case is received or decided, its receipt is printed with the code, the next person may come. */
export function TakenPart({ taken, onNext }: Props): ReactNode {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  const { receipt, name, matter, seconds } = taken;
  const { caseNo, outcomeName, queryCode } = receipt;
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="notice notice-good taken" aria-labelledby="taken-name">
      <h2 id="taken-name" ref={heading} tabIndex={-1}>
        {outcomeName === null
          ? say(windowWords.done, { name, matter: say(matter.name) })
          : say(windowWords.doneAtOnce, { name, matter: say(matter.name), outcome: say(outcomeName) })}
      </h2>
      <p className="number">
        {seconds === null
          ? say(windowWords.doneNoteRestored, { caseNo })
          : say(windowWords.doneNote, { caseNo, seconds })}
      </p>
      {queryCode === null ? (
        <p>{say(windowWords.codeGone)}</p>
      ) : (
        <>
          <QueryCodeSlip {...queryCode} />
          <p className="small quiet no-print">{say(windowWords.codeOnce)}</p>
        </>
      )}
      <Papers caseNo={caseNo} receipt={receipt.document} />
      <div className="button-row no-print">
        <button type="button" className="button button-main" onClick={onNext}>
          {say(windowWords.next)}
        </button>
        {queryCode !== null && <PrintReceipt caseNo={caseNo} code={queryCode.code} />}
      </div>
    </section>
  );
}
