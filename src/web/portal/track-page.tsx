import type { LookUpAnswer, RatingAnswer } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { request } from "../api/request.ts";
import { ClockChip } from "../clock/clock-chip.tsx";
import { ClockExplanation } from "../clock/clock-explanation.tsx";
import "../design/case.css";
import "../design/forms.css";
import "../design/portal.css";
import "../design/ratings.css";
import { dayOf, formatDay, formatEnd } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { trackWords as words } from "../words/track.ts";
import { Reply, ReportAct } from "./report-acts.tsx";
import { RatingSection } from "./rating-section.tsx";

const route = getRouteApi("/track");

type Key = { readonly caseNo: string; readonly code: string };

const ask = (key: Key): Promise<LookUpAnswer> =>
  request<LookUpAnswer>("/api/public/case", { method: "POST", body: key });

function AskForm({
  start,
  busy,
  onAsk,
}: {
  readonly start: Key;
  readonly busy: boolean;
  readonly onAsk: (key: Key) => void;
}): ReactNode {
  const say = useSay();
  const [caseNo, setCaseNo] = useState(start.caseNo);
  const [code, setCode] = useState(start.code);
  const [wrong, setWrong] = useState<string>();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const typed = { caseNo: caseNo.replaceAll(/[\s-]/g, ""), code: code.trim() };
    const fault =
      typed.caseNo === "" || typed.code === ""
        ? say(words.missing)
        : /^\d{22}$/.test(typed.caseNo)
          ? undefined
          : say(words.numberWrong);
    setWrong(fault);
    if (fault === undefined) onAsk(typed);
  };
  const described = wrong === undefined ? "track-note" : "track-wrong";
  return (
    <form className="form section" noValidate onSubmit={send}>
      <div className="field">
        <label className="field-label" htmlFor="track-no">
          {say(words.caseNo)}
        </label>
        <input
          id="track-no"
          className="input number"
          inputMode="numeric"
          autoComplete="off"
          value={caseNo}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong === undefined ? undefined : "track-wrong"}
          onChange={(event) => setCaseNo(event.target.value)}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor="track-code">
          {say(words.code)}
        </label>
        <input
          id="track-code"
          className="input input-short number"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          aria-invalid={wrong !== undefined}
          aria-describedby={described}
          onChange={(event) => setCode(event.target.value)}
        />
        <p id="track-note" className="small quiet">
          {say(words.codeNote)}
        </p>
        {wrong !== undefined && (
          <p id="track-wrong" className="field-error" role="alert">
            {wrong}
          </p>
        )}
      </div>
      <div>
        <button type="submit" className="button button-main" disabled={busy}>
          {say(words.ask)}
        </button>
      </div>
    </form>
  );
}

function Wanted({ wanted }: Pick<LookUpAnswer, "wanted">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (wanted.length === 0) return null;
  return (
    <section className="panel wanted" aria-labelledby="track-wanted">
      <h2 id="track-wanted">{say(words.wanted)}</h2>
      <ul>
        {wanted.map(({ name, dueAt }) => (
          <li key={name.zh}>
            {say(name)}
            {dueAt !== null && ` · ${say(words.by, { day: formatEnd(dueAt, language) })}`}
          </li>
        ))}
      </ul>
      <p className="small quiet">{say(words.wantedNote)}</p>
    </section>
  );
}

function Documents({ documents }: Pick<LookUpAnswer, "documents">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="panel" aria-labelledby="track-documents">
      <h2 id="track-documents">{say(words.documents)}</h2>
      {documents.length === 0 && <p className="small quiet">{say(words.noDocuments)}</p>}
      <ul className="rows">
        {documents.map(({ title, number, issuedAt, identifier }) => (
          <li key={identifier} className="row">
            <span className="row-main">
              {say(title)}
              <span className="small quiet row-more">
                {number} · {formatDay(dayOf(issuedAt), language)}
              </span>
            </span>
            <Link
              to="/verify/$identifier"
              params={{ identifier }}
              className="button button-small"
              aria-label={`${say(words.verify)} ${say(title)}`}
            >
              {say(words.verify)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

type FoundProps = {
  readonly found: LookUpAnswer;
  readonly code: string;
  readonly onRated: (rating: RatingAnswer) => void;
  readonly onActed: (fresh: LookUpAnswer) => void;
};

function Found({ found, code, onRated, onActed }: FoundProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { caseNo, clock } = found;
  const rate = async (path: string, given: object): Promise<RatingAnswer> => {
    const body = { caseNo, code, ...given };
    const fresh = await request<RatingAnswer>(path, { method: "POST", body });
    onRated(fresh);
    return fresh;
  };
  return (
    <div className="stack track-found">
      <section className="panel" aria-labelledby="track-case">
        <h2 id="track-case">{say(found.matterName)}</h2>
        <p className="case-head-line">
          <strong className="state">{say(found.outcomeName ?? found.stateName)}</strong>
          {clock !== null && <ClockChip clock={clock} reader="applicant" />}
        </p>
        <dl className="facts">
          <dt>{say(words.caseNo)}</dt>
          <dd className="number">{caseNo}</dd>
          <dt>{say(words.organ)}</dt>
          <dd>{say(found.organName)}</dd>
          <dt>{say(words.received)}</dt>
          <dd className="number">{formatDay(dayOf(found.receivedAt), language)}</dd>
          {found.closedAt !== null && (
            <>
              <dt>{say(words.closed)}</dt>
              <dd className="number">{formatDay(dayOf(found.closedAt), language)}</dd>
            </>
          )}
        </dl>
      </section>
      <Reply reply={found.reply} />
      <Wanted wanted={found.wanted} />
      {found.acts.map((act) => (
        <ReportAct key={act.act} act={act} caseKey={{ caseNo, code }} onDone={onActed} />
      ))}
      {clock !== null && (
        <section className="panel" aria-labelledby="track-clock">
          <h2 id="track-clock">{say(words.clock)}</h2>
          <ClockExplanation clock={clock} reader="applicant" />
        </section>
      )}
      <Documents documents={found.documents} />
      <RatingSection
        answer={found.rating}
        onRate={(given) => rate("/api/public/case/rating", given)}
        onAgain={(given) => rate("/api/public/case/rating/again", given)}
      />
    </div>
  );
}

/** The code behind the # of a scanned address: it never reaches a server's log. */
const codeInAddress = (): string => decodeURIComponent(location.hash.slice(1));

/** 办件查询: how far a case is, by number and query code, without sign-in. */
export function TrackPage(): ReactNode {
  const say = useSay();
  const { no } = route.useSearch();
  const [start] = useState<Key>(() => ({ caseNo: no, code: codeInAddress() }));
  const [found, setFound] = useState<LookUpAnswer>();
  const look = useMutation({ mutationFn: ask, onSuccess: setFound });
  const { mutate } = look;
  useEffect(() => {
    if (start.caseNo !== "" && start.code !== "") mutate(start);
  }, [mutate, start]);
  const code = look.variables?.code ?? "";
  return (
    <Page title={say(words.title)} width="narrow">
      {found === undefined ? (
        <>
          <p className="lead">{say(words.lead)}</p>
          {look.isError && <ProblemNotice error={look.error} />}
          <AskForm start={start} busy={look.isPending} onAsk={mutate} />
        </>
      ) : (
        <>
          <Found
            found={found}
            code={code}
            onActed={setFound}
            onRated={(rating) => setFound({ ...found, rating })}
          />
          <p className="section no-print">
            <button type="button" className="text-button" onClick={() => setFound(undefined)}>
              {say(words.another)}
            </button>
          </p>
        </>
      )}
    </Page>
  );
}
