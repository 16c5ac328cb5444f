import type { ReportFormAnswer, ReportReceiptAnswer } from "#contract";
import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import "../design/case.css";
import "../design/forms.css";
import "../design/portal.css";
import "../design/report.css";
import { useLanguage, useSay } from "../language/say.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { reportWords as words } from "../words/report.ts";
import { QueryCodeSlip } from "./query-code.tsx";
import { EMPTY, grouped, missingIn, type ReportDraft, requestOf, type SentPhoto } from "./report-draft.ts";
import { ReportPhotos } from "./report-photos.tsx";
import { ReportWhere } from "./report-where.tsx";

const formQuery = queryOptions({
  queryKey: ["report-form"],
  queryFn: () => request<ReportFormAnswer>("/api/public/reports"),
});

type PartProps = {
  readonly draft: ReportDraft;
  readonly onChange: (change: Partial<ReportDraft>) => void;
};

function What({ form, draft, onChange }: PartProps & { readonly form: ReportFormAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <div className="field">
      <label className="field-label" htmlFor="report-class">
        {say(words.what)}
      </label>
      <select
        id="report-class"
        className="input"
        value={draft.class}
        onChange={(event) => onChange({ class: event.target.value })}
      >
        <option value="">{say(words.unsure)}</option>
        {grouped(form.classes, ({ category }) => category).map(({ name, items }) => (
          <optgroup key={name} label={name} lang={language === "zh" ? undefined : "zh-CN"}>
            {items.map((each) => (
              <option key={each.key} value={each.key}>
                {say(each.name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function Description({ draft, wrong, onChange }: PartProps & { readonly wrong: boolean }): ReactNode {
  const say = useSay();
  return (
    <div className={`field${wrong ? " field-wrong" : ""}`}>
      <label className="field-label" htmlFor="report-description">
        {say(words.description)}
      </label>
      <p id="report-description-hint" className="field-hint">
        {say(words.descriptionHint)}
      </p>
      <textarea
        id="report-description"
        className="input"
        rows={4}
        maxLength={1000}
        value={draft.description}
        aria-invalid={wrong}
        aria-describedby="report-description-hint"
        onChange={(event) => onChange({ description: event.target.value })}
      />
      {wrong && (
        <p className="field-error" role="alert">
          {say(words.descriptionMissing)}
        </p>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={draft.urgent}
          onChange={(event) => onChange({ urgent: event.target.checked })}
        />
        <span>{say(words.urgent)}</span>
      </label>
      <p className="small quiet">{say(words.urgentNote)}</p>
    </div>
  );
}

function Who({ draft, onChange }: PartProps): ReactNode {
  const say = useSay();
  return (
    <fieldset className="field">
      <legend className="field-label">{say(words.who)}</legend>
      <p className="field-hint">{say(words.whoNote)}</p>
      <div className="field">
        <label htmlFor="report-name">{say(words.name)}</label>
        <input
          id="report-name"
          className="input"
          autoComplete="name"
          maxLength={50}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="report-mobile">{say(words.mobile)}</label>
        <input
          id="report-mobile"
          className="input number"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
          value={draft.mobile}
          onChange={(event) => onChange({ mobile: event.target.value })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.confidential}
          onChange={(event) => onChange({ confidential: event.target.checked })}
        />
        <span>{say(words.confidential)}</span>
      </label>
    </fieldset>
  );
}

function Form({
  form,
  onDone,
}: {
  readonly form: ReportFormAnswer;
  readonly onDone: (receipt: ReportReceiptAnswer) => void;
}): ReactNode {
  const say = useSay();
  // Sent again after a broken line it is the same report.
  const [report] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState(EMPTY);
  const [photos, setPhotos] = useState<readonly SentPhoto[]>([]);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const missing = tried ? missingIn(draft) : [];
  const change = (part: Partial<ReportDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const send = useMutation({
    mutationFn: () =>
      request<ReportReceiptAnswer>("/api/public/reports", {
        method: "POST",
        body: requestOf(draft, photos),
        idempotencyKey: report,
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const [first] = missingIn(draft);
    if (first === undefined) return send.mutate();
    document.querySelector(`#report-${first}`)?.scrollIntoView({ block: "center" });
  };
  return (
    <form className="form section report-form" noValidate onSubmit={submit}>
      <ReportPhotos
        report={report}
        rules={form.photos}
        photos={photos}
        onChange={setPhotos}
        onBusy={setBusy}
      />
      <What form={form} draft={draft} onChange={change} />
      <Description draft={draft} wrong={missing.includes("description")} onChange={change} />
      <ReportWhere form={form} draft={draft} wrong={missing.includes("where")} onChange={change} />
      <Who draft={draft} onChange={change} />
      {send.isError && <ProblemNotice error={send.error} />}
      <div className="report-send">
        <button type="submit" className="button button-main" disabled={busy || send.isPending}>
          {say(send.isPending ? words.sending : words.send)}
        </button>
        {busy && <span className="small quiet">{say(words.waitPhotos)}</span>}
      </div>
    </form>
  );
}

function Done({
  receipt,
  onAnother,
}: {
  readonly receipt: ReportReceiptAnswer;
  readonly onAnother: () => void;
}): ReactNode {
  const say = useSay();
  const { caseNo, queryCode } = receipt;
  return (
    <div className="stack">
      <section className="panel" aria-labelledby="report-done" role="status">
        <h2 id="report-done">{say(words.done)}</h2>
        <p>{say(words.doneNote)}</p>
        <dl className="facts">
          <dt>{say(words.caseNo)}</dt>
          <dd className="number">{caseNo}</dd>
        </dl>
        {queryCode !== null && (
          <>
            <QueryCodeSlip {...queryCode} />
            <p className="small">{say(words.keepCode)}</p>
          </>
        )}
      </section>
      <div className="button-row no-print">
        <Link to="/track" search={{ no: caseNo }} hash={queryCode?.code ?? ""} className="button button-main">
          {say(words.look)}
        </Link>
        <button type="button" className="button" onClick={onAnother}>
          {say(words.another)}
        </button>
      </div>
    </div>
  );
}

/** 随手拍: a problem in the street, reported from a phone without signing in. */
export function ReportPage(): ReactNode {
  const say = useSay();
  const form = useQuery(formQuery);
  const [receipt, setReceipt] = useState<ReportReceiptAnswer>();
  return (
    <Page title={say(words.title)} width="narrow">
      {receipt !== undefined && <Done receipt={receipt} onAnother={() => setReceipt(undefined)} />}
      {receipt === undefined && <p className="lead">{say(words.lead)}</p>}
      {form.isPending && <Skeleton lines={8} />}
      {form.isError && <ProblemNotice error={form.error} onRetry={() => void form.refetch()} />}
      {receipt === undefined && form.data !== undefined && <Form form={form.data} onDone={setReceipt} />}
    </Page>
  );
}
