import type { PublicVerification } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { verificationQuery } from "../api/queries.ts";
import { CheckIcon, CrossIcon } from "../design/icons.tsx";
import "../design/forms.css";
import "../design/portal.css";
import { dayOf, formatDay, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { portal } from "../words/portal.ts";

const route = getRouteApi("/verify/$identifier");

/** Where an identifier is typed in. */
export function VerifyAskPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [identifier, setIdentifier] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <Page title={say(portal.verifyTitle)} width="narrow">
      <p className="lead">{say(portal.verifyLead)}</p>
      <form
        className="form section"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const typed = identifier.replaceAll(/\s/g, "");
          setMissing(typed === "");
          if (typed !== "") void navigate({ to: "/verify/$identifier", params: { identifier: typed } });
        }}
      >
        <div className="field">
          <label className="field-label" htmlFor="identifier">
            {say(portal.identifier)}
          </label>
          <input
            id="identifier"
            className="input"
            value={identifier}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={missing}
            aria-describedby={missing ? "identifier-missing" : undefined}
            onChange={(event) => setIdentifier(event.target.value)}
          />
          {missing && (
            <p className="field-error" id="identifier-missing" role="alert">
              {say(portal.identifierMissing)}
            </p>
          )}
        </div>
        <div>
          <button type="submit" className="button button-main">
            {say(portal.verify)}
          </button>
        </div>
      </form>
    </Page>
  );
}

function Verdict({
  found,
  title,
  under,
}: {
  readonly found: boolean;
  readonly title: string;
  readonly under?: string;
}): ReactNode {
  return (
    <div className={`verify-verdict ${found ? "verify-good" : "verify-bad"}`}>
      <span className="verify-mark">{found ? <CheckIcon size={28} /> : <CrossIcon size={28} />}</span>
      <div>
        <h1>{title}</h1>
        {under !== undefined && <p>{under}</p>}
      </div>
    </div>
  );
}

function Seal({ answer }: { readonly answer: PublicVerification }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { signature } = answer;
  if (signature === null) return <p className="quiet">{say(portal.signaturePending)}</p>;
  if (!signature.valid) return <p className="field-error">{say(portal.signatureInvalid)}</p>;
  return (
    <p className="verify-seal">
      <CheckIcon /> {say(portal.signatureValid, { signer: say(signature.signer) })}
      {signature.at !== null && <span className="quiet small"> {formatInstant(signature.at, language)}</span>}
    </p>
  );
}

function Found({ answer }: { readonly answer: PublicVerification }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const day = (instant: string): string =>
    formatDay(instant.length > 10 ? dayOf(instant) : instant, language);
  const isNotice = answer.kind === "notice";
  const printed = answer.fields.map(({ label, value, isDay }) => ({
    label: say(label),
    value: isDay ? day(value.zh) : say(value),
  }));
  const known = [
    ...(isNotice ? [] : [{ label: say(portal.identifier), value: answer.identifier }]),
    { label: say(portal.issuer), value: answer.organName === null ? null : say(answer.organName) },
    { label: say(portal.issuedAt), value: answer.issuedAt === null ? null : day(answer.issuedAt) },
    ...(isNotice
      ? []
      : [
          {
            label: say(portal.validTo),
            value: answer.validTo === null ? say(portal.noEnd) : day(answer.validTo),
          },
        ]),
  ];
  // What the certificate itself prints is not said twice.
  const said = new Set(printed.flatMap(({ label, value }) => [label, value]));
  const added = known.filter(({ label, value }) => value !== null && !said.has(label) && !said.has(value));
  const rows = [...printed, ...added];
  return (
    <>
      <dl className="facts verify-facts">
        {rows.map(({ label, value }) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Seal answer={answer} />
      <p className="small quiet">{say(isNotice ? portal.noticeNote : portal.verifyNote)}</p>
    </>
  );
}

/** What a person who scanned a certificate sees: is it real, does it hold, what does it say. */
export function VerifyPage(): ReactNode {
  const say = useSay();
  const { identifier } = route.useParams();
  const verification = useQuery(verificationQuery(identifier));
  const notFound = verification.data?.found === false;
  if (verification.isError)
    return <RefusedPage error={verification.error} onRetry={() => void verification.refetch()} />;
  if (verification.data === undefined)
    return (
      <Page title={say(portal.verifyTitle)} width="narrow">
        <Skeleton lines={6} />
      </Page>
    );
  const answer = verification.data;
  const good = answer.found && answer.status === "valid" && answer.signature?.valid !== false;
  const title = notFound
    ? say(portal.verifyNotFound)
    : good
      ? say(answer.kind === "notice" ? portal.noticeTrue : portal.verifyValid)
      : say(portal.verifyStatus, { status: say(answer.statusName) });
  return (
    <Page
      title={title}
      width="narrow"
      className="verify"
      heading={<Verdict found={good} title={title} {...(notFound ? { under: answer.identifier } : {})} />}
    >
      {notFound ? <p>{say(portal.verifyNotFoundNext)}</p> : <Found answer={answer} />}
      <p className="section no-print">
        <Link to="/verify">{say(portal.verifyAnother)}</Link>
      </p>
    </Page>
  );
}
