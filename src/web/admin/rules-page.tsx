import type { RulesAnswer, RulesTrialAnswer, RulesTrialRequest } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { rulesQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/batch.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Choice } from "../shell/choice.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { trial as words } from "../words/grounds.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { TrialResult } from "./trial-result.tsx";

type Matter = RulesAnswer["matters"][number];
type Uploaded = { readonly name: string; readonly xml: string };

const DAY_MS = 86_400_000;
const dayOf = (millis: number): string => new Date(millis + 8 * 3_600_000).toISOString().slice(0, 10);

function Day({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function Upload({ onFile }: { readonly onFile: (file: Uploaded | null) => void }): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {say(words.upload)}
      </label>
      <input
        id={id}
        className="input"
        type="file"
        accept=".dmn,.xml"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file === undefined) onFile(null);
          else void file.text().then((xml) => onFile({ name: file.name, xml }));
        }}
      />
      <p id={`${id}-hint`} className="small quiet">
        {say(words.uploadHint)}
      </p>
    </div>
  );
}

function Trying({ matters }: Pick<RulesAnswer, "matters">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [id, setMatter] = useState("");
  const [hash, setHash] = useState("");
  const [now] = useState(() => Date.now());
  const [from, setFrom] = useState(dayOf(now - 30 * DAY_MS));
  const [to, setTo] = useState(dayOf(now));
  const [file, setFile] = useState<Uploaded | null>(null);
  const run = useMutation({
    mutationFn: (asked: RulesTrialRequest) =>
      request<RulesTrialAnswer>("/api/admin/rules/trial", { method: "POST", body: asked }),
  });
  const matter: Matter | undefined = matters.find((each) => each.id === id) ?? matters[0];
  if (matter === undefined) return <p className="notice">{say(words.none)}</p>;
  const version = matter.versions.find((each) => each.hash === hash)?.hash ?? matter.current;
  const rules = file === null ? { version } : { xml: file.xml };
  const asked = { matter: matter.id, from, to, rules };
  return (
    <>
      <div className="panel migration-chooser">
        <Choice label={say(words.matter)} value={matter.id} onChange={setMatter}>
          {matters.map((each) => (
            <option key={each.id} value={each.id}>
              {say(each.name)}
            </option>
          ))}
        </Choice>
        <Day label={say(words.from)} value={from} onChange={setFrom} />
        <Day label={say(words.to)} value={to} onChange={setTo} />
        <Choice label={say(words.rules)} value={version} onChange={setHash}>
          {matter.versions.map((each) => (
            <option key={each.hash} value={each.hash}>
              {each.hash === matter.current
                ? say(words.current, { hash: each.hash.slice(0, 12) })
                : say(words.version, { hash: each.hash.slice(0, 12), at: formatInstant(each.at, language) })}
            </option>
          ))}
        </Choice>
        <Upload onFile={setFile} />
      </div>
      <p className="button-row section">
        <button
          type="button"
          className="button button-main"
          aria-disabled={run.isPending}
          onClick={() => {
            if (!run.isPending) run.mutate(asked);
          }}
        >
          {say(run.isPending ? words.running : words.run)}
        </button>
      </p>
      {run.isError && <ProblemNotice error={run.error} />}
      <p className="visually-hidden" role="status">
        {run.data !== undefined && `${say(words.tried)} ${run.data.tried}`}
      </p>
      {run.data !== undefined && run.variables !== undefined && (
        <TrialResult of={run.data} asked={run.variables} />
      )}
    </>
  );
}

/** What would have become of a period's cases under other rules; nothing is changed. */
export function RulesPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(rulesQuery);
  if (answer.isError && answer.data === undefined)
    return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.title)} width="wide" className="desk">
      <div className="desk-filters">
        <AdminTabs here="rules" />
      </div>
      <p className="quiet said">{say(words.lead)}</p>
      {answer.data === undefined ? <Skeleton lines={8} /> : <Trying matters={answer.data.matters} />}
    </Page>
  );
}
