import type { ObjectionAnswer, PublicityAnswer, PublicityPage as Shown } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { publicityWords as words } from "../words/publicity.ts";

const route = getRouteApi("/publicity/$register/$id");

/** 公示: what can be read now without signing in. */
export function PublicityListPage(): ReactNode {
  const say = useSay();
  const answer = useQuery({
    queryKey: ["publicity"],
    queryFn: ({ signal }) => request<PublicityAnswer>("/api/public/publicity", { signal }),
  });
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.title)}>
      <p className="lead">{say(words.lead)}</p>
      {answer.data === undefined && <Skeleton lines={5} />}
      {answer.data?.items.length === 0 && (
        <p className="quiet">
          {say(words.none)}。{say(words.noneNext)}
        </p>
      )}
      <ul className="rows">
        {answer.data?.items.map(({ register, id, kind, title, organName, since }) => (
          <li key={`${register} ${id}`} className="row">
            <span className="row-main">
              <Link className="row-link" to="/publicity/$register/$id" params={{ register, id }}>
                {say(title)}
              </Link>
              <span className="small quiet row-more">
                {say(kind)} · {say(words.since, { day: since, organ: say(organName) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** One thing that is publicised: what it says, its notice, and where it may be objected to. */
export function PublicityPage(): ReactNode {
  const say = useSay();
  const { register, id } = route.useParams();
  const path = `/api/public/publicity/${encodeURIComponent(register)}/${encodeURIComponent(id)}`;
  const [said, setSaid] = useState<ObjectionAnswer>();
  const answer = useQuery({
    queryKey: ["publicity", register, id],
    queryFn: ({ signal }) => request<Shown>(path, { signal }),
    enabled: said === undefined,
  });
  const back = (
    <p>
      <Link to="/publicity">{say(words.back)}</Link>
    </p>
  );
  if (said !== undefined)
    return (
      <Page title={say(words.object)} width="narrow">
        <p className="notice notice-good" role="status">
          {say(said.said)}
        </p>
        {back}
      </Page>
    );
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const shown = answer.data;
  if (shown === undefined)
    return (
      <Page title={say(words.title)} width="narrow">
        <Skeleton lines={10} />
      </Page>
    );
  return (
    <Page title={say(shown.kind)} width="narrow">
      <p className="lead">{say(shown.title)}</p>
      <dl className="facts form-values">
        {shown.fields.map(({ label, value }) => (
          <div key={label.en} className="fact">
            <dt>{say(label)}</dt>
            <dd>{say(value)}</dd>
          </div>
        ))}
        <div className="fact">
          <dt>{say(words.organ)}</dt>
          <dd>{say(shown.organName)}</dd>
        </div>
        {shown.ends !== null && (
          <div className="fact">
            <dt>{say(words.ends)}</dt>
            <dd className="number">{shown.ends}</dd>
          </div>
        )}
      </dl>
      <p>{say(shown.note)}</p>
      {shown.hasPaper && (
        <p>
          <a className="button" href={`${path}/paper`} target="_blank" rel="noreferrer">
            {say(words.paper)}
          </a>
        </p>
      )}
      {shown.objection && <Objection path={path} onDone={setSaid} />}
      {back}
    </Page>
  );
}

type ObjectionProps = { readonly path: string; readonly onDone: (said: ObjectionAnswer) => void };

function Objection({ path, onDone }: ObjectionProps): ReactNode {
  const say = useSay();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [mobile, setMobile] = useState("");
  const [tried, setTried] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const send = useMutation({
    mutationFn: () =>
      request<ObjectionAnswer>(`${path}/objection`, {
        method: "POST",
        body: { words: text.trim(), name: name.trim(), mobile: mobile.trim() },
        idempotencyKey,
      }),
    onSuccess: onDone,
  });
  const wrong = {
    words: text.trim().length < 5,
    name: name.trim().length < 2,
    mobile: !/^1[3-9]\d{9}$/.test(mobile.trim()),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!wrong.words && !wrong.name && !wrong.mobile && !send.isPending) send.mutate();
  };
  return (
    <section className="panel" aria-labelledby="objection">
      <h2 id="objection">{say(words.object)}</h2>
      <p className="small quiet">{say(words.objectLead)}</p>
      <form className="form" noValidate onSubmit={submit}>
        <Line
          label={say(words.words)}
          wrong={tried && wrong.words ? say(words.wordsShort) : undefined}
          long
          value={text}
          onChange={setText}
        />
        <Line
          label={say(words.name)}
          wrong={tried && wrong.name ? say(words.nameMissing) : undefined}
          value={name}
          onChange={setName}
        />
        <Line
          label={say(words.mobile)}
          wrong={tried && wrong.mobile ? say(words.mobileWrong) : undefined}
          value={mobile}
          onChange={setMobile}
        />
        {send.isError && <ProblemNotice error={send.error} />}
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={send.isPending}>
            {say(send.isPending ? words.sending : words.send)}
          </button>
        </div>
      </form>
    </section>
  );
}

type LineProps = {
  readonly label: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly long?: boolean;
  readonly onChange: (value: string) => void;
};

function Line({ label, value, wrong, long = false, onChange }: LineProps): ReactNode {
  const id = useId();
  const shared = {
    id,
    className: "input",
    value,
    maxLength: long ? 1000 : 30,
    "aria-invalid": wrong !== undefined,
    "aria-describedby": wrong === undefined ? undefined : `${id}-error`,
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {long ? (
        <textarea {...shared} rows={4} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      {wrong !== undefined && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
