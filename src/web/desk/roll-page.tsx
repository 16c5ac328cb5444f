import type { RollLine, RollPage as Roll } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { rollPath, rollQuery, rollsQuery } from "../api/roll-queries.ts";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import "../design/lists.css";
import "../design/roll.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ExportMenu } from "../lists/export-menu.tsx";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import type { RollSearch } from "../lists/searches.ts";
import { LineTable } from "../lists/line-table.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { rollWords as words } from "../words/rolls.ts";

const route = getRouteApi("/desk/roll");

/** 分 as 元, with both places: sums of money are compared digit by digit. */
const yuan = (amount: number): string =>
  (amount / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function Line({ line, register }: { readonly line: RollLine; readonly register: string }): ReactNode {
  const say = useSay();
  return (
    <tr>
      <th scope="row">
        <Link to="/records/$register/$id" params={{ register, id: line.id }} className="row-link">
          {line.name}
        </Link>
        <span className="small quiet row-more number">{line.idNo}</span>
      </th>
      <td data-label={say(words.kind)}>{say(line.kind)}</td>
      <td data-label={say(words.place)}>
        <div>
          {say(line.place)}
          <span className="small quiet row-more">{say(line.organ)}</span>
        </div>
      </td>
      <td data-label={say(words.account)}>
        <div>
          {line.bank}
          <span className="small quiet row-more number">{line.account}</span>
        </div>
      </td>
      <td data-label={say(words.amount)} className="number roll-amount">
        {yuan(line.amount)}
      </td>
    </tr>
  );
}

type FilterProps = { readonly roll: Roll | undefined; readonly search: RollSearch };

function Filters({ roll, search }: FilterProps): ReactNode {
  const say = useSay();
  const id = useId();
  const navigate = useNavigate();
  const change = (told: Partial<RollSearch>): void =>
    void navigate({ to: "/desk/roll", search: { ...search, ...told, after: "" } });
  return (
    <div className="filters no-print">
      <div className="filter">
        <label htmlFor={`${id}m`}>{say(words.month)}</label>
        <input
          id={`${id}m`}
          type="month"
          className="input"
          value={search.month}
          onChange={(event) => event.target.value !== "" && change({ month: event.target.value })}
        />
      </div>
      <div className="filter">
        <label htmlFor={`${id}k`}>{say(words.kind)}</label>
        <select
          id={`${id}k`}
          className="input"
          value={search.kind}
          onChange={(event) => change({ kind: event.target.value })}
        >
          <option value="">{say(words.allKinds)}</option>
          {roll?.sums.map(({ value, name }) => (
            <option key={value} value={value}>
              {say(name)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** The sum, which is that of the records below it, and the way to take them out. */
function Sum({ roll, search }: { readonly roll: Roll; readonly search: RollSearch }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const id = useId();
  const [purpose, setPurpose] = useState("");
  return (
    <section className="roll-sum" aria-label={say(words.total)}>
      <p className="roll-total number">
        {yuan(roll.total)} <span className="quiet">{say(words.yuan)}</span>
      </p>
      <p className="small quiet">
        {say(words.people, { count: roll.count })} ·{" "}
        {say(words.asOf, { at: formatInstant(roll.asOf, language) })}
      </p>
      {search.kind === "" && (
        <ul className="roll-kinds small">
          {roll.sums.map(({ value, name, count, total }) => (
            <li key={value}>
              <Link to="/desk/roll" search={{ ...search, kind: value, after: "" }}>
                {say(name)}
              </Link>
              <span className="number">
                {say(words.people, { count })} · {yuan(total)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="roll-out no-print">
        {roll.pays && (
          <div className="filter roll-purpose">
            <label htmlFor={id}>{say(words.purpose)}</label>
            <input
              id={id}
              className="input"
              maxLength={200}
              value={purpose}
              aria-describedby={`${id}n`}
              onChange={(event) => setPurpose(event.target.value)}
            />
            <span id={`${id}n`} className="small quiet">
              {say(words.purposeNote)}
            </span>
          </div>
        )}
        <ExportMenu
          path={rollPath(roll.register.id)}
          search={{ month: roll.month, kind: search.kind, purpose }}
        />
      </div>
    </section>
  );
}

/** What benefits come to in a month, and to whom they are paid; the sum opens its records. */
export function RollPage(): ReactNode {
  const say = useSay();
  const told = route.useSearch();
  const rolls = useQuery(rollsQuery);
  const register = told.register === "" ? (rolls.data?.registers[0]?.id ?? "") : told.register;
  const month = told.month === "" ? (rolls.data?.month ?? "") : told.month;
  const search = { ...told, register, month };
  const list = useQuery(rollQuery(search));
  // The kinds of the whole month, also where one of them is looked at.
  const whole = useQuery(rollQuery({ ...search, kind: "", after: "" }));
  const error = rolls.error ?? list.error;
  if (error !== null && list.data === undefined)
    return <RefusedPage error={error} onRetry={() => void Promise.all([rolls.refetch(), list.refetch()])} />;
  const roll = list.data;
  return (
    <Page title={say(words.title)} width="wide">
      <p className="lead">{say(words.lead)}</p>
      <Filters roll={whole.data} search={search} />
      {roll === undefined && <Skeleton lines={6} />}
      {roll?.count === 0 && (
        <Nothing search={search} filters={["kind"]} next={null} title={words.none} what={words.noneNext} />
      )}
      {roll !== undefined && roll.count > 0 && (
        <>
          <Sum roll={roll} search={search} />
          <LineTable
            headings={[words.name, words.kind, words.place, words.account, words.amount]}
            className="list-below-title roll-table"
          >
            {roll.items.map((line) => (
              <Line key={line.id} line={line} register={register} />
            ))}
          </LineTable>
        </>
      )}
      <Pager next={roll?.next ?? null} after={told.after} />
    </Page>
  );
}
