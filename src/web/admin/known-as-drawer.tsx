import type {
  AccountAnswer,
  ChoicesAnswer,
  FoundRecordAnswer,
  KnownAsAnswer,
  KnownAsRequest,
} from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { choicesQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { admin } from "../words/admin.ts";
import { common } from "../words/common.ts";

const SOURCES: Readonly<Record<string, (typeof admin)["source_issuer"]>> = {
  administrator: admin.source_administrator,
  issuer: admin.source_issuer,
  demonstration: admin.source_demonstration,
};

/** Sets what an account is known as in a register, or (key null) ends it. */
function useRecognition(account: AccountAnswer, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ register, ...body }: KnownAsRequest & { readonly register: string }) =>
      request<unknown>(
        `/api/admin/accounts/${encodeURIComponent(account.id)}/known-as/${encodeURIComponent(register)}`,
        { method: "PUT", body },
      ),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ["accounts"] });
    },
  });
}

function Reason(props: {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const say = useSay();
  return (
    <div className="field">
      <label className="field-label" htmlFor={props.id}>
        {say(admin.knownReason)}
      </label>
      <p className="field-hint" id={`${props.id}-hint`}>
        {say(admin.knownReasonHint)}
      </p>
      <textarea
        id={props.id}
        className="input"
        rows={2}
        maxLength={200}
        value={props.value}
        aria-describedby={`${props.id}-hint`}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}

type StandingProps = {
  readonly account: AccountAnswer;
  readonly known: KnownAsAnswer;
  readonly onDone: () => void;
};

function Standing({ account, known, onDone }: StandingProps): ReactNode {
  const say = useSay();
  const [ending, setEnding] = useState(false);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState(false);
  const end = useRecognition(account, onDone);
  const source = SOURCES[known.source];
  return (
    <li>
      <p>
        <strong>{say(known.title)}</strong>
        <span className="small quiet row-more">
          {say(known.registerName)} · {say(known.statusName)}
          {source !== undefined && ` · ${say(source)}`}
        </span>
      </p>
      {!ending && (
        <button type="button" className="text-button" onClick={() => setEnding(true)}>
          {say(admin.knownEnd)}
        </button>
      )}
      {ending && (
        <form
          className="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const missing = reason.trim().length < 2;
            setWrong(missing);
            if (!missing && !end.isPending)
              end.mutate({ register: known.register, key: null, reason: reason.trim() });
          }}
        >
          <p className="small">{say(admin.knownEndWarning)}</p>
          <Reason id={`end-${known.register}`} value={reason} onChange={setReason} />
          {wrong && (
            <p className="field-error" role="alert">
              {say(admin.knownReasonMissing)}
            </p>
          )}
          {end.isError && <ProblemNotice error={end.error} />}
          <div className="button-row">
            <button type="submit" className="button button-danger-main" aria-disabled={end.isPending}>
              {say(admin.knownEnd)}
            </button>
            <button type="button" className="button" onClick={() => setEnding(false)}>
              {say(common.cancel)}
            </button>
          </div>
        </form>
      )}
    </li>
  );
}

function Found({ record }: { readonly record: FoundRecordAnswer }): ReactNode {
  const say = useSay();
  return (
    <div className={record.live ? "notice notice-good" : "notice notice-bad"} role="status">
      <h2>
        {say(record.title)}
        {record.maskedName !== null && ` · ${record.maskedName}`}
      </h2>
      <p>
        {say(record.registerName)} · {say(record.statusName)}
      </p>
    </div>
  );
}

type NewProps = {
  readonly account: AccountAnswer;
  readonly registers: ChoicesAnswer["registers"];
  readonly onDone: () => void;
};

/** Looking a record up by its key, then naming the account's with a reason. */
function NewRecognition({ account, registers, onDone }: NewProps): ReactNode {
  const say = useSay();
  const [register, setRegister] = useState(registers[0]?.id ?? "");
  const [key, setKey] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string>();
  const search = useMutation({
    mutationFn: () =>
      request<FoundRecordAnswer>("/api/admin/records/find", {
        method: "POST",
        body: { register, key: key.trim() },
      }),
  });
  const recognise = useRecognition(account, onDone);
  const chosen = registers.find(({ id }) => id === register);
  const change = (act: () => void): void => {
    act();
    search.reset();
    recognise.reset();
    setWrong(undefined);
  };
  const submit = (): void => {
    if (search.data === undefined) {
      const missing = key.trim() === "";
      setWrong(missing ? say(admin.knownKeyMissing) : undefined);
      if (!missing && !search.isPending) search.mutate();
      return;
    }
    const missing = reason.trim().length < 2;
    setWrong(missing ? say(admin.knownReasonMissing) : undefined);
    if (!missing && !recognise.isPending)
      recognise.mutate({ register, key: key.trim(), reason: reason.trim() });
  };
  return (
    <form
      className="form known-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{say(admin.knownNew)}</h3>
      <fieldset className="field">
        <legend className="field-label">{say(admin.knownRegister)}</legend>
        <div className="choices choices-inline">
          {registers.map(({ id, name }) => (
            <label key={id} className="choice">
              <input
                type="radio"
                name="register"
                checked={register === id}
                onChange={() => change(() => setRegister(id))}
              />
              <span>{say(name)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label className="field-label" htmlFor="known-key">
          {chosen === undefined ? say(admin.knownKey) : say(chosen.keyName)}
        </label>
        <input
          id="known-key"
          className="input"
          value={key}
          autoComplete="off"
          onChange={(event) => change(() => setKey(event.target.value))}
        />
      </div>
      {search.isError && <ProblemNotice error={search.error} />}
      {search.data !== undefined && <Found record={search.data} />}
      {search.data?.live === true && <Reason id="known-reason" value={reason} onChange={setReason} />}
      {wrong !== undefined && (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
      {recognise.isError && <ProblemNotice error={recognise.error} />}
      <div className="button-row">
        {search.data === undefined && (
          <button type="submit" className="button button-main" aria-disabled={search.isPending}>
            {say(admin.knownFind)}
          </button>
        )}
        {search.data?.live === true && (
          <button type="submit" className="button button-main" aria-disabled={recognise.isPending}>
            {say(admin.knownSet)}
          </button>
        )}
      </div>
    </form>
  );
}

type Props = {
  readonly account: AccountAnswer;
  readonly onClose: () => void;
  readonly onDone: (account: AccountAnswer) => void;
};

/** Whose account it is: the records it is known as, one of a register at most (主体认定). */
export function KnownAsDrawer({ account, onClose, onDone }: Props): ReactNode {
  const say = useSay();
  const choices = useQuery(choicesQuery);
  const done = (): void => onDone(account);
  const free = choices.data?.registers.filter(
    ({ id }) => !account.knownAs.some(({ register }) => register === id),
  );
  return (
    <Drawer open title={say(admin.knownOf, { name: account.name })} size={560} onClose={onClose}>
      <p className="small quiet">{say(admin.knownLead)}</p>
      {account.knownAs.length > 0 && (
        <ul className="known-list">
          {account.knownAs.map((known) => (
            <Standing key={known.register} account={account} known={known} onDone={done} />
          ))}
        </ul>
      )}
      {free === undefined && <Skeleton lines={3} />}
      {free !== undefined && free.length > 0 && (
        <NewRecognition account={account} registers={free} onDone={done} />
      )}
    </Drawer>
  );
}
