import type { CompleteTaskAnswer, CorrectFailureRequest, FailureAnswer, FailureValueAnswer } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useRef, useState } from "react";
import { failureValuesQuery } from "../api/queries.ts";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { failures as words } from "../words/failures.ts";

type Typed = Pick<FailureValueAnswer, "text" | "as">;
type Corrections = CorrectFailureRequest["corrections"];

const keyOf = ({ path }: FailureValueAnswer): string => path.join(".");

function useName(value: FailureValueAnswer): string {
  const say = useSay();
  return value.label === null ? keyOf(value) : say(value.label);
}

function LockedValue({ value }: { readonly value: FailureValueAnswer }): ReactNode {
  const say = useSay();
  const name = useName(value);
  return (
    <div className="field">
      <p className="field-label">
        {name} {value.label !== null && <span className="tiny quiet">{keyOf(value)}</span>}
      </p>
      <p className="value-shown">{value.isThere ? value.text : say(words.noValue)}</p>
      <p className="field-hint">{value.locked !== null && say(value.locked)}</p>
    </div>
  );
}

type FieldProps = {
  readonly value: FailureValueAnswer;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
};

function ValueField({ value, typed, onChange }: FieldProps): ReactNode {
  const say = useSay();
  const id = useId();
  const name = useName(value);
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {name} {value.label !== null && <span className="tiny quiet">{keyOf(value)}</span>}
      </label>
      <p className="field-hint" id={`${id}-now`}>
        {say(words.valueNow, { value: value.isThere ? value.text : say(words.noValue) })}
      </p>
      <div className="value-row">
        <textarea
          id={id}
          className="input"
          rows={typed.text.length > 80 ? 4 : 1}
          maxLength={20_000}
          value={typed.text}
          aria-describedby={`${id}-now`}
          onChange={(event) => onChange({ ...typed, text: event.target.value })}
        />
        <select
          className="input"
          aria-label={say(words.kindOf, { name })}
          value={typed.as}
          onChange={(event) => onChange({ ...typed, as: event.target.value as Typed["as"] })}
        >
          <option value="text">{say(words.asText)}</option>
          <option value="value">{say(words.asValue)}</option>
        </select>
      </div>
    </div>
  );
}

type Props = {
  readonly failure: FailureAnswer;
  readonly caseNo: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onRefused: (error: Error) => void;
};

/** 更正后重试: what the failed step reads, as it is now and as it should be, with a reason. */
export function CorrectDialog({ failure, caseNo, onClose, onDone, onRefused }: Props): ReactNode {
  const say = useSay();
  const found = useQuery(failureValuesQuery(caseNo, failure.id));
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const [isTried, setTried] = useState(false);
  const key = useRef(crypto.randomUUID());
  const values = found.data?.values ?? [];
  const corrections: Corrections = values.flatMap((value) => {
    const now = typed[keyOf(value)];
    const same = now === undefined || (now.text === value.text && now.as === value.as);
    return same ? [] : [{ path: value.path, ...now }];
  });
  const correct = useMutation({
    mutationFn: (reason: string) =>
      request<CompleteTaskAnswer>(
        `/api/failures/${encodeURIComponent(caseNo)}/${encodeURIComponent(failure.id)}/correct`,
        {
          method: "POST",
          body: { version: found.data?.version ?? 0, corrections, reason } satisfies CorrectFailureRequest,
          idempotencyKey: key.current,
        },
      ),
    onSuccess: onDone,
    onError: (error) => {
      // A refusal is an answer, so another try is another act.
      if (asRefusal(error).status >= 400) key.current = crypto.randomUUID();
      if (asRefusal(error).problem.code === "CASE_CHANGED") void found.refetch();
      onRefused(error);
    },
  });
  return (
    <ReasonDialog
      title={say(words.correctOf, { name: say(failure.name) })}
      effect={say(words.correctEffect)}
      label={say(words.correctReason)}
      missing={say(words.reasonMissing)}
      act={say(words.correct)}
      isPending={correct.isPending}
      error={correct.error}
      isReady={corrections.length > 0}
      onTry={() => setTried(true)}
      onClose={onClose}
      onAct={(reason) => correct.mutate(reason)}
    >
      {found.isError && <ProblemNotice error={found.error} />}
      {found.isPending && <Skeleton lines={3} />}
      {found.data?.values.length === 0 && <p className="notice">{say(words.readsNothing)}</p>}
      {values.map((value) =>
        value.locked === null ? (
          <ValueField
            key={keyOf(value)}
            value={value}
            typed={typed[keyOf(value)] ?? value}
            onChange={({ text, as }) => setTyped({ ...typed, [keyOf(value)]: { text, as } })}
          />
        ) : (
          <LockedValue key={keyOf(value)} value={value} />
        ),
      )}
      {isTried && corrections.length === 0 && (
        <p className="field-error" role="alert">
          {say(words.nothingCorrected)}
        </p>
      )}
    </ReasonDialog>
  );
}
