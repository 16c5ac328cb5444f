import type { MessageSettingAnswer, MessageSettingRequest, OutgoingMessagePage } from "#contract";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { Said } from "../case/said.tsx";
import "../design/case.css";
import "../design/forms.css";
import "../design/ratings.css";
import "../design/told.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { useSession } from "../session/session.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { messageWords as words } from "../words/messages.ts";
import { CalendarSection } from "./calendar-section.tsx";

const PATH = "/api/my/message-settings";

const settingQuery = queryOptions({
  queryKey: ["message-settings"],
  queryFn: ({ signal }) => request<MessageSettingAnswer>(PATH, { signal }),
});

const sentQuery = queryOptions({
  queryKey: ["messages", "sent"],
  queryFn: ({ signal }) => request<OutgoingMessagePage>("/api/my/messages", { signal }),
});

type Field = "email" | "mobile" | "quietFrom" | "quietTo";

function Setting({ start }: { readonly start: MessageSettingAnswer }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const { ways, ...known } = start;
  const [setting, setSetting] = useState<MessageSettingRequest>(known);
  const keep = useMutation({
    mutationFn: (body: MessageSettingRequest) => request<MessageSettingAnswer>(PATH, { method: "PUT", body }),
    onSuccess: (fresh) => client.setQueryData(settingQuery.queryKey, fresh),
  });
  const set = (change: Partial<MessageSettingRequest>): void => setSetting({ ...setting, ...change });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    keep.mutate(setting);
  };
  const input = (name: Field, label: keyof typeof words, type: "email" | "tel" | "time"): ReactNode => (
    <div className="field">
      <label className="field-label" htmlFor={name}>
        {say(words[label])}
      </label>
      <input
        id={name}
        className="input input-short"
        type={type}
        value={setting[name] ?? ""}
        onChange={(event) => set({ [name]: event.target.value === "" ? null : event.target.value })}
      />
    </div>
  );
  return (
    <form className="form section" noValidate onSubmit={send}>
      <Said said={keep.isSuccess ? words.kept : undefined} />
      {keep.isError && <ProblemNotice error={keep.error} />}
      <Way
        on={setting.byEmail}
        open={ways.email}
        name="byEmail"
        none="noEmail"
        onChange={(byEmail) => set({ byEmail })}
      />
      {setting.byEmail && input("email", "email", "email")}
      <Way
        on={setting.bySms}
        open={ways.sms}
        name="bySms"
        none="noSms"
        onChange={(bySms) => set({ bySms })}
      />
      {setting.bySms && (
        <>
          <p className="small quiet">{say(words.smsNote)}</p>
          {input("mobile", "mobile", "tel")}
        </>
      )}
      <fieldset className="field">
        <legend className="field-label">{say(words.quiet)}</legend>
        <p className="small quiet">{say(words.quietNote)}</p>
        <div className="choices-inline">
          {input("quietFrom", "from", "time")}
          {input("quietTo", "to", "time")}
        </div>
      </fieldset>
      <fieldset className="field">
        <legend className="field-label">{say(words.language)}</legend>
        <div className="choices choices-inline">
          {(["zh", "en"] as const).map((language) => (
            <label key={language} className="choice">
              <input
                type="radio"
                name="language"
                checked={setting.language === language}
                onChange={() => set({ language })}
              />
              <span>{say(language === "zh" ? words.chinese : words.english)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <button type="submit" className="button button-main" disabled={keep.isPending}>
          {say(words.keep)}
        </button>
      </div>
    </form>
  );
}

type WayProps = {
  readonly on: boolean;
  readonly open: boolean;
  readonly name: "byEmail" | "bySms";
  readonly none: "noEmail" | "noSms";
  readonly onChange: (on: boolean) => void;
};

function Way({ on, open, name, none, onChange }: WayProps): ReactNode {
  const say = useSay();
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={on}
        disabled={!open}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {say(words[name])}
        {!open && <span className="small quiet"> · {say(words[none])}</span>}
      </span>
    </label>
  );
}

function Sent(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const items = useQuery(sentQuery).data?.items;
  return (
    <section className="section" aria-labelledby="sent">
      <h2 id="sent">{say(words.sentTitle)}</h2>
      {items?.length === 0 && <p className="quiet">{say(words.none)}</p>}
      <ol className="told-list">
        {items?.map(({ id, channel, text, to, state, orderedAt, sentAt }) => (
          <li key={id} className="told">
            <p className="told-text">{say(text)}</p>
            <p className="small quiet">
              <span>
                {say(channel === "email" ? words.viaEmail : words.viaSms)} · {to} ·{" "}
                {say(words[`is_${state}`])}
              </span>
              <span className="number">{formatInstant(sentAt ?? orderedAt, language)}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How one wants to be told outside the platform, and what was sent so. */
export function MessagesPage(): ReactNode {
  const say = useSay();
  const setting = useQuery(settingQuery);
  const isStaff = useSession()?.account?.kind === "staff";
  if (setting.isError) return <RefusedPage error={setting.error} onRetry={() => void setting.refetch()} />;
  return (
    <Page title={say(words.title)} width="narrow">
      <p className="lead">{say(words.lead)}</p>
      {setting.data === undefined ? <Skeleton lines={6} /> : <Setting start={setting.data} />}
      {isStaff && <CalendarSection />}
      <Sent />
    </Page>
  );
}
