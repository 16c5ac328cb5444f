import type { DestructionList, DestructionMade } from "#contract";
import { LineTable } from "../lists/line-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { destructionsQuery } from "../api/destruction-queries.ts";
import { request } from "../api/request.ts";
import "../design/ratings.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { destructionWords as words } from "../words/destructions.ts";
import { AdminTabs } from "./admin-tabs.tsx";

function Row({ list }: { readonly list: DestructionList }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { cases, files, documents, proposer, proposedOn, decider, decidedOn, destroyedOn, destroyed } = list;
  const shared = list.shared === null || list.shared === 0 ? "" : say(words.shared, { shared: list.shared });
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/destructions/$list" params={{ list: list.list }} className="row-link">
          {list.list}
        </Link>
        <span className="small quiet row-more">{say(words.counts, { cases, files, documents })}</span>
      </th>
      <td data-label={say(words.drawnBy)}>
        <span>
          {proposer} <span className="quiet small">{formatDay(proposedOn, language)}</span>
        </span>
      </td>
      <td data-label={say(words.decided)}>
        <span>
          {decider ?? "—"}{" "}
          {decidedOn !== null && <span className="quiet small">{formatDay(decidedOn, language)}</span>}
        </span>
      </td>
      <td data-label={say(words.state)}>
        <span>
          <span className={list.state === "destroyed" ? "tag tag-good" : "tag"}>{say(list.stateName)}</span>
          {destroyedOn !== null && (
            <span className="small quiet row-more">
              {say(words.done, { on: formatDay(destroyedOn, language), destroyed: destroyed ?? 0 })}
              {shared}
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}

function DrawUp(): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const draw = useMutation({
    mutationFn: () => request<DestructionMade>("/api/admin/destructions", { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["destructions"] }),
  });
  return (
    <div className="destruction-acts">
      <button
        type="button"
        className="button button-main"
        disabled={draw.isPending}
        onClick={() => draw.mutate()}
      >
        {say(words.draw)}
      </button>
      <div aria-live="polite">
        {draw.data !== undefined && <p>{say(words.drawn, { list: draw.data.list })}</p>}
      </div>
      {draw.isError && <ProblemNotice error={draw.error} />}
    </div>
  );
}

/** Lists of what is destroyed when its time is over (销毁清册). */
export function DestructionsPage(): ReactNode {
  const say = useSay();
  const [cursor, setCursor] = useState("");
  const answer = useQuery(destructionsQuery(cursor));
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { items = [], next = null, proposes = false } = answer.data ?? {};
  return (
    <Page title={say(words.title)} width="wide">
      <AdminTabs here="destructions" />
      <p className="lead ratings-filter">{say(words.lead)}</p>
      {proposes && <DrawUp />}
      {answer.data === undefined && <Skeleton lines={4} />}
      {answer.data !== undefined && items.length === 0 && (
        <p className="quiet">
          {say(words.none)} {say(words.noneNext)}
        </p>
      )}
      {items.length > 0 && (
        <LineTable headings={[words.list, words.drawnBy, words.decided, words.state]}>
          {items.map((list) => (
            <Row key={list.list} list={list} />
          ))}
        </LineTable>
      )}
      {next !== null && (
        <button type="button" className="button" onClick={() => setCursor(next)}>
          {say(words.more)}
        </button>
      )}
    </Page>
  );
}
