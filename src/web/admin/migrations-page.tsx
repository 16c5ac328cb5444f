import type { MigrationsAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { migrationsQuery } from "../api/queries.ts";
import "../design/batch.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Choice } from "../shell/choice.tsx";
import { LineTable } from "../lists/line-table.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { migrations as words } from "../words/migrations.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { MigrationPreview } from "./migration-preview.tsx";
import { migrationSum, shortPlan, versionName } from "./migration-words.ts";

type Matter = MigrationsAnswer["matters"][number];

/** A matter whose cases run on a version beside which there is another. */
const isMovable = ({ versions }: Matter): boolean =>
  versions.length > 1 && versions.some(({ running }) => running > 0);

function Chooser({ matters }: { readonly matters: readonly Matter[] }): ReactNode {
  const say = useSay();
  const [matterId, setMatter] = useState("");
  const [fromPlan, setFrom] = useState("");
  const [toPlan, setTo] = useState("");
  const movable = matters.filter(isMovable);
  const matter = movable.find((each) => each.matter === matterId) ?? movable[0];
  if (matter === undefined) return <p className="notice">{say(words.nothing)}</p>;
  const froms = matter.versions.filter(({ running }) => running > 0);
  // What is not current is what one comes here for; the current version is left only where somebody says so.
  const usual = froms.find(({ isCurrent }) => !isCurrent);
  const from = froms.find(({ plan }) => plan === fromPlan) ?? usual;
  const tos = matter.versions.filter(({ plan }) => plan !== from?.plan);
  const to = tos.find(({ plan }) => plan === toPlan) ?? tos.find(({ isCurrent }) => isCurrent) ?? tos[0];
  return (
    <>
      <div className="panel migration-chooser">
        <Choice label={say(words.matter)} value={matter.matter} onChange={setMatter}>
          {movable.map((each) => (
            <option key={each.matter} value={each.matter}>
              {say(each.name)}
            </option>
          ))}
        </Choice>
        <Choice label={say(words.from)} value={from?.plan ?? ""} onChange={setFrom}>
          {froms.map((each) => (
            <option key={each.plan} value={each.plan}>
              {versionName(each, say)}
            </option>
          ))}
        </Choice>
        <Choice label={say(words.to)} value={to?.plan ?? ""} onChange={setTo}>
          {tos.map((each) => (
            <option key={each.plan} value={each.plan}>
              {versionName(each, say)}
            </option>
          ))}
        </Choice>
      </div>
      {from === undefined && <p className="notice section">{say(words.allCurrent)}</p>}
      {from !== undefined && to !== undefined && (
        <MigrationPreview
          key={`${matter.matter} ${from.plan} ${to.plan}`}
          chosen={{ matter: matter.matter, from: from.plan, to: to.plan }}
        />
      )}
    </>
  );
}

function Latest({ migrations }: Pick<MigrationsAnswer, "migrations">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="latest">
      <h2 id="latest">{say(words.latest)}</h2>
      {migrations.length === 0 && <p className="quiet">{say(words.noLatest)}</p>}
      {migrations.length > 0 && (
        <LineTable headings={[words.what, words.when, words.by, words.came]}>
          {migrations.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                <Link to="/admin/migrations/$migration" params={{ migration: each.id }} className="row-link">
                  {say(each.matterName)}
                </Link>
                <span className="small quiet row-more number">
                  {say(words.versions, { from: shortPlan(each.from), to: shortPlan(each.to) })}
                </span>
              </th>
              <td data-label={say(words.when)} className="number small">
                {formatInstant(each.createdAt, language)}
              </td>
              <td data-label={say(words.by)}>{each.by}</td>
              <td data-label={say(words.came)}>{migrationSum(each, say)}</td>
            </tr>
          ))}
        </LineTable>
      )}
    </section>
  );
}

/** Running cases of a matter on another version of its process: which, what it would come to, and what was done. */
export function MigrationsPage(): ReactNode {
  const say = useSay();
  const answer = useQuery(migrationsQuery);
  if (answer.isError && answer.data === undefined)
    return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={say(words.title)} width="wide" className="desk">
      <div className="desk-filters">
        <AdminTabs here="migrations" />
      </div>
      <p className="quiet said">{say(words.lead)}</p>
      {answer.data === undefined && <Skeleton lines={8} />}
      {answer.data !== undefined && (
        <>
          <Chooser matters={answer.data.matters} />
          <Latest migrations={answer.data.migrations} />
        </>
      )}
    </Page>
  );
}
