import type { ApplyRequest, GuideAnswer, PrefillAnswer, ReceiptAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { timeOf } from "../format/dates.ts";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import {
  type FieldProblem,
  problemsFromServer,
  stillWrong,
  validateForm,
  valuesInForce,
} from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { applyWords } from "../words/apply.ts";
import { forgetDraft, givenOtherwise, type SaveState, sendingKey, useAutosave, type Work } from "./draft.ts";
import { ForWhom } from "./for-whom.tsx";
import { missingMaterials } from "./materials.ts";
import { MaterialsStep } from "./materials-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { StandingNotice } from "./standing-notice.tsx";
import { problemsOf, type Step, stepsOf } from "./steps.ts";
import { StepList } from "./step-list.tsx";

const PREFIX = "apply";

type Props = {
  readonly guide: GuideAnswer;
  readonly prefill: PrefillAnswer;
  readonly start: Work & { readonly restored: boolean };
  readonly step: string;
};

function SaveLine({ state }: { readonly state: SaveState }): ReactNode {
  const say = useSay();
  return (
    <span className={`save-state${state.kind === "failed" ? " save-failed" : ""}`} role="status">
      {state.kind === "saving" && say(applyWords.saving)}
      {state.kind === "saved" && say(applyWords.saved, { time: timeOf(state.at) })}
      {state.kind === "failed" && say(state.expired ? applyWords.unsavedExpired : applyWords.unsaved)}
    </span>
  );
}

function StepName({ name, takesFocus }: { readonly name: string; readonly takesFocus: boolean }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h2 id="step" ref={heading} tabIndex={-1}>
      {name}
    </h2>
  );
}

/** Sends once: the key stays the same until the server has answered, however often the button is pressed. */
function useSubmission(guide: GuideAnswer, work: Work) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const matter = guide.summary.id;
  const key = useRef(sendingKey(matter));
  return useMutation({
    mutationFn: () => {
      const body: ApplyRequest = {
        matter,
        values: valuesInForce(guide.form, work.values),
        materials: Object.fromEntries(
          Object.entries(work.materials)
            .filter(([, files]) => files.length > 0)
            .map(([material, files]) => [material, files.map(({ sha256 }) => sha256)]),
        ),
        ...givenOtherwise(work),
      };
      return request<ReceiptAnswer>("/api/cases", { method: "POST", body, idempotencyKey: key.current });
    },
    onSuccess: async (receipt) => {
      forgetDraft(matter);
      client.removeQueries({ queryKey: ["draft", matter] });
      client.setQueryData(["receipt", receipt.caseNo], receipt);
      await client.invalidateQueries({ queryKey: ["cases"] });
      await navigate({ to: "/receipts/$caseNo", params: { caseNo: receipt.caseNo }, replace: true });
    },
    onError: (error) => {
      const { status } = asRefusal(error);
      if (status >= 400 && status < 500 && status !== 401) key.current = crypto.randomUUID();
    },
  });
}

