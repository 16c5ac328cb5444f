import type { SkillsAnswer, SkillState } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { skillsQuery } from "../api/window-queries.ts";
import "../design/desk.css";
import "../design/window.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { skillWords as words } from "../words/skills.ts";
import { TrainingForm } from "./training-form.tsx";
import { WithdrawTraining } from "./withdraw-training.tsx";

const route = getRouteApi("/desk/skills");

type Clerk = SkillsAnswer["clerks"][number];
type Skill = Clerk["skills"][number];

const STATES: Readonly<Record<SkillState, { readonly words: typeof words.inForce; readonly tag: string }>> = {
  inForce: { words: words.inForce, tag: "tag tag-good" },
  expiring: { words: words.expiringState, tag: "tag tag-ask" },
  expired: { words: words.expired, tag: "tag tag-bad" },
  ended: { words: words.ended, tag: "tag" },
  ahead: { words: words.ahead, tag: "tag" },
  failed: { words: words.failedState, tag: "tag" },
  withdrawn: { words: words.withdrawnState, tag: "tag" },
};

/** The figures, each opening exactly what it counts. */
function Figures({ answer, show }: { readonly answer: SkillsAnswer; readonly show: string }): ReactNode {
  const say = useSay();
  return (
    <ul className="skill-figures" aria-label={say(words.title)}>
      {answer.figures.map(({ show: each, count }) => (
        <li key={each}>
          <Link
            to="/desk/skills"
            search={{ show: each === show ? "" : each }}
            aria-current={each === show ? "true" : undefined}
          >
            <span className="small">{say(words[each], { n: answer.soonDays })}</span>
            <strong>{say(each === "uncovered" ? words.matters : words.people, { n: count })}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function SkillLine({ skill, who }: { readonly skill: Skill; readonly who: string }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { words: state, tag } = STATES[skill.state];
  return (
    <li className="skill-line">
      <span>
        {skill.matterName === null
          ? say(words.kindAllRound)
          : say(words.kindMatter, { matter: say(skill.matterName) })}{" "}
        <span className={tag}>{say(state)}</span>
        <span className="small quiet row-more">
          {skill.course !== null && <>{skill.course} · </>}
          <span className="number">{skill.id}</span> · {say(words.by)}：{say(skill.certifiedBy)}
          {skill.recordedBy !== null && <> · {say(words.byPerson, { who: skill.recordedBy })}</>}
        </span>
      </span>
      <span className="small">
        {say(words.trained)} <span className="number">{formatDay(skill.trainedOn, language)}</span>
      </span>
      <span className="small">
        {say(words.until)}{" "}
        <span className="number">
          {skill.state === "failed"
            ? "—"
            : skill.validTo === null
              ? say(words.lasting)
              : formatDay(skill.validTo, language)}
        </span>
      </span>
      {skill.mayWithdraw && <WithdrawTraining skill={skill} who={who} />}
    </li>
  );
}

function Clerks({ clerks }: Pick<SkillsAnswer, "clerks">): ReactNode {
  const say = useSay();
  if (clerks.length === 0) return <p className="quiet">{say(words.nobody)}</p>;
  return clerks.map(({ account, name, organName, skills }) => (
    <section key={account} className="panel skill-clerk" aria-label={name}>
      <h3>
        {name} <span className="small quiet">{say(organName)}</span>
      </h3>
      {skills.length === 0 ? (
        <p className="small quiet">{say(words.none)}</p>
      ) : (
        <ul className="skill-lines">
          {skills.map((skill) => (
            <SkillLine key={skill.id} skill={skill} who={name} />
          ))}
        </ul>
      )}
    </section>
  ));
}

function Uncovered({ matters }: { readonly matters: SkillsAnswer["uncovered"] }): ReactNode {
  const say = useSay();
  return (
    <section className="section" aria-labelledby="uncovered">
      <h2 id="uncovered">
        {say(words.uncovered)} · {say(words.matters, { n: matters.length })}
      </h2>
      <p className="small quiet">{say(matters.length === 0 ? words.allCovered : words.uncoveredNote)}</p>
      <ul className="queue-list">
        {matters.map(({ id, name, organName, count }) => (
          <li key={id} className="queue-ticket">
            <span>
              {say(name)} <span className="small quiet row-more">{say(organName)}</span>
            </span>
            <span className="small quiet">{say(words.cases, { n: count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who at the counters was trained for what, since when and until when, and what nobody is trained for. */
export function SkillsPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { show } = route.useSearch();
  const answer = useQuery(skillsQuery(show));
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer;
  if (data === undefined)
    return (
      <Page title={say(words.title)} width="wide">
        <Skeleton lines={10} />
      </Page>
    );
  const figure = data.figures.find((each) => each.show === show);
  const heading = figure === undefined ? say(words.all) : say(words[figure.show], { n: data.soonDays });
  return (
    <Page title={say(words.title)} width="wide">
      <p className="lead">{say(words.lead, { day: formatDay(data.on, language) })}</p>
      <Figures answer={data} show={show} />
      {data.recording !== null && <TrainingForm recording={data.recording} />}
      {show !== "uncovered" && (
        <section className="section" aria-labelledby="clerks">
          <h2 id="clerks">
            {heading} · {say(words.people, { n: data.clerks.length })}
          </h2>
          <Clerks clerks={data.clerks} />
        </section>
      )}
      {(show === "" || show === "uncovered") && <Uncovered matters={data.uncovered} />}
    </Page>
  );
}
