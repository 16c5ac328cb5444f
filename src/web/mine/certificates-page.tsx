import type { MyCertificate, ShareAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { myCertificatesQuery } from "../api/certificate-queries.ts";
import { request } from "../api/request.ts";
import { Said } from "../case/said.tsx";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import { formatDay, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { certificateWords as words } from "../words/certificates.ts";
import { ShareDialog } from "./share-dialog.tsx";

type Told = { readonly zh: string; readonly en: string };

/** 我的证照: what one holds, its state, and who was let see it. */
export function CertificatesPage(): ReactNode {
  const say = useSay();
  const found = useQuery(myCertificatesQuery);
  const [said, setSaid] = useState<Told>();
  if (found.isError) return <RefusedPage error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data?.items;
  return (
    <Page title={say(words.mine)} width="narrow">
      <p className="lead">{say(words.mineLead)}</p>
      <Said said={said} />
      {items === undefined && <Skeleton lines={8} />}
      {items?.length === 0 && (
        <div className="empty">
          <p>{say(words.none)}</p>
          <p className="small">{say(words.noneNext)}</p>
        </div>
      )}
      {items?.map((certificate) => (
        <Certificate key={certificate.identifier} certificate={certificate} onSaid={setSaid} />
      ))}
    </Page>
  );
}

type Props = { readonly certificate: MyCertificate; readonly onSaid: (said: Told) => void };

function Certificate({ certificate, onSaid }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [isSharing, setSharing] = useState(false);
  const { identifier, register, live, document, validTo, shares } = certificate;
  const path = `/api/my/certificates/${encodeURIComponent(register)}/${encodeURIComponent(identifier)}`;
  const until =
    validTo === null ? say(words.noEnd) : say(words.validUntil, { to: formatDay(validTo, language) });
  return (
    <section className="panel section" aria-labelledby={`certificate-${identifier}`}>
      <h2 id={`certificate-${identifier}`}>
        {say(certificate.name)} <span className="tag">{say(certificate.statusName)}</span>
      </h2>
      <dl className="facts">
        <Fact label={say(words.number)} value={certificate.licenceNo} />
        <Fact label={say(words.issuer)} value={say(certificate.organName)} />
        <Fact label={say(words.validity)} value={until} />
      </dl>
      <div className="button-row dialog-ways">
        {live && (
          <button type="button" className="button button-main" onClick={() => setSharing(true)}>
            {say(words.share)}
          </button>
        )}
        {document !== null && (
          <a className="button" href={`/api/documents/${encodeURIComponent(document)}`} download>
            {say(words.download)}
          </a>
        )}
        {document !== null && (
          <a className="button" href={`${path}/copy`} target="_blank" rel="noreferrer">
            {say(words.print)}
          </a>
        )}
        <Link className="button" to="/verify/$identifier" params={{ identifier }}>
          {say(words.verify)}
        </Link>
      </div>
      {shares.length > 0 && <Shares shares={shares} onSaid={onSaid} />}
      {isSharing && <ShareDialog certificate={certificate} path={path} onClose={() => setSharing(false)} />}
    </section>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Shares({
  shares,
  onSaid,
}: {
  readonly shares: readonly ShareAnswer[];
  readonly onSaid: (said: Told) => void;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (id: string) =>
      request(`/api/my/shares/${encodeURIComponent(id)}/withdraw`, { method: "POST", body: {} }),
    onSuccess: async () => {
      onSaid({ zh: say(words.withdrawnNow), en: say(words.withdrawnNow) });
      await client.invalidateQueries({ queryKey: ["certificates"] });
    },
  });
  const stateOf = ({ lasts, withdrawnAt, until }: ShareAnswer): string =>
    lasts
      ? say(words.lasts, { until: formatInstant(until, language) })
      : say(withdrawnAt === null ? words.over : words.withdrawn);
  return (
    <>
      <h3 className="section">{say(words.shares)}</h3>
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      <ul className="plain-list">
        {shares.map((share) => (
          <li key={share.id} className="section">
            {say(words.shareLine, { recipient: share.recipient, purpose: share.purpose })}{" "}
            <span className="tag">{stateOf(share)}</span>
            <br />
            <span className="small quiet">
              {share.uses.length === 0
                ? say(words.notUsed)
                : `${say(words.usesOf, { count: share.uses.length })}：${share.uses
                    .map(({ at, what }) => `${formatInstant(at, language)} ${say(what)}`)
                    .join("；")}`}
            </span>{" "}
            {share.lasts && (
              <button
                type="button"
                className="button button-small"
                onClick={() => withdraw.mutate(share.id)}
                aria-label={`${say(words.withdraw)} ${share.recipient}`}
              >
                {say(words.withdraw)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
