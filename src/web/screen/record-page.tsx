import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { recordQuery } from "../api/queries.ts";
import { FollowUp } from "../case/follow-up.tsx";
import { History } from "../case/history.tsx";
import "../design/case.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { Measures } from "./measures.tsx";
import { SealSection } from "./seal-section.tsx";
import { caseWords } from "../words/case.ts";
import { screenWords } from "../words/screen.ts";

const route = getRouteApi("/records/$register/$id");

/** One record: what it holds, where it comes from, its history and chain. */
export function RecordPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { register, id } = route.useParams();
  const answer = useQuery(recordQuery(register, id));
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined)
    return (
      <Page title={id}>
        <Skeleton lines={10} />
      </Page>
    );
  const record = answer.data;
  return (
    <Page title={say(record.title)}>
      <p className="lead">
        {say(record.registerName)} · <span className="number">{record.id}</span> ·{" "}
        <span className="tag">{say(record.statusName)}</span>
      </p>
      <section className="panel section" aria-labelledby="fields">
        <h2 id="fields">{say(screenWords.fields)}</h2>
        <dl className="facts">
          {record.fields.map(({ label, value, isDay, code }) => (
            <div key={label.en} className="fact">
              <dt>{say(label)}</dt>
              <dd>
                {isDay ? formatDay(value.zh, language) : say(value)}
                {code !== null && <span className="tiny quiet number"> {code}</span>}
              </dd>
            </div>
          ))}
          {record.caseNo !== null && (
            <div className="fact">
              <dt>{say(screenWords.fromCase)}</dt>
              <dd>
                <Link to="/desk/cases/$caseNo" params={{ caseNo: record.caseNo }}>
                  {record.caseNo}
                </Link>
              </dd>
            </div>
          )}
          {record.document !== null && (
            <div className="fact">
              <dt>{say(screenWords.document)}</dt>
              <dd>
                <a href={`/api/documents/${encodeURIComponent(record.document)}`} download>
                  {say(caseWords.download)}
                </a>
              </dd>
            </div>
          )}
        </dl>
      </section>
      <FollowUp followUp={record.followUp} isPanel />
      <Measures record={record} />
      {record.seal !== null && <SealSection record={record} seal={record.seal} />}
      <History history={record.history} chain={record.chain} />
    </Page>
  );
}
