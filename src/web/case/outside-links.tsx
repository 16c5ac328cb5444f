import type { CaseAnswer, LinkAnswer, LinksAnswer, TaskAnswer } from "#contract";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import "../design/links.css";
import { dayOf, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { linkWords as words } from "../words/links.ts";

const pathOf = (caseNo: string, task: string): string =>
  `/api/cases/${encodeURIComponent(caseNo)}/tasks/${encodeURIComponent(task)}/links`;

/** The links of one task, as those who keep them see them. */
export const linksQuery = (caseNo: string, task: string) =>
  queryOptions({
    queryKey: ["links", caseNo, task],
    queryFn: ({ signal }) => request<LinksAnswer>(pathOf(caseNo, task), { signal }),
    staleTime: 0,
  });

type Props = { readonly page: CaseAnswer; readonly task: TaskAnswer };

/** 外部协助: gives a task to a party without an account, and shows what was done with every link. */
export function OutsideLinks({ page, task }: Props): ReactNode {
  return task.outside === null ? null : <Links page={page} task={task} outside={task.outside} />;
}

type Given = Props & { readonly outside: NonNullable<TaskAnswer["outside"]> };

function Links({ page, task, outside }: Given): ReactNode {
  const say = useSay();
  const { caseNo } = page.summary;
  const [isOpen, setOpen] = useState(false);
  const links = useQuery(linksQuery(caseNo, task.id));
  const id = useId();
  return (
    <section className="outside-links" aria-labelledby={id}>
      <h3 id={id}>{say(words.title)}</h3>
      <p className="small quiet">{say(words.lead)}</p>
      {links.isPending && <Skeleton lines={2} />}
      {links.isError && <ProblemNotice error={links.error} onRetry={() => void links.refetch()} />}
      {links.data?.items.length === 0 && <p className="small quiet">{say(words.none)}</p>}
      <ul className="rows">
        {links.data?.items.map((link) => (
          <OneLink key={link.id} caseNo={caseNo} task={task.id} link={link} />
        ))}
      </ul>
      <button type="button" className="button button-small" onClick={() => setOpen(true)}>
        {say(words.give)}
      </button>
      {isOpen && <GiveDialog page={page} task={task} outside={outside} onClose={() => setOpen(false)} />}
    </section>
  );
}

type OneProps = { readonly caseNo: string; readonly task: string; readonly link: LinkAnswer };

function OneLink({ caseNo, task, link }: OneProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const [copied, setCopied] = useState<"copied" | "failed">();
  const revoke = useMutation({
    mutationFn: () =>
      request<LinkAnswer>(
        `/api/cases/${encodeURIComponent(caseNo)}/links/${encodeURIComponent(link.id)}/revoke`,
        {
          method: "POST",
        },
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["links", caseNo, task] }),
  });
  const { message } = link;
  const copy = (): void =>
    void navigator.clipboard?.writeText(message ?? "").then(
      () => setCopied("copied"),
      () => setCopied("failed"),
    );
  return (
    <li className="row row-top">
      <span className="row-main">
        <span>
          <strong>{link.party}</strong> <em className="tag">{say(link.statusName)}</em>
        </span>
        <span className="small quiet row-more">{say(words.untilOf, { day: link.until })}</span>
        {message !== null && (
          <>
            <p className="small outside-message">{message}</p>
            <span className="button-row">
              <button type="button" className="button button-small" onClick={copy}>
                {say(words.copy)}
              </button>
              <a className="button button-small" href={`sms:?body=${encodeURIComponent(message)}`}>
                {say(words.sms)}
              </a>
              <Link
                className="button button-small"
                to="/desk/cases/$caseNo/links/$link"
                params={{ caseNo, link: link.id }}
                search={{ task }}
              >
                {say(words.sheet)}
              </Link>
              <button
                type="button"
                className="button button-small button-danger"
                disabled={revoke.isPending}
                onClick={() => revoke.mutate()}
              >
                {say(words.revoke)}
              </button>
            </span>
          </>
        )}
        {copied !== undefined && (
          <span className="small row-more" role="status">
            {say(copied === "copied" ? words.copied : words.copyFailed)}
          </span>
        )}
        {revoke.isError && <ProblemNotice error={revoke.error} />}
        <details className="small">
          <summary>{say(words.events, { n: String(link.events.length) })}</summary>
          <ol className="outside-events">
            {link.events.map(({ at, said }) => (
              <li key={`${at} ${said.en}`}>
                <span className="number">{formatInstant(at, language)}</span> {say(said)}
              </li>
            ))}
          </ol>
        </details>
      </span>
    </li>
  );
}

const DAY_MS = 86_400_000;

function GiveDialog({ page, task, outside, onClose }: Given & { readonly onClose: () => void }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const { caseNo } = page.summary;
  const [party, setParty] = useState(outside.to ?? "");
  const [until, setUntil] = useState(() =>
    dayOf(new Date(Date.now() + (outside.days - 1) * DAY_MS).toISOString()),
  );
  const [tried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const id = useId();
  const give = useMutation({
    mutationFn: () =>
      request<LinkAnswer>(pathOf(caseNo, task.id), {
        method: "POST",
        body: { party: party.trim(), until },
        idempotencyKey,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["links", caseNo, task.id] });
      onClose();
    },
  });
  const isShort = party.trim().length < 2;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isShort && until !== "" && !give.isPending) give.mutate();
  };
  return (
    <Dialog title={say(words.title)} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        <p>
          {say(words.shown, {
            what: outside.shown.map((name) => say(name)).join(language === "zh" ? "、" : ", "),
          })}
        </p>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-party`}>
            {say(words.party)}
          </label>
          <p className="field-hint" id={`${id}-hint`}>
            {say(words.partyHint)}
          </p>
          <input
            id={`${id}-party`}
            className="input"
            value={party}
            maxLength={60}
            aria-describedby={`${id}-hint`}
            aria-invalid={tried && isShort}
            onChange={(event) => setParty(event.target.value)}
          />
          {tried && isShort && (
            <p className="field-error" role="alert">
              {say(words.partyMissing)}
            </p>
          )}
        </div>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-until`}>
            {say(words.until)}
          </label>
          <input
            id={`${id}-until`}
            className="input"
            type="date"
            value={until}
            aria-invalid={tried && until === ""}
            onChange={(event) => setUntil(event.target.value)}
          />
          {tried && until === "" && (
            <p className="field-error" role="alert">
              {say(words.untilMissing)}
            </p>
          )}
        </div>
        {give.isError && <ProblemNotice error={give.error} />}
        <div className="button-row dialog-ways">
          <button type="submit" className="button button-main" aria-disabled={give.isPending}>
            {say(give.isPending ? words.giving : words.give)}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {say(common.cancel)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
