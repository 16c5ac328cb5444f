import type { BatchListLine } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { batchesQuery } from "../api/queries.ts";
import { useNews } from "../api/use-news.ts";
import "../design/batch.css";
import "../design/case.css";
import "../design/desk.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { PagedLines } from "../lists/paged-lines.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { batch as words } from "../words/batch.ts";
import { batchEnds, isUnderWay } from "./batch-status.ts";

const route = getRouteApi("/desk/batches");

function Line({ line }: { readonly line: BatchListLine }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { id, status, act, taskName, matterName, counts, createdAt, endedAt } = line;
  const { planned, done } = counts;
  return (
    <tr>
      <th scope="row">
        <Link to="/desk/batches/$batch" params={{ batch: id }} className="row-link">
          {say(act)}
        </Link>
        <span className="small quiet row-more">
          {say(taskName)} · {say(matterName)}
        </span>
      </th>
      <td data-label={say(words.came)}>
        <span className={status === "done" && done === planned ? "tag tag-good" : "tag"}>
          {say(words[`is_${status}`])}
        </span>
      </td>
      <td data-label={say(words.lines)}>
        {isUnderWay(status) ? (
          <progress
            className="batch-progress"
            max={planned}
            value={planned - counts.ready}
            aria-label={say(words.doing, { done, whole: planned })}
          />
        ) : (
          <span className="small">{batchEnds(line, say)}</span>
        )}
      </td>
      <td data-label={say(words.begunAt)} className="number small">
        {formatInstant(createdAt, language)}
      </td>
      <td data-label={say(words.endedAt)} className="number small">
        {endedAt === null ? "—" : formatInstant(endedAt, language)}
      </td>
    </tr>
  );
}

/** What the reader has done, is doing or has only previewed together, the latest first. */
export function BatchesPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const list = useQuery(batchesQuery(search));
  const items = list.data?.items;
  useNews("batch", items?.some(({ status }) => isUnderWay(status)) === true, () => void list.refetch());
  if (list.isError && items === undefined)
    return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Page title={say(words.mine)} width="wide">
      <p className="said no-print">
        <Link to="/desk">{say(words.toDesk)}</Link>
      </p>
      <PagedLines
        list={list}
        search={search}
        filters={[]}
        empty={{ title: words.none, what: words.noneNext }}
        headings={[words.what, words.came, words.lines, words.begunAt, words.endedAt]}
      >
        {list.data?.items.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </PagedLines>
    </Page>
  );
}
