import type { CampaignAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { request } from "../api/request.ts";
import "../design/campaigns.css";
import "../design/case.css";
import "../design/desk.css";
import { useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { campaignWords as words } from "../words/campaigns.ts";

const route = getRouteApi("/desk/campaigns/$campaign");

type Day = CampaignAnswer["days"][number];
type Task = CampaignAnswer["tasks"][number];

const sumOf = (days: readonly Day[]): number => days.reduce((sum, { number }) => sum + number, 0);

/** One campaign: its period and goal, tasks against their targets, and what each day came to; each figure opens its records. */
export function CampaignPage(): ReactNode {
  const say = useSay();
  const { campaign: id } = route.useParams();
  const answer = useQuery({
    queryKey: ["campaigns", id],
    queryFn: ({ signal }) => request<CampaignAnswer>(`/api/campaigns/${encodeURIComponent(id)}`, { signal }),
  });
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const campaign = answer.data;
  if (campaign === undefined)
    return (
      <Page title={say(words.title)}>
        <Skeleton lines={10} />
      </Page>
    );
  return (
    <Page title={campaign.name}>
      <dl className="facts">
        <dt>{say(words.status)}</dt>
        <dd>{say(campaign.statusName)}</dd>
        <dt>{say(words.period)}</dt>
        <dd className="number">{say(words.days, { from: campaign.from, to: campaign.to })}</dd>
        <dt>{say(words.area)}</dt>
        <dd>{say(campaign.area)}</dd>
        <dt>{say(words.leadOrgan)}</dt>
        <dd>{say(campaign.leadOrgan)}</dd>
        <dt>{say(words.goal)}</dt>
        <dd>{campaign.goal}</dd>
        <dt>{say(words.report)}</dt>
        <dd>
          {campaign.reportNo === null ? (
            <span className="quiet">{say(words.noReport)}</span>
          ) : (
            <a href={`/api/campaigns/${encodeURIComponent(id)}/report`} target="_blank" rel="noreferrer">
              {campaign.reportNo}
            </a>
          )}
        </dd>
      </dl>
      <p>
        <Link to="/records/$register/$id" params={{ register: "campaigns", id }}>
          {say(words.record)}
        </Link>
      </p>
      {campaign.partial && <p className="small quiet">{say(words.partial)}</p>}
      <Tasks campaign={campaign} />
      <Daily campaign={campaign} />
      <Records campaign={campaign} />
    </Page>
  );
}

type Props = { readonly campaign: CampaignAnswer };

function Tasks({ campaign }: Props): ReactNode {
  const say = useSay();
  const { tasks, days } = campaign;
  const names = [...new Set(tasks.map(({ name }) => name))];
  return (
    <section className="section" aria-labelledby="campaign-tasks">
      <h2 id="campaign-tasks">{say(words.tasks)}</h2>
      {names.map((name) => {
        const inside = tasks.filter((task) => task.name === name);
        const ids = new Set(inside.map(({ id }) => id));
        const whole = sumOf(days.filter(({ task }) => ids.has(task)));
        const target = inside.reduce((sum, task) => sum + task.target, 0);
        return (
          <div key={name}>
            <h3>
              {name}{" "}
              <span className="quiet small">
                {say(words.whole)}{" "}
                <Link
                  className="number campaign-open"
                  to="/desk/campaigns/$campaign"
                  params={{ campaign: campaign.id }}
                  search={{ open: `kind:${name}` }}
                >
                  {say(words.progress, {
                    done: String(whole),
                    target: String(target),
                    unit: inside[0]?.unit ?? "",
                  })}
                </Link>
              </span>
            </h3>
            {inside.map((task) => (
              <TaskBar
                key={task.id}
                campaign={campaign.id}
                task={task}
                done={sumOf(days.filter((day) => day.task === task.id))}
              />
            ))}
          </div>
        );
      })}
    </section>
  );
}

type TaskBarProps = { readonly campaign: string; readonly task: Task; readonly done: number };

function TaskBar({ campaign, task, done }: TaskBarProps): ReactNode {
  const say = useSay();
  const share = task.target === 0 ? null : done / task.target;
  return (
    <div className="campaign-task">
      <span>{say(task.organ)}</span>
      <svg className="campaign-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="campaign-bar-ground" width="100" height="10" />
        <rect className="campaign-bar-done" width={Math.min(100, (share ?? 0) * 100)} height="10" />
      </svg>
      <Link
        className="number campaign-open"
        to="/desk/campaigns/$campaign"
        params={{ campaign }}
        search={{ open: `task:${task.id}` }}
      >
        {say(words.progress, { done: String(done), target: String(task.target), unit: task.unit })}（
        {share === null ? say(words.noTarget) : say(words.percent, { percent: (share * 100).toFixed(1) })}）
      </Link>
    </div>
  );
}

function Daily({ campaign }: Props): ReactNode {
  const say = useSay();
  const { id, days } = campaign;
  const dates = [...new Set(days.map(({ day }) => day))];
  if (dates.length === 0)
    return (
      <section className="section" aria-labelledby="campaign-daily">
        <h2 id="campaign-daily">{say(words.daily)}</h2>
        <p className="quiet">
          {say(words.noDays)}。{say(words.noDaysNext)}
        </p>
      </section>
    );
  const most = Math.max(1, ...dates.map((day) => sumOf(days.filter((each) => each.day === day))));
  return (
    <section className="section" aria-labelledby="campaign-daily">
      <h2 id="campaign-daily">{say(words.daily)}</h2>
      <table className="tasks">
        <thead>
          <tr>
            <th scope="col">{say(words.day)}</th>
            <th scope="col">{say(words.doneThen)}</th>
            <th scope="col">{say(words.reports)}</th>
            <th scope="col">{say(words.missing)}</th>
          </tr>
        </thead>
        <tbody>
          {dates.map((day) => {
            const then = days.filter((each) => each.day === day);
            const done = sumOf(then);
            return (
              <tr key={day}>
                <th scope="row" className="number">
                  {day}
                </th>
                <td>
                  <Link
                    className="number campaign-open"
                    to="/desk/campaigns/$campaign"
                    params={{ campaign: id }}
                    search={{ open: `day:${day}` }}
                  >
                    {done}
                  </Link>
                  <svg
                    className="campaign-bar"
                    viewBox="0 0 100 10"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <rect className="campaign-bar-done" width={(done / most) * 100} height="10" />
                  </svg>
                </td>
                <td className="number">{then.filter(({ reported }) => reported).length}</td>
                <td className="number">{then.filter(({ reported }) => !reported).length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The reports that the figure which was pressed is the sum of. */
function Records({ campaign }: Props): ReactNode {
  const say = useSay();
  const { open } = route.useSearch();
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (open !== "") place.current?.focus();
  }, [open]);
  if (open === "") return null;
  const [by, ...rest] = open.split(":");
  const value = rest.join(":");
  const kinds = new Map(campaign.tasks.map((each) => [each.id, each.name]));
  const shown = campaign.days.filter((each) => {
    if (by === "kind") return kinds.get(each.task) === value;
    return (by === "task" ? each.task : each.day) === value;
  });
  const task = campaign.tasks.find(({ id }) => id === value);
  const of = by === "task" && task !== undefined ? `${say(task.organ)} · ${task.name}` : value;
  return (
    <section className="section" aria-labelledby="campaign-records">
      <h2 id="campaign-records" ref={place} tabIndex={-1}>
        {say(words.recordsOf, { of, n: String(shown.length) })}
      </h2>
      <ul className="rows">
        {shown.map((each) => (
          <li key={each.id} className="row">
            <span className="row-main">
              <Link
                className="row-link"
                to="/records/$register/$id"
                params={{ register: "campaign-days", id: each.id }}
              >
                {each.day} · {nameOf(campaign.tasks, each.task, say)}
              </Link>
              {each.note !== null && <span className="small quiet row-more">{each.note}</span>}
            </span>
            <span className="number">{each.reported ? each.number : say(words.unreported)}</span>
          </li>
        ))}
      </ul>
      <Link
        className="button button-small"
        to="/desk/campaigns/$campaign"
        params={{ campaign: campaign.id }}
        search={{ open: "" }}
      >
        {say(words.close)}
      </Link>
    </section>
  );
}

function nameOf(tasks: readonly Task[], id: string, say: ReturnType<typeof useSay>): string {
  const task = tasks.find((each) => each.id === id);
  return task === undefined ? id : `${say(task.organ)} ${task.name}`;
}
