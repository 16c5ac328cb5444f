import type { RecordTrainingRequest, SkillsAnswer, TrainingAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { Choice } from "../shell/choice.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { skillWords as words } from "../words/skills.ts";

type Recording = NonNullable<SkillsAnswer["recording"]>;

const EMPTY = { account: "", kind: "", matter: "", course: "", trainedOn: "", validTo: "", result: "" };
type Typed = typeof EMPTY;

/** What was typed as it is sent; undefined while something of it is missing. */
function requestOf(typed: Typed): RecordTrainingRequest | undefined {
  const { account, kind, matter, course, trainedOn, validTo, result } = typed;
  const lacks = account === "" || kind === "" || (kind === "matter" && matter === "") || trainedOn === "";
  if (lacks || course.trim().length < 2 || (result !== "passed" && result !== "failed")) return undefined;
  return {
    account,
    matter: kind === "matter" ? matter : null,
    course: course.trim(),
    trainedOn,
    validTo: validTo === "" || result === "failed" ? null : validTo,
    result,
  };
}

type DayProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function Day({ label, hint, value, onChange }: DayProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="date"
        className="input"
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

type FieldsProps = {
  readonly recording: Recording;
  readonly typed: Typed;
  readonly onPut: (part: Partial<Typed>) => void;
};

function Fields({ recording, typed, onPut }: FieldsProps): ReactNode {
  const say = useSay();
  const course = useId();
  return (
    <>
      <Choice label={say(words.clerk)} value={typed.account} onChange={(account) => onPut({ account })}>
        {recording.clerks.map(({ account, name, organName }) => (
          <option key={account} value={account}>
            {name} · {say(organName)}
          </option>
        ))}
      </Choice>
      <Choice label={say(words.trainingKind)} value={typed.kind} onChange={(kind) => onPut({ kind })}>
        <option value="allRound">{say(words.chooseAllRound)}</option>
        <option value="matter">{say(words.chooseMatter)}</option>
      </Choice>
      {typed.kind === "matter" && (
        <Choice label={say(words.matter)} value={typed.matter} onChange={(matter) => onPut({ matter })}>
          {recording.matters.map(({ id, name }) => (
            <option key={id} value={id}>
              {say(name)}
            </option>
          ))}
        </Choice>
      )}
      <div className="field">
        <label className="field-label" htmlFor={course}>
          {say(words.course)}
        </label>
        <input
          id={course}
          className="input"
          maxLength={60}
          value={typed.course}
          onChange={(event) => onPut({ course: event.target.value })}
        />
      </div>
      <Day
        label={say(words.trainingDay)}
        hint={say(words.trainingDayHint)}
        value={typed.trainedOn}
        onChange={(trainedOn) => onPut({ trainedOn })}
      />
      <Choice label={say(words.result)} value={typed.result} onChange={(result) => onPut({ result })}>
        <option value="passed">{say(words.passed)}</option>
        <option value="failed">{say(words.failedResult)}</option>
      </Choice>
      {typed.result !== "failed" && (
        <Day
          label={say(words.until)}
          hint={say(words.untilHint)}
          value={typed.validTo}
          onChange={(validTo) => onPut({ validTo })}
        />
      )}
    </>
  );
}

/** A training that the head of the window records: whose, of what, when, how it ended and how long it counts. */
export function TrainingForm({ recording }: { readonly recording: Recording }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const [missing, setMissing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const record = useMutation({
    mutationFn: (body: RecordTrainingRequest) =>
      request<TrainingAnswer>("/api/desk/skills", { method: "POST", body }),
    onSuccess: async () => {
      setTyped(EMPTY);
      await client.invalidateQueries({ queryKey: ["skills"] });
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const body = requestOf(typed);
    setMissing(body === undefined);
    if (body !== undefined && !record.isPending) record.mutate(body);
  };
  const told = recording.clerks.find(({ account }) => account === record.variables?.account)?.name ?? "";
  return (
    <details className="panel section" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="seal-propose">
        <h2>{say(words.record)}</h2>
      </summary>
      <form className="form seal-form" noValidate onSubmit={send}>
        <Fields
          recording={recording}
          typed={typed}
          onPut={(part) => {
            setTyped({ ...typed, ...part });
            setMissing(false);
          }}
        />
        {missing && (
          <p className="field-error" role="alert">
            {say(words.trainingMissing)}
          </p>
        )}
        {record.isError && <ProblemNotice error={record.error} />}
        <div>
          <button type="submit" className="button button-main" disabled={record.isPending}>
            {say(record.isPending ? words.recording : words.recordAct)}
          </button>
        </div>
      </form>
      {record.data !== undefined && (
        <p className="notice notice-good section" role="status">
          {say(record.variables?.result === "failed" ? words.recordedFailed : words.recorded, {
            id: record.data.id,
            who: told,
          })}
        </p>
      )}
    </details>
  );
}
