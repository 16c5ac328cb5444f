import type { Bilingual, CaseAnswer } from "#contract";
import { type ReactNode, useId, useState } from "react";
import { useCaseAct } from "../case/use-case-act.ts";
import { useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { fusionWords as words } from "../words/fusion.ts";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

/** Merging into a case that nothing proposes: whoever knows that it is the same says its number and why. */
export function MergeByNumber({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [number, setNumber] = useState("");
  const [asked, setAsked] = useState(false);
  const act = useCaseAct(page, (said) => {
    setOpen(false);
    onSaid(said);
  });
  const into = number.replaceAll(/\s/g, "");
  const isNumber = /^\d{22}$/.test(into);
  const wrong = asked && !isNumber;
  return (
    <>
      <button type="button" className="button button-small" onClick={() => setOpen(true)}>
        {say(words.byNumber)}
      </button>
      {isOpen && (
        <ReasonDialog
          title={say(words.byNumberTitle, { caseNo: page.summary.caseNo })}
          effect={say(words.mergeEffect)}
          label={say(words.reason)}
          missing={say(words.reasonMissing)}
          act={say(words.merge)}
          isPending={act.isPending}
          error={act.error}
          isReady={isNumber}
          onClose={() => setOpen(false)}
          onAct={(reason) => act.mutate({ path: "/merge", body: { into, reason } })}
          onTry={() => setAsked(true)}
        >
          <div className="field">
            <label className="field-label" htmlFor={id}>
              {say(words.number)}
            </label>
            {wrong && (
              <p className="field-error" id={`${id}-error`}>
                {say(words.numberMissing)}
              </p>
            )}
            <input
              id={id}
              className="input number"
              inputMode="numeric"
              autoComplete="off"
              value={number}
              aria-invalid={wrong}
              aria-describedby={wrong ? `${id}-error` : undefined}
              onChange={({ target }) => setNumber(target.value)}
            />
          </div>
        </ReasonDialog>
      )}
    </>
  );
}
