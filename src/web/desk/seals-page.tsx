import type { SealsAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AdminTabs } from "../admin/admin-tabs.tsx";
import { sealsQuery } from "../api/certificate-queries.ts";
import "../design/desk.css";
import "../design/ratings.css";
import { LineTable } from "../lists/line-table.tsx";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { certificateWords as words } from "../words/certificates.ts";
import { SealForm } from "./seal-form.tsx";

type Seal = SealsAnswer["seals"][number];

function Row({ seal, keeps }: { readonly seal: Seal; readonly keeps: boolean }): ReactNode {
  const say = useSay();
  return (
    <tr>
      <th scope="row">
        {keeps ? (
          <Link to="/records/$register/$id" params={{ register: "seal", id: seal.id }} className="row-link">
            {seal.name}
          </Link>
        ) : (
          seal.name
        )}
        <br />
        <span className="small quiet number">{seal.id}</span>
      </th>
      <td data-label={say(words.sealOrgan)}>
        <span>
          {say(seal.organName)}
          <br />
          <span className="small quiet">{seal.sealText ?? say(words.ownSeal)}</span>
        </span>
      </td>
      <td data-label={say(words.custodian)}>{seal.custodian}</td>
      <td data-label={say(words.sealDays)} className="number">
        {say(words.fromTo, { from: seal.validFrom, to: seal.validTo })}
      </td>
      <td data-label={say(words.sealStateName)}>
        <span className={seal.live ? "tag tag-good" : "tag"}>{say(seal.statusName)}</span>
      </td>
    </tr>
  );
}

/** The seals of the reader's organs, or of all for those who keep them; what waits for approval stands first. */
export function SealsPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(sealsQuery);
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { seals = [], organs = [], keeps = false } = answer.data ?? {};
  return (
    <Page title={say(words.seals)} width="wide">
      <AdminTabs here="seals" />
      <p className="lead ratings-filter">{say(words.sealsLead)}</p>
      {answer.data === undefined && <Skeleton lines={6} />}
      {answer.data !== undefined && seals.length === 0 && <p className="quiet">{say(words.noSeals)}</p>}
      {answer.data !== undefined && organs.length > 0 && <SealForm organs={organs} />}
      {seals.length > 0 && (
        <LineTable
          className="section"
          headings={[words.sealName, words.sealOrgan, words.custodian, words.sealDays, words.sealStateName]}
        >
          {seals.map((seal) => (
            <Row key={seal.id} seal={seal} keeps={keeps} />
          ))}
        </LineTable>
      )}
    </Page>
  );
}
