import type { GuideAnswer, MaterialAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { guideQuery, prefillQuery } from "../api/queries.ts";
import "../design/portal.css";
import { formatBytes } from "../format/bytes.ts";
import { formatLimit } from "../format/limits.ts";
import { typeNames } from "../forms/files.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { signInPath, useAccount, useSession } from "../session/session.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { catalogue } from "../words/catalogue.ts";
import { common } from "../words/common.ts";
import { formWords } from "../words/forms.ts";
import { situations } from "../words/situations.ts";
import { portal } from "../words/portal.ts";
import { ElsewhereWays } from "./elsewhere-ways.tsx";
import { StandingNotice } from "./standing-notice.tsx";

import { RatingTally } from "./rating-tally.tsx";

const route = getRouteApi("/matters/$matter");

const AUDIENCE: Readonly<Record<string, (typeof portal)["audience_resident"]>> = {
  resident: portal.audience_resident,
  enterprise: portal.audience_enterprise,
  staff: portal.audience_staff,
};

function ApplyWay({ guide }: { readonly guide: GuideAnswer }): ReactNode {
  const say = useSay();
  const session = useSession();
  const account = useAccount();
  const path = `/apply/${encodeURIComponent(guide.summary.id)}`;
  const isOther = account !== undefined && !guide.audience.includes(account.kind);
  // What one may not apply for oneself, one may for a firm that has given a mandate.
  const acting = useQuery({ ...prefillQuery(guide.summary.id, ""), enabled: isOther }).data?.actsFor ?? [];
  if (session === undefined || guide.standing.state !== "inForce") return null;
  if (account === undefined)
    return (
      <a className="button button-main" href={signInPath(path)}>
        {say(portal.applySignIn)}
      </a>
    );
  if (isOther && acting.length === 0) {
    const who = guide.audience.map((kind) => (AUDIENCE[kind] === undefined ? kind : say(AUDIENCE[kind])));
    return <p className="small quiet">{say(portal.notForYou, { who: who.join(say(portal.and)) })}</p>;
  }
  return (
    <Link
      className="button button-main"
      to="/apply/$matter"
      params={{ matter: guide.summary.id }}
      search={{ step: "", for: "" }}
    >
      {say(account.kind === "staff" ? portal.begin : portal.apply)}
    </Link>
  );
}

function MaterialRow({ material }: { readonly material: MaterialAnswer }): ReactNode {
  const say = useSay();
  const need =
    material.when === null ? say(material.required ? portal.need : portal.needNot) : say(material.when);
  return (
    <tr>
      <th scope="row">
        {say(material.name)}
        <span className="small quiet material-note">{say(material.about)}</span>
        {material.note !== null && <span className="small quiet material-note">{say(material.note)}</span>}
        {material.standard !== null && (
          <span className="small quiet material-note">
            {say(catalogue.standard, { standard: say(material.standard) })}
          </span>
        )}
      </th>
      <td>{need}</td>
      <td className="small quiet">
        {say(formWords.fileRules, {
          types: typeNames(material.types, say),
          size: formatBytes(material.maxBytes),
        })}
      </td>
    </tr>
  );
}

function Materials({ materials }: { readonly materials: readonly MaterialAnswer[] }): ReactNode {
  const say = useSay();
  if (materials.length === 0) return null;
  return (
    <section className="section" id="guide-materials" aria-labelledby="guide-materials-title">
      <h2 id="guide-materials-title">{say(portal.materials)}</h2>
      <table className="guide-table">
        <thead>
          <tr>
            <th scope="col">{say(portal.materialName)}</th>
            <th scope="col">{say(portal.materialNeed)}</th>
            <th scope="col">{say(portal.materialForm)}</th>
          </tr>
        </thead>
        <tbody>
          {materials.map((material) => (
            <MaterialRow key={material.id} material={material} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What helps before one applies: which materials apply, and whether an address will do. */
function BeforeApplying({ guide }: { readonly guide: GuideAnswer }): ReactNode {
  const say = useSay();
  const { summary, situation, addressBusinesses } = guide;
  const [first] = addressBusinesses;
  return (
    <>
      {situation && (
        <Link to="/situations/$situation" params={{ situation: summary.id }} className="no-print">
          {say(situations.whichMaterials)}
        </Link>
      )}
      {first !== undefined && (
        <Link to="/address-check" search={{ business: first.id }} className="no-print">
          {say(situations.addressTitle)}
        </Link>
      )}
    </>
  );
}

function Aside({ guide }: { readonly guide: GuideAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { summary } = guide;
  return (
    <aside className="guide-aside">
      <div className="panel stack">
        <dl className="guide-limits">
          {summary.promised !== null && (
            <div className="guide-promise">
              <dt>{say(portal.promisedLimit)}</dt>
              <dd>{formatLimit(summary.promised, language)}</dd>
            </div>
          )}
          <div>
            <dt>{say(portal.statutoryLimit)}</dt>
            <dd>{formatLimit(summary.statutory, language)}</dd>
          </div>
        </dl>
        {guide.handledElsewhere === null ? (
          <>
            <ApplyWay guide={guide} />
            <BeforeApplying guide={guide} />
            <p className="small quiet">{say(portal.howBody)}</p>
          </>
        ) : (
          <ElsewhereWays guide={guide} elsewhere={guide.handledElsewhere} />
        )}
      </div>
      <RatingTally matter={summary.id} />
      <nav className="guide-contents no-print small" aria-label={say(portal.onThisPage)}>
        {guide.materials.length > 0 && <a href="#guide-materials">{say(portal.materials)}</a>}
        {guide.sections.map(({ title }, index) => (
          <a key={title.en} href={`#guide-${index}`}>
            {say(title)}
          </a>
        ))}
      </nav>
    </aside>
  );
}

/** What a matter asks, takes and gives: the implementation list in sections, and the way to apply. */
export function GuidePage(): ReactNode {
  const say = useSay();
  const { matter } = route.useParams();
  const guide = useQuery(guideQuery(matter));
  if (guide.isError) return <RefusedPage error={guide.error} onRetry={() => void guide.refetch()} />;
  if (guide.isPending)
    return (
      <Page title={say(common.loading)} heading={<h1 className="visually-hidden">{say(common.loading)}</h1>}>
        <Skeleton lines={12} />
      </Page>
    );
  const { summary, sections, materials, version } = guide.data;
  return (
    <Page title={say(summary.name)}>
      <p className="lead">
        {say(summary.organName)} · {say(summary.typeName)} · {say(summary.kindName)} ·{" "}
        {summary.onSiteVisits === 0
          ? say(portal.noVisit)
          : say(portal.visits, { count: summary.onSiteVisits })}
      </p>
      <StandingNotice guide={guide.data} />
      <div className="guide">
        <div className="guide-body">
          <Materials materials={materials} />
          {sections.map(({ title, rows }, index) => (
            <section
              key={title.en}
              className="section"
              id={`guide-${index}`}
              aria-labelledby={`guide-${index}-title`}
            >
              <h2 id={`guide-${index}-title`}>{say(title)}</h2>
              <dl className="facts guide-facts">
                {rows.map(({ label, value }) => (
                  <div key={label.en} className="fact">
                    <dt>{say(label)}</dt>
                    <dd>{say(value)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <p className="section small quiet guide-foot">
            {say(portal.version, { version })}
            <Link to="/matters/$matter/versions" params={{ matter }} className="no-print">
              {say(catalogue.versions)}
            </Link>
            <button type="button" className="button button-small no-print" onClick={() => window.print()}>
              {say(catalogue.print)}
            </button>
          </p>
        </div>
        <Aside guide={guide.data} />
      </div>
    </Page>
  );
}
