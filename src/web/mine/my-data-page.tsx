import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LookAnswer } from "#contract";
import { looksQuery } from "../api/queries.ts";
import "../design/case.css";
import "../design/desk.css";
import "../design/portal-pages.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { common } from "../words/common.ts";
import { personalData as words } from "../words/personal-data.ts";

const route = getRouteApi("/my/data");

/** What is kept of the reader and who looked at it (个人信息保护法 arts. 44, 45). */
export function MyDataPage(): ReactNode {
  const say = useSay();
  const search = route.useSearch();
  const looks = useQuery(looksQuery(search));
  if (looks.isError) return <RefusedPage error={looks.error} onRetry={() => void looks.refetch()} />;
  const items = looks.data?.items;
  return (
    <Page title={say(common.myData)} width="narrow">
      <section className="section" aria-labelledby="looks">
        <h2 id="looks">{say(words.looks)}</h2>
        <p className="quiet">{say(words.looksWhy)}</p>
        {items === undefined && <Skeleton lines={4} />}
        {items?.length === 0 && (
          <Nothing
            search={search}
            filters={[]}
            next={looks.data?.next ?? null}
            title={words.noLooks}
            what={words.noLooksNext}
          />
        )}
        {items !== undefined && items.length > 0 && <Looks items={items} />}
        <Pager next={looks.data?.next ?? null} after={search.after} />
      </section>
      <section className="section" aria-labelledby="take-out">
        <h2 id="take-out">{say(words.takeOut)}</h2>
        <p className="quiet">{say(words.takeOutWhat)}</p>
        <p className="after-words">
          <a className="button" href="/api/my/data" download>
            {say(words.takeOutAct)}
          </a>
        </p>
      </section>
    </Page>
  );
}

function Looks({ items }: { readonly items: readonly LookAnswer[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <table className="views">
      <thead>
        <tr>
          <th scope="col">{say(words.when)}</th>
          <th scope="col">{say(words.who)}</th>
          <th scope="col">{say(words.why)}</th>
          <th scope="col">{say(words.ofCase)}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, at, who, why, caseNo }) => (
          <tr key={id}>
            <td className="number">{formatInstant(at, language)}</td>
            <td>{who}</td>
            <td>{say(why)}</td>
            <td>
              <Link to="/my/cases/$caseNo" params={{ caseNo }} className="number small">
                {caseNo}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
