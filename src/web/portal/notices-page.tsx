import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { NoticeAnswer, ReadRequest, UnreadAnswer } from "#contract";
import { noticesQuery, unreadQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/case.css";
import "../design/told.css";
import "../design/desk.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { NOTICE_FILTERS } from "../lists/searches.ts";
import { useSession } from "../session/session.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { lists } from "../words/lists.ts";
import { messageWords } from "../words/messages.ts";
import { notices as words } from "../words/notices.ts";

const route = getRouteApi("/my/notices");

/** What the reader has been told, the latest first; following one marks it as read. */
export function NoticesPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const list = useQuery(noticesQuery(search));
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (which: ReadRequest) =>
      request<UnreadAnswer>("/api/notices/read", { method: "POST", body: which }),
    onSuccess: (unread) => {
      client.setQueryData(unreadQuery.queryKey, unread);
      return client.invalidateQueries({ queryKey: ["notices", "list"] });
    },
  });
  if (list.isError) return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data?.items;
  const [newest] = items ?? [];
  return (
    <Page title={say(common.notices)} width="narrow">
      <nav className="lights told-filter no-print" aria-label={say(lists.filters)}>
        {[
          { unread: "", name: words.all },
          { unread: "true", name: words.unreadOnly },
        ].map(({ unread, name }) => (
          <Link
            key={unread}
            to="/my/notices"
            search={{ unread }}
            className="light"
            aria-current={unread === search.unread ? "true" : undefined}
          >
            {say(name)}
          </Link>
        ))}
      </nav>
      <p className="no-print">
        <Link to="/my/messages">{say(messageWords.title)}</Link>
      </p>
      {items === undefined && <Skeleton lines={6} />}
      {items?.length === 0 && (
        <Nothing
          search={search}
          filters={NOTICE_FILTERS}
          next={list.data?.next ?? null}
          title={words.nothing}
          what={words.nothingNext}
        />
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
      <Pager next={list.data?.next ?? null} after={search.after} />
    </Page>
  );
}

type NoticeProps = { readonly notice: NoticeAnswer; readonly onFollow: () => void };

function Notice({ notice, onFollow }: NoticeProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const isStaff = useSession()?.account?.kind === "staff";
  const { at, about, text, caseNo, caseTitle, read } = notice;
  const isOfCertificate = about === "lapsing" || about === "certificate";
  const follow = (): void => {
    if (!read) onFollow();
  };
  return (
    <li className={read ? "told" : "told told-unread"}>
      <p className="told-text">
        {!read && <span className="told-mark">{say(words.unread)}</span>}
        {say(text)}
      </p>
      <p className="small quiet">
        {caseNo === "" ? (
          <Link to={isOfCertificate ? "/my/certificates" : "/my/cases"} onClick={follow}>
            {say(caseTitle)}
          </Link>
        ) : (
          <Link
            to={isStaff ? "/desk/cases/$caseNo" : "/my/cases/$caseNo"}
            params={{ caseNo }}
            onClick={follow}
          >
            {say(caseTitle)}
          </Link>
        )}
        <span className="number">{formatInstant(at, language)}</span>
      </p>
    </li>
  );
}
