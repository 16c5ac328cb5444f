import type { Bilingual, CaseAnswer, CompleteTaskAnswer, WithdrawRequest } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { caseWords } from "../words/case.ts";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

/** Taking an application back: what that brings about is said before it is done. */
export function Withdraw({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const { caseNo } = page.summary;
  const withdrawal = useMutation({
    mutationFn: () => {
      const body: WithdrawRequest = { version: page.version, reason: reason.trim() };
      return request<CompleteTaskAnswer>(`/api/cases/${encodeURIComponent(caseNo)}/withdraw`, {
        method: "POST",
        body,
        idempotencyKey: key.current,
      });
    },
    onSuccess: async ({ said }) => {
      setOpen(false);
      onSaid(said);
      await client.invalidateQueries({ queryKey: ["case", caseNo] });
    },
    onError: () => {
      key.current = crypto.randomUUID();
      void client.invalidateQueries({ queryKey: ["case", caseNo] });
    },
  });
  if (page.withdraw === undefined) return null;
  return (
    <>
      <button type="button" className="button button-danger" onClick={() => setOpen(true)}>
        {say(caseWords.withdraw)}
      </button>
      {open && (
        <Dialog title={say(caseWords.withdrawTitle)} onClose={() => setOpen(false)}>
          <form
            className="form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setMissing(reason.trim() === "");
              if (reason.trim() !== "" && !withdrawal.isPending) withdrawal.mutate();
            }}
          >
            <p>{say(page.withdraw.effect)}</p>
            <div className="field">
              <label className="field-label" htmlFor="withdraw-reason">
                {say(caseWords.withdrawReason)}
              </label>
              <textarea
                id="withdraw-reason"
                className="input"
                rows={3}
                maxLength={500}
                value={reason}
                aria-invalid={missing}
                aria-describedby={missing ? "withdraw-missing" : undefined}
                onChange={(event) => setReason(event.target.value)}
              />
              {missing && (
                <p className="field-error" id="withdraw-missing" role="alert">
                  {say(caseWords.withdrawReasonMissing)}
                </p>
              )}
            </div>
            {withdrawal.isError && <ProblemNotice error={withdrawal.error} />}
            <div className="button-row">
              <button type="submit" className="button button-danger-main" aria-disabled={withdrawal.isPending}>
                {say(caseWords.withdrawNow)}
              </button>
              <button type="button" className="button" onClick={() => setOpen(false)}>
                {say(caseWords.keep)}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
