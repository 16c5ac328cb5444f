import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { dueTasksQuery } from "../api/supervision-queries.ts";
import { dayOf, formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import type { SupervisionSearch } from "../lists/searches.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { supervisionWords as words } from "../words/supervision.ts";

/** What is near its limit, or past it; the earliest limit first. */
export function DueTasks({ search }: { readonly search: SupervisionSearch }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const list = useQuery(dueTasksQuery(search));
  const items = list.data?.items;
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
      {list.isPending && <Skeleton lines={6} />}
      {items?.length === 0 && (
        <Nothing
          search={search}
          filters={["organ"]}
          next={list.data?.next ?? null}
          title={words.noTasks}
          what={words.noTasksNext}
        />
      )}
      {items !== undefined && items.length > 0 && (
        <table className="tasks">
          <thead>
            <tr>
              {[words.task, words.organ, words.heldBy, words.due].map((word) => (
                <th key={word.zh} scope="col">
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((task) => (
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
                  {formatDay(dayOf(task.dueAt), language)}{" "}
                  {task.late && <span className="tag tag-bad">{say(words.late)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager next={list.data?.next ?? null} after={search.after} />
    </>
  );
}
