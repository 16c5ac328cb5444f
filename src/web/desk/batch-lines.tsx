import type { BatchAnswer, BatchLineAnswer } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ClockChip } from "../clock/clock-chip.tsx";
import { useLanguage, useSay } from "../language/say.ts";
import { batch as words } from "../words/batch.ts";
import { desk } from "../words/desk.ts";

function CaseCell({ line }: { readonly line: BatchLineAnswer }): ReactNode {
  const say = useSay();
  const { caseNo, summary } = line;
  if (summary === null)
    return (
      <th scope="row">
        <span className="number">{caseNo}</span>
        <span className="small quiet row-more">{say(words.notShown)}</span>
      </th>
    );
  return (
    <th scope="row">
      <Link to="/desk/cases/$caseNo" params={{ caseNo }} className="row-link">
        {say(summary.title)}
      </Link>
      <span className="small quiet row-more">
        <span className="number">{caseNo}</span> · {summary.applicantName}
      </span>
    </th>
  );
}

function Why({ line }: { readonly line: BatchLineAnswer }): ReactNode {
  const say = useSay();
  const { refused } = line;
  if (refused === null) return null;
  return (
    <span>
      {say(refused.message)}
      <span className="small quiet row-more">{say(refused.next)}</span>
      <span className="tiny quiet">{refused.code}</span>
    </span>
  );
}

/** What is answered for this case by itself: to whom it goes, and why. */
function Own({ line }: { readonly line: BatchLineAnswer }): ReactNode {
  const say = useSay();
  return (
    <span>
      {(line.foreseen?.own ?? []).map(({ label, value }, at) => (
        <span key={label.en} className={at === 0 ? "batch-own" : "small quiet row-more"}>
          <span className="visually-hidden">{say(label)}：</span>
          {say(value)}
        </span>
      ))}
    </span>
  );
}

type CameProps = { readonly line: BatchLineAnswer; readonly status: BatchAnswer["status"] };

function Came({ line, status }: CameProps): ReactNode {
  const say = useSay();
  if (line.status === "done") return <span className="tag tag-good">{say(words.done)}</span>;
  if (line.status === "refused") return <Why line={line} />;
  const ended = status === "stopped" || status === "done";
  return <span className={ended ? "tag tag-ask" : "tag"}>{say(ended ? words.undone : words.waiting)}</span>;
}

type Props = { readonly batch: BatchAnswer; readonly lines: readonly BatchLineAnswer[] };

/** What would be done, and once it runs what became of it: the lines keep their places. */
export function PlannedLines({ batch, lines }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const isPreview = batch.status === "preview";
  const hasOwn = lines.some(({ foreseen }) => (foreseen?.own.length ?? 0) > 0);
  const own = hasOwn ? [words.own] : [];
  const columns = isPreview
    ? [desk.case, words.now, ...own, words.after, words.makes, desk.clock]
    : [desk.case, words.now, ...own, words.makes, words.came];
  return (
    <table className="tasks">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.en} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { summary, foreseen } = line;
          const documents = foreseen?.documents ?? [];
          return (
            <tr key={`${line.caseNo} ${line.task}`}>
              <CaseCell line={line} />
              <td data-label={say(words.now)}>
                {summary !== null && (
                  <span className="tag">{say(summary.outcomeName ?? summary.stateName)}</span>
                )}
              </td>
              {hasOwn && (
                <td data-label={say(words.own)}>
                  <Own line={line} />
                </td>
              )}
              {isPreview && (
                <td data-label={say(words.after)}>
                  {foreseen !== null && <strong>{say(foreseen.stateName)}</strong>}
                </td>
              )}
              <td data-label={say(words.makes)}>
                <span className={documents.length === 0 ? "quiet" : ""}>
                  {documents.length === 0
                    ? say(words.makesNone)
                    : documents.map((title) => say(title)).join(language === "zh" ? "、" : ", ")}
                </span>
              </td>
              {isPreview ? (
                <td data-label={say(desk.clock)}>
                  <ClockChip clock={summary?.clock ?? null} reader="staff" opens="end" />
                </td>
              ) : (
                <td data-label={say(words.came)}>
                  <Came line={line} status={batch.status} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What cannot be done, each with its reason. */
export function RefusedLines({ lines }: Pick<Props, "lines">): ReactNode {
  const say = useSay();
  return (
    <table className="tasks">
      <thead>
        <tr>
          {[desk.case, words.now, words.why].map((column) => (
            <th key={column.en} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.caseNo} ${line.task}`}>
            <CaseCell line={line} />
            <td data-label={say(words.now)}>
              {line.summary !== null && (
                <span className="tag">{say(line.summary.outcomeName ?? line.summary.stateName)}</span>
              )}
            </td>
            <td data-label={say(words.why)}>
              <Why line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
