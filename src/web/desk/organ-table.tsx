import type { SupervisionAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { supervisionQuery } from "../api/supervision-queries.ts";
import { useSay } from "../language/say.ts";
import { Nothing } from "../lists/nothing.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { supervisionWords as words } from "../words/supervision.ts";
import { COUNTS, nextRanking, ranked, type Ranking } from "./ranked.ts";

type Organ = SupervisionAnswer["organs"][number];

/** A number that opens exactly what it counts; nothing is no link. */
function Count({
  of,
  organ,
  count,
  label,
}: {
  readonly of: "near" | "overdue" | "yellow" | "red";
  readonly organ: string;
  readonly count: number;
  readonly label: string;
}): ReactNode {
  if (count === 0) return <span className="quiet">0</span>;
  const search =
    of === "near" || of === "overdue"
      ? { view: "tasks", when: of, organ }
      : { view: "cards", kind: of, organ };
  return (
    <Link to="/desk/supervision" search={search} aria-label={`${label} ${count}`} className={`count-${of}`}>
      {count}
    </Link>
  );
}

function Row({ organ, answer }: { readonly organ: Organ; readonly answer: SupervisionAnswer }): ReactNode {
  const say = useSay();
  return (
    <tr>
      <th scope="row">{say(organ.name)}</th>
      {COUNTS.map((of) => (
        <td key={of} data-label={say(words[of])} className="number">
          <Count
            of={of}
            organ={organ.organ}
            count={organ[of]}
            label={`${say(organ.name)} ${say(words[of])}`}
          />
        </td>
      ))}
      {answer.indicators.map(({ id, name, unit }) => {
        const figure = organ.figures.find(({ indicator }) => indicator === id);
        const value = figure?.value ?? null;
        return (
          <td key={id} data-label={say(name)} className="number">
            {value === null ? (
              <span className="quiet">{say(words.none)}</span>
            ) : (
              <Link
                to="/screen/indicators/$indicator"
                params={{ indicator: id }}
                search={{ year: String(answer.year), organ: organ.organ }}
                aria-label={`${say(organ.name)} ${say(name)} ${value}${say(unit)}`}
              >
                {value}
                <span className="small quiet">{say(unit)}</span>
              </Link>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** A column's head: pressed, it ranks by the column, the highest first, then the lowest. */
function Head({
  of,
  by,
  name,
  about,
}: {
  readonly of: string;
  readonly by: Ranking;
  readonly name: string;
  readonly about?: string;
}): ReactNode {
  const sort = by === of ? "descending" : "ascending";
  const isRanked = by.replace(/^-/, "") === of;
  return (
    <th scope="col" title={about} aria-sort={isRanked ? sort : "none"}>
      <Link to="/desk/supervision" search={{ view: "organs", by: nextRanking(by, of) }} className="rank-by">
        {name}
        {isRanked && <span aria-hidden="true">{sort === "descending" ? "↓" : "↑"}</span>}
      </Link>
    </th>
  );
}

/** The organs side by side, ranked by any column; with nothing chosen those with the most overdue first. */
export function OrganTable({ by }: { readonly by: Ranking }): ReactNode {
  const say = useSay();
  const answer = useQuery(supervisionQuery);
  if (answer.isError) return <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton lines={8} />;
  const { year, nearDays, indicators, organs } = answer.data;
  if (organs.length === 0)
    return <Nothing search={{}} filters={[]} next={null} title={words.noOrgans} what={words.noOrgansNext} />;
  return (
    <>
      <p className="lead ratings-filter">
        {say(words.lead, { year })} {say(words.near)}：{say(words.nearNote, { days: nearDays })}
      </p>
      <table className="tasks list-below-title">
        <thead>
          <tr>
            <th scope="col">{say(words.organ)}</th>
            {COUNTS.map((of) => (
              <Head key={of} of={of} by={by} name={say(words[of])} />
            ))}
            {indicators.map(({ id, name, definition }) => (
              <Head key={id} of={id} by={by} name={say(name)} about={say(definition)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {ranked(organs, by).map((organ) => (
            <Row key={organ.organ} organ={organ} answer={answer.data} />
          ))}
        </tbody>
      </table>
    </>
  );
}
