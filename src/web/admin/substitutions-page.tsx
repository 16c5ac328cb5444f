import type { NewSubstitutionRequest, Substitution } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DatePicker, Drawer, Select } from "antd";
import type { Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { accountsQuery, substitutionsQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { AntdFrame } from "../design/antd-frame.tsx";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { admin } from "../words/admin.ts";
import { common } from "../words/common.ts";
import { AdminTabs } from "./admin-tabs.tsx";

type Person = { readonly id: string; readonly name: string };

function PersonPick(props: {
  readonly id: string;
  readonly label: string;
  readonly onChange: (person: Person) => void;
}): ReactNode {
  const { id, label, onChange } = props;
  const say = useSay();
  const [q, setQ] = useState("");
  const found = useQuery(accountsQuery({ q, kind: "staff", disabled: "false" })).data?.items ?? [];
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setQ }}
        placeholder={say(admin.choosePerson)}
        options={found.map((one) => ({
          value: one.id,
          label: `${one.name}${one.posts[0] === undefined ? "" : ` · ${say(one.posts[0].organName)} ${say(one.posts[0].roleName)}`}`,
        }))}
        onChange={(chosen: string) => {
          const person = found.find((one) => one.id === chosen);
          if (person !== undefined) onChange({ id: person.id, name: person.name });
        }}
      />
    </div>
  );
}

type Days = readonly [from: Dayjs, to: Dayjs];

function NewDrawer({
  onClose,
  onDone,
}: {
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const [absent, setAbsent] = useState<Person>();
  const [substitute, setSubstitute] = useState<Person>();
  const [days, setDays] = useState<Days>();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState(false);
  const creation = useMutation({
    mutationFn: (body: NewSubstitutionRequest) =>
      request<unknown>("/api/admin/substitutions", { method: "POST", body }),
    onSuccess: async (_, { from, to }) => {
      onDone(
        say(admin.subCreated, { substitute: substitute?.name ?? "", absent: absent?.name ?? "", from, to }),
      );
      await client.invalidateQueries({ queryKey: substitutionsQuery.queryKey });
    },
  });
  const submit = (): void => {
    const complete =
      absent !== undefined && substitute !== undefined && days !== undefined && reason.trim() !== "";
    setWrong(!complete);
    if (!complete || creation.isPending) return;
    const [from, to] = days.map((day) => day.format("YYYY-MM-DD"));
    creation.mutate({
      absent: absent.id,
      substitute: substitute.id,
      from: from ?? "",
      to: to ?? "",
      reason: reason.trim(),
    });
  };
  return (
    <Drawer open title={say(admin.newSub)} size={520} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PersonPick id="absent" label={say(admin.absent)} onChange={setAbsent} />
        <PersonPick id="substitute" label={say(admin.substitute)} onChange={setSubstitute} />
        <div className="field">
          <label className="field-label" htmlFor="days">
            {say(admin.days)}
          </label>
          <DatePicker.RangePicker
            id={{ start: "days", end: "days-end" }}
            placeholder={[say(admin.from), say(admin.to)]}
            onChange={(range) =>
              setDays(range?.[0] == null || range[1] == null ? undefined : [range[0], range[1]])
            }
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="reason">
            {say(admin.reason)}
          </label>
          <input
            id="reason"
            className="input"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {wrong && (
          <p className="field-error" role="alert">
            {say(admin.subMissing)}
          </p>
        )}
        {creation.isError && <ProblemNotice error={creation.error} />}
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={creation.isPending}>
            {say(admin.save)}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {say(common.cancel)}
          </button>
        </div>
      </form>
    </Drawer>
  );
}

function EndDialog(props: {
  readonly row: Substitution;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { row, onClose, onDone } = props;
  const say = useSay();
  const client = useQueryClient();
  const ending = useMutation({
    mutationFn: () =>
      request<unknown>(`/api/admin/substitutions/${encodeURIComponent(row.id)}`, { method: "DELETE" }),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: substitutionsQuery.queryKey });
    },
  });
  const names = { substitute: row.substituteName, absent: row.absentName };
  return (
    <Dialog title={say(admin.endSubOf, names)} onClose={onClose}>
      <p>{say(admin.endSubWarning)}</p>
      {ending.isError && <ProblemNotice error={ending.error} />}
      <div className="button-row dialog-ways">
        <button
          type="button"
          className="button button-danger-main"
          aria-disabled={ending.isPending}
          onClick={() => {
            if (!ending.isPending) ending.mutate();
          }}
        >
          {say(admin.endSub)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(common.cancel)}
        </button>
      </div>
    </Dialog>
  );
}

function Table({
  rows,
  onEnd,
}: {
  readonly rows: readonly Substitution[];
  readonly onEnd: (row: Substitution) => void;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <table className="tasks">
      <thead>
        <tr>
          <th scope="col">{say(admin.absent)}</th>
          <th scope="col">{say(admin.substitute)}</th>
          <th scope="col">{say(admin.days)}</th>
          <th scope="col">{say(admin.reason)}</th>
          <th scope="col">{say(admin.actions)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.absentName}</th>
            <td data-label={say(admin.substitute)}>
              <span>{row.substituteName}</span>
            </td>
            <td data-label={say(admin.days)} className="number">
              <span>
                {formatDay(row.from, language)} — {formatDay(row.to, language)}
              </span>
            </td>
            <td data-label={say(admin.reason)}>
              <span>{row.reason}</span>
            </td>
            <td data-label={say(admin.actions)}>
              <button
                type="button"
                className="text-button"
                aria-label={say(admin.endSubOf, { substitute: row.substituteName, absent: row.absentName })}
                onClick={() => onEnd(row)}
              >
                {say(admin.endSub)}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who stands in for whom, on which days. */
export function SubstitutionsPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(substitutionsQuery);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<Substitution>();
  const [said, setSaid] = useState<string>();
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const rows = answer.data?.items;
  return (
    <AntdFrame>
      <Page title={say(admin.subTitle)} width="wide" className="desk">
        <div className="desk-filters">
          <AdminTabs here="substitutions" />
          <button type="button" className="button button-main tools-end" onClick={() => setMaking(true)}>
            {say(admin.newSub)}
          </button>
        </div>
        <p className="quiet small said">{say(admin.subLead)}</p>
        <div aria-live="polite">
          {said !== undefined && <p className="notice notice-good said">{said}</p>}
        </div>
        {rows === undefined && <Skeleton lines={5} />}
        {rows?.length === 0 && (
          <div className="empty">
            <h2>{say(admin.noSubs)}</h2>
            <p>{say(admin.noSubsNext)}</p>
          </div>
        )}
        {rows !== undefined && rows.length > 0 && <Table rows={rows} onEnd={setEnding} />}
        {making && (
          <NewDrawer
            onClose={() => setMaking(false)}
            onDone={(sentence) => {
              setMaking(false);
              setSaid(sentence);
            }}
          />
        )}
        {ending !== undefined && (
          <EndDialog
            row={ending}
            onClose={() => setEnding(undefined)}
            onDone={() => {
              setEnding(undefined);
              setSaid(say(admin.subEnded));
            }}
          />
        )}
      </Page>
    </AntdFrame>
  );
}
