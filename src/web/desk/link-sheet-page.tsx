import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { caseQuery } from "../api/queries.ts";
import { linksQuery } from "../case/outside-links.tsx";
import "../design/links.css";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { linkWords as words } from "../words/links.ts";

const route = getRouteApi("/desk/cases/$caseNo/links/$link");

/** A link on paper, to be handed to the party that is asked. */
export function LinkSheetPage(): ReactNode {
  const say = useSay();
  const { caseNo, link: id } = route.useParams();
  const { task } = route.useSearch();
  const links = useQuery(linksQuery(caseNo, task));
  const page = useQuery(caseQuery(caseNo));
  if (links.isError) return <RefusedPage error={links.error} onRetry={() => void links.refetch()} />;
  const link = links.data?.items.find((each) => each.id === id);
  const asked = page.data?.tasks.find((each) => each.id === task);
  const back = (
    <Link className="button no-print" to="/desk/cases/$caseNo" params={{ caseNo }}>
      {say(words.back)}
    </Link>
  );
  if (links.data === undefined || page.data === undefined)
    return (
      <Page title={say(words.sheetTitle)} width="narrow">
        <Skeleton lines={8} />
      </Page>
    );
  if (link?.url == null || link.qr === null)
    return (
      <Page title={say(words.sheetTitle)} width="narrow">
        <p className="notice">{say(words.sheetGone)}</p>
        {back}
      </Page>
    );
  return (
    <Page title={say(words.sheetTitle)} width="narrow">
      <section className="link-sheet keep-together">
        <p className="lead">{link.party}</p>
        <p>{say(words.sheetLead)}</p>
        <img
          className="link-sheet-qr"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(link.qr)}`}
          alt={say(words.qrAlt)}
        />
        <dl className="facts">
          {asked !== undefined && (
            <>
              <dt>{say(words.asked)}</dt>
              <dd>{say(asked.name)}</dd>
            </>
          )}
          <dt>{say(words.caseNo)}</dt>
          <dd className="number">{caseNo}</dd>
          <dt>{say(words.until)}</dt>
          <dd className="number">{link.until}</dd>
        </dl>
        <p className="small link-address">{link.url}</p>
      </section>
      <div className="button-row section no-print">
        <button type="button" className="button button-main" onClick={() => print()}>
          {say(words.print)}
        </button>
        {back}
      </div>
    </Page>
  );
}
