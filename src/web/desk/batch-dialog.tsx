import type { BatchAnswer, BatchOffer, BatchRequest } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { batchQuery } from "../api/queries.ts";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import "../design/forms.css";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { defaultsOf, type Values } from "../forms/schema.ts";
import {
  type FieldProblem,
  problemsFromServer,
  stillWrong,
  validateForm,
  valuesInForce,
} from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { batch as words } from "../words/batch.ts";
import { common } from "../words/common.ts";

type Props = {
  readonly offer: Pick<BatchOffer, "taskName" | "form">;
  readonly tasks: BatchRequest["tasks"];
  /** What was said before, when it is asked again. */
  readonly values?: Values;
  readonly onClose: () => void;
};

const PREFIX = "batch";

/** The form that is filled in once for all that are chosen; it leads to the preview. */
export function BatchDialog({ offer, tasks, values: before = {}, onClose }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { form } = offer;
  const [values, setValues] = useState<Values>({ ...defaultsOf(form), ...before });
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const preview = useMutation({
    mutationFn: (given: Values) => {
      const body: BatchRequest = { tasks, values: given };
      return request<BatchAnswer>("/api/desk/batches/preview", { method: "POST", body });
    },
    onSuccess: (answer) => {
      client.setQueryData(batchQuery(answer.id).queryKey, answer);
      onClose();
      void navigate({ to: "/desk/batches/$batch", params: { batch: answer.id } });
    },
    onError: (error) => {
      setProblems(problemsFromServer(asRefusal(error).problem.fields));
      setAttempt((count) => count + 1);
    },
  });
  const change = (next: Values): void => {
    setValues(next);
    if (problems.length > 0) setProblems(stillWrong(problems, validateForm(form, next), values, next));
  };
  const send = (): void => {
    if (preview.isPending) return;
    const found = validateForm(form, values);
    setProblems(found);
    setAttempt(attempt + 1);
    if (found.length === 0) preview.mutate(valuesInForce(form, values));
  };
  const surroundings: FormSurroundings = {
    values,
    problems,
    sources: {},
    prefilled: {},
    materials: [],
    signer: "",
    matter: undefined,
    knownFiles: [],
    idPrefix: PREFIX,
  };
  return (
    <Dialog title={say(words.title, { task: say(offer.taskName) })} onClose={onClose}>
      <p className="quiet batch-lead">{say(words.formLead, { count: tasks.length })}</p>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ErrorSummary problems={problems} idPrefix={PREFIX} attempt={attempt} />
        <FormSurroundings value={surroundings}>
          <FormFields schema={form} values={values} onChange={change} />
        </FormSurroundings>
        {preview.isError && problems.length === 0 && <ProblemNotice error={preview.error} />}
        <div className="button-row dialog-ways">
          <button type="submit" className="button button-main" aria-disabled={preview.isPending}>
            {say(preview.isPending ? words.previewing : words.preview)}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {say(common.cancel)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
