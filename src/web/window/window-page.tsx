import type { WindowAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { windowDraftQuery, windowQuery } from "../api/window-queries.ts";
import "../design/forms.css";
import "../design/desk.css";
import "../design/portal.css";
import "../design/window.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { windowWords } from "../words/window.ts";
import { HallChoice } from "./hall-choice.tsx";
import { Intake } from "./intake.tsx";
import { NewCode } from "./new-code.tsx";
import { takingIn } from "./restore.ts";
import { useHall } from "./use-hall.ts";
import { WindowTabs } from "./window-tabs.tsx";

const route = getRouteApi("/desk/window");

function TakenIn({ lines }: { readonly lines: WindowAnswer["takenIn"] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (lines.length === 0) return null;
  return (
    <section className="section no-print" aria-labelledby="taken-in">
      <h2 id="taken-in">{say(windowWords.today)}</h2>
      <ul className="taken-lines">
        {lines.map(({ caseNo, matterName, applicantName, byAgent, at, stateName }) => (
          <li key={caseNo}>
            <span>
              {applicantName} · {say(matterName)}
              {byAgent && <span className="tag">{say(windowWords.agentTag)}</span>}
            </span>
            <span className="small quiet number">{caseNo}</span>
            <span className="small">{say(stateName)}</span>
            <span className="small quiet number">{formatInstant(at, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The clerk's one page: matter, person, form, materials, hand in. */
export function WindowPage(): ReactNode {
  const say = useSay();
  const { ticket, label } = route.useSearch();
  const page = useQuery(windowQuery);
  const draft = useQuery(windowDraftQuery);
  const { hall, counter, choose } = useHall(page.data);
  if (page.isError) return <RefusedPage error={page.error} onRetry={() => void page.refetch()} />;
  const { data } = page;
  return (
    <Page title={say(windowWords.title)} width="wide" className="window-page">
      <WindowTabs here="window" />
      {(data === undefined || draft.isPending) && <Skeleton lines={8} />}
      {data !== undefined && hall === undefined && <p className="lead">{say(windowWords.none)}</p>}
      {data !== undefined && hall !== undefined && !draft.isPending && (
        <>
          <HallChoice halls={data.halls} hall={hall} counter={counter} onChoose={choose} />
          {ticket !== "" && <p className="tag tag-good">{say(windowWords.serving, { label })}</p>}
          <Intake
            key={hall.id}
            at={{ hall: hall.id, counter, ticket: ticket === "" ? null : ticket }}
            cardReader={data.cardReader}
            start={takingIn(draft.data?.data)}
          />
          <p className="tiny quiet no-print only-mouse-block">{say(windowWords.keys)}</p>
          <TakenIn lines={data.takenIn} />
          <NewCode hall={hall.id} cardReader={data.cardReader} />
        </>
      )}
    </Page>
  );
}
