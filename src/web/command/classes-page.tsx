import type { ClassesAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useRef, type ReactNode } from "react";
import { classesQuery } from "../api/command-queries.ts";
import { asRefusal } from "../api/refusal.ts";
import "../design/forms.css";
import "../design/lists.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { SearchField } from "../lists/search-field.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { commandWords as words } from "../words/command.ts";
import { CommandFrame } from "./command-frame.tsx";

const route = getRouteApi("/desk/classes");

type IncidentClass = ClassesAnswer["items"][number];

/** 类别知识库: when a class is registered, who handles it, in what time, and how disputes over it were ruled. */
export function ClassesPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const { q } = route.useSearch();
  const field = useRef<HTMLInputElement>(null);
  const { data, error, refetch } = useQuery(classesQuery(q));
  const status = error === null ? 0 : asRefusal(error).status;
  if (status === 401 || status === 403) return <RefusedPage error={error} onRetry={() => void refetch()} />;
  return (
    <CommandFrame title={say(words.classes)} here="classes">
      <p className="lead">{say(words.classesLead)}</p>
      <div className="class-search">
        <SearchField
          q={q}
          label={words.searchClass}
          hint={words.searchClassHint}
          onSearch={(sought) => void navigate({ to: "/desk/classes", search: { q: sought } })}
          field={field}
        />
        {data !== undefined && (
          <p className="small quiet" aria-live="polite">
            {say(words.found, { count: data.items.length })}
          </p>
        )}
      </div>
      {error !== null && data === undefined && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={12} />}
      {data?.items.length === 0 && (
        <div className="empty">
          <h2>{say(words.noClass)}</h2>
          <p>{say(words.noClassNext)}</p>
          <div className="button-row empty-ways">
            <Link className="button" to="/desk/classes" search={{ q: "" }}>
              {say(words.clearSearch)}
            </Link>
          </div>
        </div>
      )}
      <div className="class-lines">
        {data?.items.map((each) => (
          <ClassCard key={each.id} of={each} precedents={data.precedents} open={data.items.length <= 3} />
        ))}
      </div>
    </CommandFrame>
  );
}

type CardProps = {
  readonly of: IncidentClass;
  readonly precedents: string | null;
  readonly open: boolean;
};

function ClassCard({ of, precedents, open }: CardProps): ReactNode {
  const say = useSay();
  const facts = [
    [words.condition, say(of.condition)],
    [words.responsible, say(of.organName ?? words.byTown)],
    [words.limit, say(of.limit)],
    [words.closing, say(of.closing)],
  ] as const;
  return (
    <details className="panel class-card" open={open}>
      <summary>
        <span className="class-name">{say(of.name)}</span>
        <span className="small quiet number">{of.code}</span>
        <span className="small quiet">
          {say(of.kindName)} · {say(of.category)}
        </span>
        <span className={of.severity === "urgent" ? "tag tag-bad" : "tag"}>{say(of.severityName)}</span>
        <span className="tag number">{say(of.limit)}</span>
        {of.local && <span className="tag">{say(words.local)}</span>}
      </summary>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label.en} className="fact">
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="fact">
          <dt>{say(words.precedents)}</dt>
          <dd>
            {of.precedents.length === 0 ? (
              <span className="quiet">{say(words.noPrecedents)}</span>
            ) : (
              <Precedents some={of.precedents} register={precedents} />
            )}
          </dd>
        </div>
      </dl>
      <p>
        <Link to="/desk/map" search={{ class: of.code }}>
          {say(words.toMap)}
        </Link>
      </p>
    </details>
  );
}

function Precedents({
  some,
  register,
}: {
  readonly some: IncidentClass["precedents"];
  readonly register: string | null;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <ul className="precedents">
      {some.map(({ id, placeName, organName, reason, ruledOn }) => {
        const told = say(words.precedent, {
          place: say(placeName),
          organ: say(organName),
          day: formatDay(ruledOn, language),
        });
        return (
          <li key={id}>
            {register === null ? (
              told
            ) : (
              <Link to="/records/$register/$id" params={{ register, id }}>
                {told}
              </Link>
            )}
            {reason !== null && <span className="small quiet row-more">{reason}</span>}
          </li>
        );
      })}
    </ul>
  );
}