/** Writing an application: one group of questions a step, then materials, then checking and sending. */
export function Application({ guide, prefill, start, step: wanted }: Props): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const account = useAccount();
  const matter = guide.summary.id;
  const [work, setWork] = useState<Work>(start);
  const [shown, setShown] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, flush } = useAutosave(matter, work);
  const submission = useSubmission(guide, work);
  const steps = stepsOf(guide);
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === wanted),
  );
  const step = steps[at] ?? steps[0];
  const [moved, setMoved] = useState(false);

  const all = [...validateForm(guide.form, work.values), ...missingMaterials(guide, work)];
  const goTo = (next: Step): void => {
    setShown([]);
    setMoved(true);
    void flush();
    void navigate({
      to: "/apply/$matter",
      params: { matter },
      search: { step: next.id, for: prefill.for ?? "" },
    });
  };
  const show = (problems: readonly FieldProblem[]): void => {
    setShown(problems);
    setAttempt(attempt + 1);
  };
  const goOn = (): void => {
    if (step === undefined) return;
    const wrong = problemsOf(step, all);
    if (wrong.length > 0) return show(wrong);
    const next = steps[at + 1];
    if (next !== undefined) goTo(next);
  };
  const submit = (): void => {
    if (submission.isPending) return;
    if (all.length > 0) return show(all);
    submission.mutate(undefined, {
      onError: (error) => show(problemsFromServer(asRefusal(error).problem.fields)),
    });
  };
  if (step === undefined) return null;
  const surroundings: FormSurroundings = {
    values: work.values,
    problems: shown,
    sources: prefill.sources,
    prefilled: prefill.values,
    materials: [],
    signer: account?.name ?? "",
    matter,
    knownFiles: [],
    idPrefix: PREFIX,
  };
  const back = steps[at - 1];
  return (
    <Page title={say(applyWords.title, { matter: say(guide.summary.name) })}>
      <StandingNotice guide={guide} />
      {start.restored && attempt === 0 && at === 0 && (
        <p className="lead small">{say(applyWords.restored)}</p>
      )}
      {at === 0 && <ForWhom matter={matter} prefill={prefill} />}
      <div className="apply">
        <StepList steps={steps} at={at} problems={all} onGo={goTo} />
        <form
          noValidate
          aria-labelledby="step"
          onSubmit={(event) => {
            event.preventDefault();
            if (step.kind === "review") submit();
            else goOn();
          }}
        >
          <div className="step-head">
            <p className="small quiet">{say(applyWords.stepOf, { n: at + 1, all: steps.length })}</p>
            <StepName key={step.id} name={say(step.name)} takesFocus={moved} />
          </div>
          <div className="form">
            <ErrorSummary
              problems={shown}
              idPrefix={PREFIX}
              attempt={attempt}
              onMiss={({ pointer }) => {
                const there = steps.find(
                  (one) => problemsOf(one, [{ pointer, message: step.name }]).length > 0,
                );
                if (there !== undefined) goTo(there);
              }}
            />
            <FormSurroundings value={surroundings}>
              {step.kind === "group" && (
                <FormFields
                  schema={guide.form}
                  values={work.values}
                  only={step.fields}
                  onChange={(values) => {
                    setWork((now) => ({ ...now, values }));
                    setShown(stillWrong(shown, validateForm(guide.form, values), work.values, values));
                  }}
                />
              )}
              {step.kind === "materials" && (
                <MaterialsStep
                  guide={guide}
                  signer={account?.name ?? ""}
                  work={work}
                  onWork={(change) => {
                    const next = { ...work, ...change(work) };
                    setWork((now) => ({ ...now, ...change(now) }));
                    const missing = missingMaterials(guide, next).map(({ pointer }) => pointer);
                    setShown(shown.filter(({ pointer }) => missing.includes(pointer)));
                  }}
                  onChange={(material, change) =>
                    setWork((now) => ({
                      ...now,
                      materials: { ...now.materials, [material]: change(now.materials[material] ?? []) },
                    }))
                  }
                />
              )}
              {step.kind === "review" && <ReviewStep guide={guide} work={work} steps={steps} onGo={goTo} />}
            </FormSurroundings>
            {submission.isError && shown.length === 0 && step.kind === "review" && (
              <ProblemNotice error={submission.error} />
            )}
          </div>
          <div className="step-ways">
            {back !== undefined && (
              <button type="button" className="button" onClick={() => goTo(back)}>
                {say(applyWords.previous)}
              </button>
            )}
            <button type="submit" className="button button-main" aria-disabled={submission.isPending}>
              {step.kind !== "review" && say(applyWords.next)}
              {step.kind === "review" &&
                say(submission.isPending ? applyWords.submitting : applyWords.submit)}
            </button>
            <SaveLine state={state} />
          </div>
        </form>
      </div>
    </Page>
  );
}
