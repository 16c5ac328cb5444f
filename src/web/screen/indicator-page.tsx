import type { Bilingual, FigureAnswer, IndicatorRecord, IndicatorRecordsAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { indicatorRecordsQuery } from "../api/queries.ts";
import "../design/case.css";
import "../design/desk.css";
import { formatDay, formatInstant } from "../format/dates.ts";
import { formatFigure } from "../format/figures.ts";
import { sayIn, useLanguage, useSay } from "../language/say.ts";
import { ExportMenu } from "../lists/export-menu.tsx";
import { ListTools } from "../lists/list-tools.tsx";
import { ColumnsButton } from "../lists/columns-button.tsx";
import { useColumns, type Columns } from "../lists/use-columns.ts";
import { ListFilters, type FilterField } from "../lists/list-filters.tsx";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { FIGURE_FILTERS, type FigureSearch } from "../lists/searches.ts";
import { FigureParts } from "./figure-parts.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
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

type CellProps = { readonly record: IndicatorRecord };

function RecordCell({ record }: CellProps): ReactNode {
  return (
    <>
      <RecordLink record={record} />
      {record.caseNo !== null && <span className="small quiet row-more number">{record.caseNo}</span>}
    </>
  );
}

function DateCell({ record }: CellProps): ReactNode {
  const language = useLanguage();
  return <span className="number">{record.date === null ? "—" : formatDay(record.date, language)}</span>;
}

function Words({ text }: { readonly text: Bilingual }): ReactNode {
  const say = useSay();
  return <span>{say(text)}</span>;
}

const CELLS: Readonly<Record<string, (props: CellProps) => ReactNode>> = {
  record: RecordCell,
  date: DateCell,
  place: ({ record }) => <Words text={record.place} />,
  part: ({ record }) => <Words text={record.part} />,
};

type RecordsProps = { readonly records: readonly IndicatorRecord[]; readonly columns: Columns["shown"] };

function Records({ records, columns }: RecordsProps): ReactNode {
  const say = useSay();
  return (
    <table className="tasks section">
      <thead>
        <tr>
          {columns.map(({ id, name }) => (
            <th key={id} scope="col">
              {say(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={`${record.kind} ${record.register ?? ""} ${record.id}`}>
            {columns.map(({ id, name }) => {
              const Cell = CELLS[id];
              if (Cell === undefined) return null;
              if (id === "record")
                return (
                  <th key={id} scope="row">
                    <Cell record={record} />
                  </th>
                );
              return (
                <td key={id} data-label={say(name)}>
                  <Cell record={record} />
                </td>
              );
            })}
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

/** Years that are offered beside the one shown. */
const YEARS_BACK = 4;

type ToolsProps = {
  readonly search: FigureSearch;
  readonly figure: FigureAnswer;
  readonly places: IndicatorRecordsAnswer["places"];
  readonly columns: Columns;
};

function Tools({ search, figure, places, columns }: ToolsProps): ReactNode {
  const navigate = useNavigate();
  const { indicator } = route.useParams();
  const { year, asOf } = figure;
  const newest = Math.max(year, Number(asOf.slice(0, 4)));
  const years = Array.from({ length: newest - Math.min(year, newest - YEARS_BACK) + 1 }, (_, back) =>
    String(newest - back),
  );
  const fields: readonly FilterField[] = [
    {
      kind: "choice",
      name: "year",
      label: screenWords.year,
      none: screenWords.thisYear,
      choices: years.map((id) => ({ id, name: { zh: `${id}年`, en: id } })),
    },
    { kind: "choice", name: "place", label: screenWords.recordPlace, choices: places },
  ];
  return (
    <ListTools
      acts={
        <>
          <ColumnsButton {...columns} />
          <ExportMenu
            path={`/api/indicators/${encodeURIComponent(indicator)}/records`}
            search={search}
            columns={columns.shown.map(({ id }) => id)}
          />
        </>
      }
    >
      <ListFilters
        search={search}
        fields={fields}
        filters={FIGURE_FILTERS}
        onChange={(change) =>
          void navigate({
            to: "/screen/indicators/$indicator",
            params: { indicator },
            search: { ...search, ...change },
          })
        }
      />
    </ListTools>
  );
}

/** The figure's name, of a coverage also the part that is open, and how many records it has. */
function titleOf({ figure, part }: IndicatorRecordsAnswer, say: ReturnType<typeof useSay>): string {
  const open = figure.parts.find(({ id }) => id === part);
  const name = say(figure.name);
  return open === undefined
    ? say(screenWords.recordsTitle, { name, count: figure.records })
    : say(screenWords.partTitle, { name, part: say(open.name), count: open.records });
}

/** Exactly the records that a figure counts; the heading says as many as the figure does. */
export function IndicatorPage(): ReactNode {
  const say = useSay();
  const { indicator } = route.useParams();
  const search = route.useSearch();
  const list = useQuery(indicatorRecordsQuery(indicator, search));
  const columns = useColumns("records", search.columns);
  if (list.isError && list.data === undefined)
    return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined || columns === undefined)
    return (
      <Page title={say(common.loading)} heading={<h1 className="visually-hidden">{say(common.loading)}</h1>}>
        <Skeleton lines={10} />
      </Page>
    );
  const { figure, part, places, items: records, next } = list.data;
  // A denominator with nothing in it lacks nothing either, but all of nothing is no news.
  const isWhole = part === "missing" && figure.records > 0;
  const empty = isWhole
    ? { title: screenWords.noneMissing, next: screenWords.noneMissingNext }
    : { title: screenWords.noRecords, next: screenWords.noRecordsNext };
  return (
    <Page title={titleOf(list.data, say)}>
      <Lead figure={figure} />
      <FigureParts figure={figure} part={part} search={search} />
      <Tools search={search} figure={figure} places={places} columns={columns} />
      {records.length === 0 ? (
        <Nothing
          search={search}
          filters={FIGURE_FILTERS}
          next={next}
          title={{
            zh: sayIn("zh", empty.title, { year: figure.year }),
            en: sayIn("en", empty.title, { year: figure.year }),
          }}
          what={empty.next}
        />
      ) : (
        <Records records={records} columns={columns.shown} />
      )}
      <Pager next={next} after={search.after} />
      <p className="section no-print">
        <Link to="/screen">{say(screenWords.backToScreen)}</Link>
      </p>
    </Page>
  );
}
