import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { dueTasksQuery } from "../api/supervision-queries.ts";
import { formatEnd } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { PagedLines } from "../lists/paged-lines.tsx";
import type { SupervisionSearch } from "../lists/searches.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { supervisionWords as words } from "../words/supervision.ts";

/** What is near its limit, or past it; the earliest limit first. */
export function DueTasks({ search }: { readonly search: SupervisionSearch }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const list = useQuery(dueTasksQuery(search));
  return (
    <>
      <nav className="lights ratings-filter no-print" aria-label={say(words.tasks)}>
        {(["overdue", "near"] as const).map((when) => (
          <Link
            key={when}
            to="/desk/supervision"
            search={{ ...search, when, after: "" }}
            className="light"
            aria-current={when === search.when ? "true" : undefined}
          >
            {say(words[when])}
          </Link>
        ))}
      </nav>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <PagedLines
        list={list}
        search={search}
        filters={["organ"]}
        empty={{ title: words.noTasks, what: words.noTasksNext }}
        headings={[words.task, words.organ, words.heldBy, words.due]}
      >
        {list.data?.items.map((task) => (
          <tr key={`${task.caseNo}/${task.task}`}>
            <th scope="row">
              <Link to="/desk/cases/$caseNo" params={{ caseNo: task.caseNo }} className="row-link">
                {say(task.name)}
              </Link>
              <span className="small quiet row-more">
                {say(task.title)} · {task.caseNo}
              </span>
            </th>
            <td data-label={say(words.organ)}>{say(task.organName)}</td>
            <td data-label={say(words.heldBy)}>{say(task.heldBy)}</td>
            <td data-label={say(words.due)} className="number">
              {formatEnd(task.dueAt, language)}{" "}
              {task.late && <span className="tag tag-bad">{say(words.late)}</span>}
            </td>
          </tr>
        ))}
      </PagedLines>
    </>
  );
}
