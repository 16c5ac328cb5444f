import type { FigureAnswer, IndicatorRecord } from "#contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { indicatorRecordsQuery } from "../api/queries.ts";
import "../design/case.css";
import "../design/desk.css";
import { formatDay, formatInstant } from "../format/dates.ts";
import { formatFigure } from "../format/figures.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { LoadMore } from "../shell/load-more.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { screenWords } from "../words/screen.ts";

const route = getRouteApi("/screen/indicators/$indicator");

function RecordLink({ record }: { readonly record: IndicatorRecord }): ReactNode {
  const say = useSay();
  if (record.kind === "record" && record.register !== null)
    return (
      <Link
        className="row-link"
        to="/records/$register/$id"
        params={{ register: record.register, id: record.id }}
      >
        {say(record.title)}
      </Link>
    );
  return (
    <Link className="row-link" to="/desk/cases/$caseNo" params={{ caseNo: record.caseNo ?? record.id }}>
      {say(record.title)}
    </Link>
  );
}

function Records({ records }: { readonly records: readonly IndicatorRecord[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <table className="tasks section">
      <thead>
        <tr>
          <th scope="col">{say(screenWords.recordTitle)}</th>
          <th scope="col">{say(screenWords.recordDate)}</th>
          <th scope="col">{say(screenWords.recordPlace)}</th>
          <th scope="col">{say(screenWords.recordPart)}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={`${record.kind} ${record.register ?? ""} ${record.id}`}>
            <th scope="row">
              <RecordLink record={record} />
              {record.caseNo !== null && <span className="small quiet row-more number">{record.caseNo}</span>}
            </th>
            <td data-label={say(screenWords.recordDate)} className="number">
              <span>{record.date === null ? "—" : formatDay(record.date, language)}</span>
            </td>
            <td data-label={say(screenWords.recordPlace)}>
              <span>{say(record.place)}</span>
            </td>
            <td data-label={say(screenWords.recordPart)}>
              <span>{say(record.part)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lead({ figure }: { readonly figure: FigureAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const value = figure.value === null ? say(screenWords.noValue) : formatFigure(figure.value, false).value;
  return (
    <>
      <p className="lead">
        {say(screenWords.recordsLead, {
          year: figure.year,
          value,
          unit: figure.value === null ? "" : ` ${say(figure.unit)}`,
          asOf: say(screenWords.asOf, { time: formatInstant(figure.asOf, language) }),
        })}
      </p>
      <p className="small quiet">
        {say(figure.definition)} {say(screenWords.owner, { owner: say(figure.owner) })}
      </p>
    </>
  );
}

/** Exactly the records that a figure counts; the heading says as many as the figure does. */
export function IndicatorPage(): ReactNode {
  const say = useSay();
  const { indicator } = route.useParams();
  const { year } = route.useSearch();
  const list = useInfiniteQuery(indicatorRecordsQuery(indicator, year));
  if (list.isError && list.data === undefined)
    return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const figure = list.data?.pages[0]?.figure;
  if (list.data === undefined || figure === undefined)
    return (
      <Page title={say(common.loading)} heading={<h1 className="visually-hidden">{say(common.loading)}</h1>}>
        <Skeleton lines={10} />
      </Page>
    );
  const records = list.data.pages.flatMap(({ items }) => items);
  return (
    <Page title={say(screenWords.recordsTitle, { name: say(figure.name), count: figure.records })}>
      <Lead figure={figure} />
      {records.length === 0 ? (
        <div className="empty">
          <h2>{say(screenWords.noRecords, { year: figure.year })}</h2>
          <p>{say(screenWords.noRecordsNext)}</p>
        </div>
      ) : (
        <Records records={records} />
      )}
      <LoadMore list={list} />
      <p className="section no-print">
        <Link to="/screen">{say(screenWords.backToScreen)}</Link>
      </p>
    </Page>
  );
}
