import type { VersionsAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { versionsQuery } from "../api/queries.ts";
import "../design/portal.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { catalogue as words } from "../words/catalogue.ts";
import { common } from "../words/common.ts";
import { portal } from "../words/portal.ts";
import { Differences } from "./differences.tsx";

const route = getRouteApi("/matters/$matter/versions");

type Version = VersionsAnswer["versions"][number];

function OneVersion({
  version,
  isFirst,
}: {
  readonly version: Version;
  readonly isFirst: boolean;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { differences, reason } = version;
  return (
    <section className="version section" aria-labelledby={`version-${version.version}`}>
      <div className="heading-line">
        <h2 id={`version-${version.version}`}>
          {say(portal.version, { version: version.version })}
          {version.current && <span className="mark">{say(words.versionNow)}</span>}
        </h2>
        <span className="quiet small number">
          {say(words.versionFrom, { from: formatDay(version.from, language) })}
        </span>
      </div>
      {reason !== null && <p>{say(words.why, { reason })}</p>}
      {isFirst && <p className="quiet">{say(words.firstVersion)}</p>}
      {!isFirst && differences.length === 0 && <p className="quiet">{say(words.sameWords)}</p>}
      {differences.length > 0 && <Differences differences={differences} />}
    </section>
  );
}

/** Every version of a matter's guide, and what each changed. */
export function VersionsPage(): ReactNode {
  const say = useSay();
  const { matter } = route.useParams();
  const versions = useQuery(versionsQuery(matter));
  if (versions.isError) return <RefusedPage error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.isPending)
    return (
      <Page title={say(common.loading)}>
        <Skeleton lines={8} />
      </Page>
    );
  const { name, versions: all } = versions.data;
  return (
    <Page title={say(words.versionsOf, { name: say(name) })}>
      <p>
        <Link to="/matters/$matter" params={{ matter }}>
          {say(words.backToGuide)}
        </Link>
      </p>
      {all.map((version, index) => (
        <OneVersion
          key={`${version.version} ${version.at}`}
          version={version}
          isFirst={index === all.length - 1}
        />
      ))}
    </Page>
  );
}
