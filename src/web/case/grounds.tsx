import type { DecidedAgainAnswer, GroundsAnswer } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { groundsQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/grounds.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { grounds as words } from "../words/grounds.ts";

type Condition = GroundsAnswer["conditions"][number];

/** What a condition came to, where it was checked and by which law. */
function ConditionRow({
  of,
  facts,
}: {
  readonly of: Condition;
  readonly facts: GroundsAnswer["facts"];
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const rests = facts.filter(({ id }) => of.facts.includes(id));
  return (
    <li className="ground">
      <span className={`ground-result ground-${of.result}`}>{say(words[of.result])}</span>
      <span className="row-main">
        <span>{say(of.name)}</span>
        <span className="small quiet row-more">
          {rests.length === 0
            ? say(words.form)
            : rests
                .map(({ source, at }) =>
                  say(words.askedOf, { source: say(source), at: formatInstant(at, language) }),
                )
                .join("；")}
        </span>
        {rests.map(({ id, missing }) =>
          missing === null ? null : (
            <span key={id} className="small row-more">
              {say(words.why, { why: say(missing) })}
            </span>
          ),
        )}
        <span className="small quiet row-more">
          {say(of.law)}
          {language === "zh" ? "" : ", "}
          {say(of.article)}
        </span>
      </span>
    </li>
  );
}

/** The rules run again on what was kept: the same, or which condition differs. */
function Again({ caseNo }: { readonly caseNo: string }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const again = useMutation({
    mutationFn: () =>
      request<DecidedAgainAnswer>(`/api/cases/${encodeURIComponent(caseNo)}/grounds/again`, {
        method: "POST",
        body: {},
      }),
  });
  const changed = again.data?.conditions.filter(({ before, now }) => before !== now) ?? [];
  return (
    <div className="ground-again">
      <button
        type="button"
        className="button"
        aria-disabled={again.isPending}
        onClick={() => {
          if (!again.isPending) again.mutate();
        }}
      >
        {say(words.again)}
      </button>
      <div role="status">
        {again.data !== undefined && (
          <p>
            {say(again.data.same ? words.same : words.different, {
              at: formatInstant(again.data.at, language),
            })}
          </p>
        )}
        {changed.map(({ id, name, before, now }) => (
          <p key={id} className="small">
            {say(words.changed, { name: say(name), before: say(words[before]), now: say(words[now]) })}
          </p>
        ))}
      </div>
      {again.isError && <ProblemNotice error={again.error} />}
    </div>
  );
}

function ForStaff({ of }: { readonly of: GroundsAnswer }): ReactNode {
  const say = useSay();
  return (
    <>
      <dl className="facts">
        <dt>{say(words.rules)}</dt>
        <dd className="number">{of.rules?.slice(0, 12)}</dd>
        {of.granted && (
          <>
            <dt>{say(words.sampled)}</dt>
            <dd>{say(of.sampled ? words.isSampled : words.notSampled)}</dd>
          </>
        )}
      </dl>
      <details className="ground-values">
        <summary>{say(words.values)}</summary>
        <dl className="facts">
          {of.facts.map(({ id, name, value, missing }) => (
            <div key={id} className="ground-value">
              <dt>{say(name)}</dt>
              <dd className="small">{say(value ?? missing ?? words.nothing)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** On what a rule decided a case, or left it to people: the same to everybody, with what was found for staff. */
export function Grounds({ caseNo }: { readonly caseNo: string }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const answer = useQuery(groundsQuery(caseNo));
  if (answer.data === undefined) return null;
  const { at, granted, conditions, facts, rules, again } = answer.data;
  const open = conditions.filter(({ result }) => result !== "holds").length;
  const told = { at: formatInstant(at, language), count: granted ? conditions.length : open };
  return (
    <section className="section" aria-labelledby="grounds">
      <h2 id="grounds">{say(words.title)}</h2>
      <p>{say(granted ? words.granted : open === 0 ? words.allHold : words.toPerson, told)}</p>
      <ul className="grounds">
        {conditions.map((each) => (
          <ConditionRow key={each.id} of={each} facts={facts} />
        ))}
      </ul>
      {rules !== null && <ForStaff of={answer.data} />}
      {again && <Again caseNo={caseNo} />}
    </section>
  );
}
