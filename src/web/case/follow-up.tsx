import type { FollowUpPart } from "#contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { followUpWords as words } from "../words/follow-up.ts";

type FollowUpProps = {
  readonly followUp: FollowUpPart | null;
  /** The applicant's own page: the check's case is theirs to open. */
  readonly isOwn?: boolean;
  /** Stands by itself rather than within a panel. */
  readonly isPanel?: boolean;
};

/** 审管联动: which check the decision opened, when and why, and what it found. */
export function FollowUp({ followUp, isOwn = false, isPanel = false }: FollowUpProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (followUp === null) return null;
  const { status, statusName, checkOrgan, draw, basis, checkCase, checkedOn, conclusion, proposed } =
    followUp;
  const [from, to] = [formatDay(followUp.opensOn, language), formatDay(followUp.finishBy, language)];
  const lead =
    status === "notDrawn" ? say(words.notDrawn) : say(words.planned, { organ: say(checkOrgan), from, to });
  return (
    <section className={isPanel ? "panel section" : "section"} aria-labelledby="follow-up">
      <h2 id="follow-up">{say(words.title)}</h2>
      <dl className="facts">
        <Fact label={say(words.state)}>
          <span className="tag">{say(statusName)}</span>
        </Fact>
        <Fact label={say(words.arranged)}>{lead}</Fact>
        {conclusion !== null && (
          <Fact label={say(words.result)}>
            {checkedOn === null
              ? conclusion
              : say(words.resultOn, { result: conclusion, day: formatDay(checkedOn, language) })}
          </Fact>
        )}
        {proposed !== null && <Fact label={say(words.proposed)}>{proposed}</Fact>}
        {checkCase !== null && (
          <Fact label={say(words.checkCase)}>
            {isOwn ? (
              <Link className="number" to="/my/cases/$caseNo" params={{ caseNo: checkCase }}>
                {checkCase}
              </Link>
            ) : (
              <span className="number">{checkCase}</span>
            )}
          </Fact>
        )}
        <Fact label={say(words.why)}>{draw}</Fact>
        <Fact label={say(words.basis)}>{basis}</Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
