import type { ReconciliationLinePage, ReportPage } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { reportsPath } from "../api/reconciliation-queries.ts";
import { request } from "../api/request.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { reconciliationWords as words } from "../words/reconciliations.ts";
import { webhookWords } from "../words/webhooks.ts";

type Line = ReconciliationLinePage["items"][number];
type Report = ReportPage["items"][number] & Partial<Pick<Line, "verdict">>;

const STATES = {
  waiting: "tag tag-ask",
  delivered: "tag tag-good",
  refused: "tag tag-bad",
  dropped: "tag",
} as const;
const VERDICTS = {
  matched: "tag tag-good",
  missing: "tag tag-ask",
  unknown: "tag tag-bad",
  differing: "tag tag-bad",
} as const;

type RowProps = {
  readonly library: string;
  readonly of: Report;
  readonly isCompared: boolean;
  readonly onTold: () => void;
};

function Row({ library, of, isCompared, onTold }: RowProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const { report, kindName, subject, state, attempts, lastAnswer, happenedAt, verdict } = of;
  const again = useMutation({
    mutationFn: () =>
      request(`${reportsPath(library)}/${encodeURIComponent(report)}/resend`, { method: "POST" }),
    onSuccess: async () => {
      onTold();
      await client.invalidateQueries({ queryKey: ["libraries"] });
      await client.invalidateQueries({ queryKey: ["reconciliations"] });
    },
  });
  return (
    <tr>
      <th scope="row">
        {say(kindName ?? words.unknownReport)}
        <span className="small quiet row-more number">{subject ?? say(words.reportId, { id: report })}</span>
      </th>
      {isCompared && (
        <td data-label={say(words.verdict)}>
          {verdict !== undefined && <span className={VERDICTS[verdict]}>{say(words[verdict])}</span>}
        </td>
      )}
      <td data-label={say(webhookWords.state)}>
        {state === null ? "—" : <span className={STATES[state]}>{say(webhookWords[`is_${state}`])}</span>}
      </td>
      <td data-label={say(webhookWords.tries)} className="number">
        {attempts}
      </td>
      <td data-label={say(webhookWords.answer)} className="number">
        {lastAnswer ?? "—"}
      </td>
      <td data-label={say(words.happenedAt)} className="number small">
        {happenedAt === null ? "—" : formatInstant(happenedAt, language)}
      </td>
      <td>
        {state !== null && (
          <button
            type="button"
            className="button button-small"
            disabled={again.isPending}
            onClick={() => again.mutate()}
          >
            {say(words.resend)}
          </button>
        )}
        {again.isError && <ProblemNotice error={again.error} />}
      </td>
    </tr>
  );
}

type Props = {
  readonly library: string;
  readonly items: readonly Report[];
  readonly isCompared?: boolean;
  readonly onTold: () => void;
};

/** Reports to a library with what came of each, and the way to tell it again. */
export function ReportTable({ library, items, isCompared = false, onTold }: Props): ReactNode {
  const say = useSay();
  const heads = [
    words.report,
    ...(isCompared ? [words.verdict] : []),
    webhookWords.state,
    webhookWords.tries,
    webhookWords.answer,
    words.happenedAt,
  ];
  return (
    <table className="tasks">
      <thead>
        <tr>
          {heads.map((word) => (
            <th key={word.zh} scope="col">
              {say(word)}
            </th>
          ))}
          <th>
            <span className="visually-hidden">{say(words.resend)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((of) => (
          <Row key={of.report} library={library} of={of} isCompared={isCompared} onTold={onTold} />
        ))}
      </tbody>
    </table>
  );
}
