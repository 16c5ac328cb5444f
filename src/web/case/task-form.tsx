import type { Bilingual, CaseAnswer, TaskAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import "../design/forms.css";
import { confirmation } from "../forms/confirmation.ts";
import { isCorrecting, withEmptied } from "../forms/corrections.ts";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { forgetKept, keep, readKept } from "../forms/kept.ts";
import { defaultsOf, isObject, objectAt, type Schema, type Values } from "../forms/schema.ts";
import {
  type FieldProblem,
  inOrder,
  problemsFromServer,
  stillWrong,
  validateForm,
  valuesInForce,
} from "../forms/validate.ts";
import { noVerdictsYet, verdictProblems } from "../forms/verdicts.ts";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { caseWords } from "../words/case.ts";
import { common } from "../words/common.ts";
import { MapPlace } from "./map-place.tsx";
import { useCaseAct } from "./use-case-act.ts";

type Props = {
  readonly page: CaseAnswer;
  readonly task: TaskAnswer;
  readonly onSaid: (said: Bilingual) => void;
  /** Another way out, beside the button that completes. */
  readonly children?: ReactNode;
};

const NO_FORM: Schema = { type: "object", properties: {} };

/** Of what the case knows, only what the form asks. */
function startOf(schema: Schema, values: Values): Values {
  const asked = objectAt(schema, "properties");
  const given = Object.entries(values).filter(([name, value]) => asked[name] !== undefined && value !== null);
  return Object.fromEntries(given);
}

/** A task as its form: says what it brings about, checks, asks again where it cannot be taken back, sends once. */
export function TaskForm(props: Props): ReactNode {
  const { page, task } = props;
  const say = useSay();
  const account = useAccount();
  const schema: Schema = task.form ?? NO_FORM;
  const start = { ...noVerdictsYet(schema), ...defaultsOf(schema), ...startOf(schema, task.values) };
  // A correction is typed over a while: it is kept, by whose and which it is.
  const keptUnder =
    account !== undefined && isCorrecting(schema)
      ? `yiwang.task.${account.id}.${page.summary.caseNo}.${task.id}`
      : undefined;
  const [restored, setRestored] = useState(() => readKept(keptUnder) !== undefined);
  const [round, setRound] = useState(0);
  const [values, setValues] = useState<Values>(() => {
    const kept = readKept(keptUnder);
    return isObject(kept) ? { ...start, ...kept } : start;
  });
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [asking, setAsking] = useState<Bilingual>();
  const completion = useCaseAct(page, props.onSaid);
  const prefix = `task-${task.id}`;

  const send = (): void => {
    setAsking(undefined);
    const path = `/tasks/${encodeURIComponent(task.id)}/complete`;
    completion.mutate(
      { path, body: { values: valuesInForce(schema, withEmptied(schema, start, values)) } },
      {
        onSuccess: () => forgetKept(keptUnder),
        onError: (error) => {
          setProblems(inOrder(schema, problemsFromServer(asRefusal(error).problem.fields)));
          setAttempt(attempt + 1);
        },
      },
    );
  };
  const wrongIn = (given: Values): readonly FieldProblem[] =>
    inOrder(schema, [...validateForm(schema, given), ...verdictProblems(schema, given, page.materials)]);
  const change = (next: Values): void => {
    setValues(next);
    keep(keptUnder, next);
    if (problems.length > 0) setProblems(stillWrong(problems, wrongIn(next), values, next));
  };
  const check = (): void => {
    if (completion.isPending) return;
    const found = wrongIn(values);
    setProblems(found);
    setAttempt(attempt + 1);
    if (found.length > 0) return;
    const sentence = confirmation(schema, values);
    if (sentence === undefined) send();
    else setAsking(sentence);
  };
  const surroundings: FormSurroundings = {
    values,
    problems,
    sources: {},
    prefilled: {},
    materials: page.materials,
    signer: account?.name ?? "",
    matter: page.matter,
    knownFiles: page.materials.flatMap(({ files }) => files),
    idPrefix: prefix,
    given: task.values,
    drawPlace: MapPlace,
    ...(keptUnder === undefined ? {} : { keptUnder }),
  };
  const startAnew = (): void => {
    forgetKept(keptUnder);
    setValues(start);
    setProblems([]);
    setRestored(false);
    setRound(round + 1);
  };
  const hasFields = Object.keys(objectAt(schema, "properties")).length > 0;
  return (
    <form
      className="form"
      noValidate
      aria-label={say(task.name)}
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <ErrorSummary problems={problems} idPrefix={prefix} attempt={attempt} />
      {restored && (
        <p className="small quiet restored" role="status">
          {say(caseWords.restoredTask)}{" "}
          <button type="button" className="button button-small" onClick={startAnew}>
            {say(caseWords.startAnew)}
          </button>
        </p>
      )}
      {hasFields && (
        <FormSurroundings key={round} value={surroundings}>
          <FormFields schema={schema} values={values} onChange={change} />
        </FormSurroundings>
      )}
      {completion.isError && problems.length === 0 && <ProblemNotice error={completion.error} />}
      {task.effect !== undefined && (
        <p className="small quiet">{say(caseWords.effect, { effect: say(task.effect) })}</p>
      )}
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={completion.isPending}>
          {say(completion.isPending ? caseWords.completing : task.name)}
        </button>
        {props.children}
      </div>
      {asking !== undefined && (
        <Dialog title={say(caseWords.confirmTitle)} onClose={() => setAsking(undefined)}>
          <p>{say(asking)}</p>
          <div className="button-row dialog-ways">
            <button type="button" className="button button-danger-main" onClick={send}>
              {say(common.confirm)}
            </button>
            <button type="button" className="button" onClick={() => setAsking(undefined)}>
              {say(common.cancel)}
            </button>
          </div>
        </Dialog>
      )}
    </form>
  );
}
