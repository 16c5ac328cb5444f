import type { LookUpAnswer } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { formatEnd } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { trackWords as words } from "../words/track.ts";

type Key = { readonly caseNo: string; readonly code: string };
type Act = LookUpAnswer["acts"][number];

/** What was answered to who reported it. */
export function Reply({ reply }: Pick<LookUpAnswer, "reply">): ReactNode {
  const say = useSay();
  if (reply === null) return null;
  return (
    <section className="panel" aria-labelledby="track-reply">
      <h2 id="track-reply">{say(words.reply)}</h2>
      <p className="said">{reply}</p>
    </section>
  );
}

/** What who reported may do by number and code: say more, or ask for it to be reopened. */
export function ReportAct({
  act,
  caseKey,
  onDone,
}: {
  readonly act: Act;
  readonly caseKey: Key;
  readonly onDone: (fresh: LookUpAnswer) => void;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [said, setSaid] = useState("");
  const [tried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const send = useMutation({
    mutationFn: () =>
      request<LookUpAnswer>("/api/public/case/acts", {
        method: "POST",
        body: { ...caseKey, act: act.act, words: said.trim() },
        idempotencyKey,
      }),
    onSuccess: onDone,
  });
  const isShort = said.trim().length < 5;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isShort) send.mutate();
  };
  const id = `act-${act.act}`;
  return (
    <section className="panel" aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>{say(act.name)}</h2>
      {act.asked !== null && <p className="said">{act.asked}</p>}
      {act.dueAt !== null && (
        <p className="small quiet">{say(words.by, { day: formatEnd(act.dueAt, language) })}</p>
      )}
      <form className="form" noValidate onSubmit={submit}>
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {say(act.label)}
          </label>
          <textarea
            id={id}
            className="input"
            rows={3}
            maxLength={1000}
            value={said}
            aria-invalid={tried && isShort}
            onChange={(event) => setSaid(event.target.value)}
          />
          {tried && isShort && (
            <p className="field-error" role="alert">
              {say(words.actShort)}
            </p>
          )}
        </div>
        {send.isError && <ProblemNotice error={send.error} />}
        <div>
          <button type="submit" className="button" disabled={send.isPending}>
            {say(act.name)}
          </button>
        </div>
      </form>
    </section>
  );
}
