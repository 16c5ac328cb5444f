import type { AnsweredByLink, LinkPage as Asked, MaterialOnCase } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useMemo, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import "../design/case.css";
import "../design/forms.css";
import "../design/links.css";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { forgetKept, keep, readKept } from "../forms/kept.ts";
import { defaultsOf, isObject, type Schema, type Values } from "../forms/schema.ts";
import {
  type FieldProblem,
  inOrder,
  problemsFromServer,
  stillWrong,
  validateForm,
  valuesInForce,
} from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { linkWords as words } from "../words/links.ts";
import { LinkPhoto, linkFilesFor } from "./link-photos.tsx";

/** Behind the # of the scanned address: it never reaches a server's log. */
const tokenInAddress = (): string => decodeURIComponent(location.hash.slice(1));

/** Whether asking again may help: no line, or too many requests for the moment. */
function mayPass(error: unknown): boolean {
  const { status } = asRefusal(error);
  return status === 0 || status === 429 || status >= 500;
}

/** 协助办理: what a party without an account is asked by its link, and their one answer. */
export function LinkPage(): ReactNode {
  const say = useSay();
  const [token, setToken] = useState(tokenInAddress);
  const [done, setDone] = useState<AnsweredByLink>();
  const look = useMutation({
    mutationFn: (asked: string) =>
      request<Asked>("/api/public/links/look", { method: "POST", body: { token: asked } }),
  });
  const { mutate } = look;
  useEffect(() => {
    const changed = (): void => setToken(tokenInAddress());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [mutate, token]);
  if (done !== undefined)
    return (
      <Page title={say(words.done)} width="narrow" className="link-page">
        <p className="notice notice-good" role="status">
          {say(done.said)}
        </p>
        <p className="small quiet">
          {say(words.caseNo)} <span className="number">{done.caseNo}</span>
        </p>
      </Page>
    );
  if (token === "")
    return (
      <Page title={say(words.noToken)} width="narrow">
        <p className="lead">{say(words.noTokenNext)}</p>
      </Page>
    );
  if (look.isError)
    return (
      <Page title={say(words.cannot)} width="narrow" className="link-page">
        <ProblemNotice
          error={look.error}
          {...(mayPass(look.error) ? { onRetry: () => mutate(token) } : {})}
        />
      </Page>
    );
  if (look.data === undefined)
    return (
      <Page title={say(words.pageTitle)} width="narrow">
        <Skeleton lines={10} />
      </Page>
    );
  return (
    <Page title={say(words.pageTitle)} width="narrow" className="link-page">
      <What token={token} asked={look.data} />
      <Answer token={token} asked={look.data} onDone={setDone} />
    </Page>
  );
}

function What({ token, asked }: { readonly token: string; readonly asked: Asked }): ReactNode {
  const say = useSay();
  return (
    <>
      <section className="panel" aria-labelledby="link-asked">
        <h2 id="link-asked">{say(words.asked)}</h2>
        <p className="said">{asked.asked ?? say(asked.taskName)}</p>
        <dl className="facts">
          <dt>{say(words.partyName)}</dt>
          <dd>{asked.party}</dd>
          <dt>{say(words.from)}</dt>
          <dd>{say(asked.organName)}</dd>
          <dt>{say(words.caseNo)}</dt>
          <dd className="number">{asked.caseNo}</dd>
          <dt>{say(words.until)}</dt>
          <dd className="number">{asked.until}</dd>
        </dl>
      </section>
      {asked.fields.length + asked.photos.length > 0 && (
        <section className="panel" aria-labelledby="link-about">
          <h2 id="link-about">{say(words.about)}</h2>
          <dl className="facts form-values">
            {asked.fields.map(({ name, label, value }) => (
              <div key={name} className="fact">
                <dt>{say(label)}</dt>
                <dd>{say(value)}</dd>
              </div>
            ))}
          </dl>
          {asked.photos.length > 0 && (
            <ul className="link-photos">
              {asked.photos.map(({ sha256, name }, index) => (
                <li key={sha256}>
                  <LinkPhoto
                    token={token}
                    sha256={sha256}
                    alt={say(words.photo, { name: say(name), n: String(index + 1) })}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}

type AnswerProps = {
  readonly token: string;
  readonly asked: Asked;
  readonly onDone: (done: AnsweredByLink) => void;
};

function Answer({ token, asked, onDone }: AnswerProps): ReactNode {
  const say = useSay();
  const schema: Schema = asked.form;
  const under = `yiwang.link.${token.split(".")[0] ?? ""}`;
  const [values, setValues] = useState<Values>(() => {
    const kept = readKept(under);
    return { ...defaultsOf(schema), ...(isObject(kept) ? kept : {}) };
  });
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const drawFiles = useMemo(() => linkFilesFor(token, asked.materials), [token, asked.materials]);
  const send = useMutation({
    mutationFn: () =>
      request<AnsweredByLink>("/api/public/links/answer", {
        method: "POST",
        body: { token, values: valuesInForce(schema, values) },
        idempotencyKey,
      }),
    onSuccess: (done) => {
      forgetKept(under);
      onDone(done);
    },
    onError: (error) => {
      const { status, problem } = asRefusal(error);
      // A refusal is an answer, so another try is another act; silence is none, and keeps the key.
      if (status >= 400 && status < 500) setKey(crypto.randomUUID());
      setProblems(inOrder(schema, problemsFromServer(problem.fields)));
      setAttempt((times) => times + 1);
    },
  });
  const wrongIn = (given: Values): readonly FieldProblem[] => inOrder(schema, validateForm(schema, given));
  const change = (next: Values): void => {
    setValues(next);
    keep(under, next);
    if (problems.length > 0) setProblems(stillWrong(problems, wrongIn(next), values, next));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const found = wrongIn(values);
    setProblems(found);
    setAttempt(attempt + 1);
    if (found.length === 0) send.mutate();
  };
  return (
    <section className="panel" aria-labelledby="link-answer">
      <h2 id="link-answer">{say(words.answer)}</h2>
      <form className="form" noValidate aria-label={say(words.answer)} onSubmit={submit}>
        <ErrorSummary problems={problems} idPrefix="link" attempt={attempt} />
        <FormSurroundings
          value={{
            values,
            problems,
            sources: {},
            prefilled: {},
            materials: asked.materials.map(asMaterial),
            signer: asked.party,
            matter: "",
            knownFiles: [],
            idPrefix: "link",
            drawFiles,
          }}
        >
          <FormFields schema={schema} values={values} onChange={change} />
        </FormSurroundings>
        {send.isError && problems.length === 0 && <ProblemNotice error={send.error} />}
        <p className="small quiet">
          {say(words.once)} {say(words.kept)}
        </p>
        <div className="button-row link-send">
          <button type="submit" className="button button-main" aria-disabled={send.isPending}>
            {say(send.isPending ? words.sending : words.submit)}
          </button>
        </div>
      </form>
    </section>
  );
}

const asMaterial = ({ id, name }: Asked["materials"][number]): MaterialOnCase => ({
  id,
  name,
  required: false,
  files: [],
  certificates: [],
  owedBy: null,
  shared: null,
  verdict: null,
});
