import type { SituationAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { situationQuery } from "../api/queries.ts";
import "../design/forms.css";
import "../design/portal.css";
import type { Values } from "../forms/schema.ts";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { situations as words } from "../words/situations.ts";
import { keepGiven } from "./given-answers.ts";
import { standingSentence } from "./standing-notice.tsx";

const route = getRouteApi("/situations/$situation");

type Question = SituationAnswer["questions"][number];
type Step = NonNullable<SituationAnswer["steps"]>[number];

function Ask({
  question,
  answers,
  onAnswer,
}: {
  readonly question: Question;
  readonly answers: Values;
  readonly onAnswer: (value: unknown) => void;
}): ReactNode {
  const say = useSay();
  const { id, ask, note, choices } = question;
  return (
    <fieldset className="field situation-question">
      <legend className="field-label">{say(ask)}</legend>
      {note !== null && <p className="small quiet">{say(note)}</p>}
      {choices.map(({ value, name }) => (
        <label key={JSON.stringify(value)} className="choice">
          <input type="radio" name={id} checked={answers[id] === value} onChange={() => onAnswer(value)} />
          <span>{say(name)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function OneStep({ step, isOnly }: { readonly step: Step; readonly isOnly: boolean }): ReactNode {
  const say = useSay();
  const { matter, standing, why, materials, prefill } = step;
  const offered = standing.state === "inForce";
  return (
    <li className="panel situation-step">
      <h3>{say(matter.name)}</h3>
      {why !== null && <p>{say(why)}</p>}
      {!offered && <p className="small quiet">{standingSentence(standing, say)}</p>}
      <p className="small quiet">{say(words.materials)}</p>
      {materials.length === 0 && <p>{say(words.noMaterials)}</p>}
      <ul className="situation-materials">
        {materials.map(({ id, name, required, when, note }) => (
          <li key={id}>
            {say(name)}
            {when !== null && <span className="small quiet">（{say(when)}）</span>}
            {when === null && !required && <span className="small quiet">（{say(words.optional)}）</span>}
            {isOnly && note !== null && <span className="small quiet material-note">{say(note)}</span>}
          </li>
        ))}
      </ul>
      <div className="button-row">
        {offered && (
          <Link
            to="/apply/$matter"
            params={{ matter: matter.id }}
            search={{ step: "", for: "" }}
            className="button button-main"
            onClick={() => keepGiven(matter.id, prefill)}
          >
            {say(words.start)}
          </Link>
        )}
        <Link to="/matters/$matter" params={{ matter: matter.id }} className="button">
          {say(words.guide)}
        </Link>
      </div>
    </li>
  );
}

function Result({ answer }: { readonly answer: SituationAnswer }): ReactNode {
  const say = useSay();
  const { steps, notes } = answer;
  if (steps === null) return <p className="quiet">{say(words.answerAll)}</p>;
  return (
    <section className="section" aria-labelledby="result">
      <h2 id="result">{say(words.result)}</h2>
      <p role="status">
        {steps.length === 0 ? say(words.none) : say(words.resultOf, { count: steps.length })}
      </p>
      <ol className="situation-steps">
        {steps.map((step) => (
          <OneStep key={step.matter.id} step={step} isOnly={steps.length === 1} />
        ))}
      </ol>
      {notes.length > 0 && (
        <>
          <h3>{say(words.mind)}</h3>
          <ul className="situation-materials">
            {notes.map((note) => (
              <li key={note.zh}>{say(note)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** A few questions, then only what applies: which matters, in which order, with which materials. */
export function SituationPage(): ReactNode {
  const say = useSay();
  const { situation } = route.useParams();
  const [answers, setAnswers] = useState<Values>({});
  const answer = useQuery({ ...situationQuery(situation, answers), placeholderData: (before) => before });
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined)
    return (
      <Page title={say(common.loading)}>
        <Skeleton lines={6} />
      </Page>
    );
  const { name, note, questions } = answer.data;
  return (
    <Page title={say(name)} width="narrow">
      {note !== null && <p className="lead">{say(note)}</p>}
      {questions.map((question) => (
        <Ask
          key={question.id}
          question={question}
          answers={answers}
          onAnswer={(value) => setAnswers({ ...answers, [question.id]: value })}
        />
      ))}
      <Result answer={answer.data} />
    </Page>
  );
}
