import type { OfferingLine } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { offeringsQuery } from "../api/queries.ts";
import "../design/batch.css";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { standingSentence } from "../portal/standing-notice.tsx";
import { LineTable } from "../lists/line-table.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { offerings as words } from "../words/offerings.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { actWord } from "./offering-acts.ts";
import { SheetPanel } from "./sheet-panel.tsx";

function Line({ line }: { readonly line: OfferingLine }): ReactNode {
  const say = useSay();
  const { id, name, organName, version, standing, ahead, proposed } = line;
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/matters/$matter" params={{ matter: id }} className="row-link">
          {say(name)}
        </Link>
        <span className="small quiet row-more">{say(organName)}</span>
      </th>
      <td data-label={say(words.version)} className="number">
        {version}
      </td>
      <td data-label={say(words.state)}>
        {standing.state === "inForce" ? say(standing.stateName) : standingSentence(standing, say)}
        {ahead !== null && <span className="small quiet row-more">{standingSentence(ahead, say)}</span>}
      </td>
      <td data-label={say(words.waits)}>{proposed === null ? "—" : say(actWord(proposed))}</td>
    </tr>
  );
}

function Lines({ items }: { readonly items: readonly OfferingLine[] }): ReactNode {
  const say = useSay();
  const [onlyWaiting, setOnlyWaiting] = useState(false);
  const waiting = items.filter(({ proposed }) => proposed !== null);
  const shown = onlyWaiting ? waiting : items;
  return (
    <section className="section">
      <div className="heading-line">
        <p className="quiet" role="status">
          {say(words.count, { count: items.length, waiting: waiting.length })}
        </p>
        <label className="choice">
          <input
            type="checkbox"
            checked={onlyWaiting}
            onChange={(event) => setOnlyWaiting(event.target.checked)}
          />
          <span>{say(words.onlyWaiting)}</span>
        </label>
      </div>
      {shown.length === 0 ? (
        <p className="empty">{say(words.nothingWaits)}</p>
      ) : (
        <LineTable headings={[words.matter, words.version, words.state, words.waits]}>
          {shown.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </LineTable>
      )}
    </section>
  );
}

/** Every matter of the district as it stands, and what waits for approval. */
export function MattersPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(offeringsQuery);
  if (answer.isError && answer.data === undefined)
    return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.title)} width="wide" className="desk">
      <div className="desk-filters">
        <AdminTabs here="matters" />
      </div>
      <p className="quiet said">{say(words.lead)}</p>
      <SheetPanel />
      {answer.data === undefined ? <Skeleton lines={8} /> : <Lines items={answer.data.items} />}
    </Page>
  );
}
