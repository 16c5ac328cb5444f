import type { SharedCertificate } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sharedCertificateQuery } from "../api/certificate-queries.ts";
import "../design/case.css";
import { formatDay, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { certificateWords as words } from "../words/certificates.ts";

const route = getRouteApi("/shared/$code");

/** A certificate as its holder let somebody see it. */
export function SharedPage(): ReactNode {
  const say = useSay();
  const { code } = route.useParams();
  const found = useQuery(sharedCertificateQuery(code));
  if (found.isError) return <RefusedPage error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined)
    return (
      <Page title={say(words.mine)} width="narrow">
        <Skeleton lines={6} />
      </Page>
    );
  return <Shown certificate={found.data} code={code} />;
}

function Shown({
  certificate,
  code,
}: {
  readonly certificate: SharedCertificate;
  readonly code: string;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { recipient, purpose, until, validTo, particulars } = certificate;
  const valid =
    validTo === null ? say(words.noEnd) : say(words.validUntil, { to: formatDay(validTo, language) });
  const facts = [
    { label: say(words.holder), value: certificate.holder },
    { label: say(words.number), value: certificate.licenceNo },
    { label: say(words.issuer), value: say(certificate.organName) },
    { label: say(words.validity), value: valid },
    ...(particulars.length === 0 ? [] : [{ label: say(words.says), value: particulars.join("；") }]),
  ];
  return (
    <Page title={say(certificate.name)} width="narrow">
      <p className="lead">
        <span className="tag">{say(certificate.statusName)}</span>
      </p>
      <p className="notice">
        {say(words.sharedLead, { recipient, purpose, until: formatInstant(until, language) })}
      </p>
      <dl className="facts section">
        {facts.map(({ label, value }) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {certificate.hasFile && (
        <p className="section no-print">
          <a
            className="button button-main"
            href={`/api/public/shares/${encodeURIComponent(code)}/file`}
            download
          >
            {say(words.downloadFile)}
          </a>
        </p>
      )}
    </Page>
  );
}
