import type { RulesTrialAnswer, RulesTrialRequest } from "#contract";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { download } from "../api/request.ts";
import "../design/grounds.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { save } from "../lists/save.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { grounds, trial as words } from "../words/grounds.ts";

function Lines({ lines }: Pick<RulesTrialAnswer, "lines">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <table className="tasks">
      <thead>
        <tr>
          {[words.caseNo, words.when, words.becomes, words.why].map((heading) => (
            <th key={heading.zh} scope="col">
              {say(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ caseNo, at, now, why }) => (
          <tr key={caseNo}>
            <th scope="row" className="number">
              {caseNo}
            </th>
            <td data-label={say(words.when)} className="number small">
              {formatInstant(at, language)}
            </td>
            <td data-label={say(words.becomes)}>{say(now ? words.toMachine : words.toPerson)}</td>
            <td data-label={say(words.why)}>
              <span>
                {why.map(({ name, before, now: after }) => (
                  <span key={name.zh} className="row-more">
                    {say(grounds.changed, {
                      name: say(name),
                      before: before === null ? "—" : say(grounds[before]),
                      now: say(grounds[after]),
                    })}
                  </span>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Counts first, then each case that would come to something else; all of them as a file. */
export function TrialResult({
  of,
  asked,
}: {
  readonly of: RulesTrialAnswer;
  readonly asked: RulesTrialRequest;
}): ReactNode {
  const say = useSay();
  const file = useMutation({
    mutationFn: () => download("/api/admin/rules/trial/export", asked),
    onSuccess: ({ blob, name }) => save(blob, name),
  });
  const counts = [
    { name: words.tried, count: of.tried },
    { name: words.same, count: of.same },
    { name: words.toPerson, count: of.toPerson },
    { name: words.toMachine, count: of.toMachine },
  ];
  const changed = of.toPerson + of.toMachine;
  return (
    <section className="section" aria-labelledby="trial">
      <h2 id="trial">{say(words.result)}</h2>
      <dl className="trial-counts">
        {counts.map(({ name, count }) => (
          <div key={name.zh}>
            <dt>{say(name)}</dt>
            <dd className="number">{count}</dd>
          </div>
        ))}
      </dl>
      {of.more && <p className="notice">{say(words.more)}</p>}
      {changed === 0 ? <p className="quiet">{say(words.noChange)}</p> : <Lines lines={of.lines} />}
      {of.lines.length < changed && (
        <p className="small quiet">{say(words.firstOf, { shown: of.lines.length })}</p>
      )}
      {changed > 0 && (
        <p className="button-row section">
          <button
            type="button"
            className="button"
            aria-disabled={file.isPending}
            onClick={() => {
              if (!file.isPending) file.mutate();
            }}
          >
            {say(words.export)}
          </button>
        </p>
      )}
      {file.isError && <ProblemNotice error={file.error} />}
    </section>
  );
}
