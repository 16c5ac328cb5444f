import type { Bilingual, CaseAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { steering as words } from "../words/steering.ts";
import { useCaseAct } from "./use-case-act.ts";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

/** 终止, for those who may: what the law says stands before the reason. */
export function CancelCase({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const act = useCaseAct(page, (said) => {
    setOpen(false);
    onSaid(said);
  });
  const { cancel } = page;
  if (cancel === null) return null;
  const told =
    cancel.notice === null ? say(words.cancelTold) : say(words.cancelNotice, { notice: say(cancel.notice) });
  return (
    <>
      <button type="button" className="button button-danger" onClick={() => setOpen(true)}>
        {say(words.cancel)}
      </button>
      {isOpen && (
        <ReasonDialog
          title={say(words.cancelOf, { caseNo: page.summary.caseNo })}
          effect={say(words.cancelEffect, { told })}
          label={say(words.cancelReason)}
          missing={say(words.reasonMissing)}
          act={say(words.cancelAct)}
          isDanger
          isPending={act.isPending}
          error={act.error}
          onClose={() => setOpen(false)}
          onAct={(reason) => act.mutate({ path: "/cancel", body: { reason } })}
        >
          {cancel.warning !== null && <p className="notice notice-bad">{say(cancel.warning)}</p>}
        </ReasonDialog>
      )}
    </>
  );
}
