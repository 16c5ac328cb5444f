import type { MandateAnswer, MandatesAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { type Schema, titled, type Values } from "../forms/schema.ts";
import {
  type FieldProblem,
  inOrder,
  problemsFromServer,
  stillWrong,
  validateForm,
  valuesInForce,
} from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { mandates as words } from "../words/mandates.ts";

type Principal = MandatesAnswer["principals"][number];
type Props = { readonly of: Principal; readonly onDone: (granted: MandateAnswer) => void };

/** What is asked of a firm that lets somebody act for it, as a form like any other. */
function schemaFor({ matters }: Principal): Schema {
  return {
    type: "object",
    required: ["name", "idNo", "to"],
    properties: {
      name: { ...titled(words.agentName), type: "string", minLength: 2, maxLength: 50 },
      idNo: { ...titled(words.agentIdNo), type: "string", format: "citizen-id", "x-note": words.agentNote },
      matters: {
        ...titled(words.matters),
        type: "array",
        uniqueItems: true,
        "x-widget": "checkboxes",
        "x-note": words.mattersNote,
        items: {
          type: "string",
          oneOf: matters.map(({ id, name }) => ({ const: id, title: name.zh, "x-en": name.en })),
        },
      },
      to: {
        ...titled(words.lastDay),
        type: "string",
        format: "date",
        "x-widget": "date",
        "x-min": "=today()",
      },
    },
  };
}

/** A person, the matters and the last day: with this a firm gives a mandate. */
export function GrantForm({ of, onDone }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const schema = schemaFor(of);
  const [values, setValues] = useState<Values>({});
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const show = (found: readonly FieldProblem[]): void => {
    setProblems(inOrder(schema, found));
    setAttempt(attempt + 1);
  };
  const grant = useMutation({
    mutationFn: () =>
      request<MandateAnswer>("/api/my/mandates", {
        method: "POST",
        body: { principal: of.principal, matters: [], ...valuesInForce(schema, values) },
      }),
    onSuccess: async (granted) => {
      await client.invalidateQueries({ queryKey: ["mandates"] });
      onDone(granted);
    },
    onError: (error) => show(problemsFromServer(asRefusal(error).problem.fields)),
  });
  return (
    <form
      className="form"
      noValidate
      aria-label={say(words.grantOf, { name: of.name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (grant.isPending) return;
        const found = validateForm(schema, values);
        show(found);
        if (found.length === 0) grant.mutate();
      }}
    >
      <ErrorSummary problems={problems} idPrefix="mandate" attempt={attempt} />
      <FormSurroundings
        value={{
          values,
          problems,
          sources: {},
          prefilled: {},
          materials: [],
          signer: "",
          matter: undefined,
          knownFiles: [],
          idPrefix: "mandate",
        }}
      >
        <FormFields
          schema={schema}
          values={values}
          onChange={(next) => {
            setValues(next);
            setProblems(stillWrong(problems, validateForm(schema, next), values, next));
          }}
        />
      </FormSurroundings>
      {grant.isError && problems.length === 0 && <ProblemNotice error={grant.error} />}
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={grant.isPending}>
          {say(grant.isPending ? words.granting : words.grantAct)}
        </button>
      </div>
    </form>
  );
}
