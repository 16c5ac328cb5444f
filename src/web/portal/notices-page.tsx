import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { NoticeAnswer, ReadRequest, UnreadAnswer } from "#contract";
import { noticesQuery, unreadQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/case.css";
import "../design/told.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { useSession } from "../session/session.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { LoadMore } from "../shell/load-more.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { notices as words } from "../words/notices.ts";

/** What the reader has been told, the latest first; following one marks it as read. */
export function NoticesPage(): ReactNode {
  const say = useSay();
  const list = useInfiniteQuery(noticesQuery);
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (which: ReadRequest) =>
      request<UnreadAnswer>("/api/notices/read", { method: "POST", body: which }),
    onSuccess: (unread) => {
      client.setQueryData(unreadQuery.queryKey, unread);
      return client.invalidateQueries({ queryKey: noticesQuery.queryKey });
    },
  });
  if (list.isError) return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.pages.flatMap((page) => page.items);
  const [newest] = items ?? [];
  return (
    <Page title={say(common.notices)} width="narrow">
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && (
        <div className="empty">
          <h2>{say(words.nothing)}</h2>
          <p>{say(words.nothingNext)}</p>
        </div>
      )}
      {newest !== undefined && items?.some((notice) => !notice.read) === true && (
        <p className="no-print">
          <button
            type="button"
            className="button button-small"
            onClick={() => read.mutate({ upTo: newest.at })}
          >
            {say(words.readAll)}
          </button>
        </p>
      )}
      <ol className="told-list">
        {items?.map((notice) => (
          <Notice key={notice.id} notice={notice} onFollow={() => read.mutate({ id: notice.id })} />
        ))}
      </ol>
      <LoadMore list={list} />
    </Page>
  );
}

type NoticeProps = { readonly notice: NoticeAnswer; readonly onFollow: () => void };

function Notice({ notice, onFollow }: NoticeProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const isStaff = useSession()?.account?.kind === "staff";
  const { at, text, caseNo, caseTitle, read } = notice;
  return (
    <li className={read ? "told" : "told told-unread"}>
      <p className="told-text">
        {!read && <span className="told-mark">{say(words.unread)}</span>}
        {say(text)}
      </p>
      <p className="small quiet">
        <Link
          to={isStaff ? "/desk/cases/$caseNo" : "/my/cases/$caseNo"}
          params={{ caseNo }}
          onClick={() => {
            if (!read) onFollow();
          }}
        >
          {say(caseTitle)}
        </Link>
        <span className="number">{formatInstant(at, language)}</span>
      </p>
    </li>
  );
}
