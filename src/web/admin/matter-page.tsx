import type { OfferingAnswer } from "#contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { offeringQuery } from "../api/queries.ts";
import "../design/portal.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { standingSentence } from "../portal/standing-notice.tsx";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { catalogue } from "../words/catalogue.ts";
import { offerings as words } from "../words/offerings.ts";
import { portal } from "../words/portal.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { actWord, fittingActs, type Act } from "./offering-acts.ts";
import { OfferingFields } from "./offering-fields.tsx";
import { OfferingProposal } from "./offering-proposal.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";

const route = getRouteApi("/admin/matters/$matter");

type Asked = { readonly act: Act; readonly set?: Readonly<Record<string, string>> };

function History({ history }: Pick<OfferingAnswer, "history">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">{say(words.history)}</h2>
      {history.length === 0 && <p className="quiet">{say(words.noHistory)}</p>}
      <ol className="history">
        {history.map(({ seq, at, actor, sentence }) => (
          <li key={seq}>
            <span className="history-when number">{formatInstant(at, language)}</span>
            <span className="history-what">
              {say(sentence)}
              <span className="quiet small history-actor">{say(actor)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Ways({
  offering,
  onAsk,
}: {
  readonly offering: OfferingAnswer;
  readonly onAsk: (asked: Asked) => void;
}): ReactNode {
  const say = useSay();
  return (
    <div className="button-row section">
      {fittingActs(offering).map((act) => (
        <button
          key={act}
          type="button"
          className={act === "cancel" ? "button button-danger" : "button"}
          onClick={() => onAsk({ act })}
        >
          {say(actWord(act))}
        </button>
      ))}
      <Link to="/matters/$matter" params={{ matter: offering.id }} className="button">
        {say(words.seeGuide)}
      </Link>
      <Link to="/matters/$matter/versions" params={{ matter: offering.id }} className="button">
        {say(catalogue.versions)}
      </Link>
    </div>
  );
}

function Offering({ offering }: { readonly offering: OfferingAnswer }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [told, setTold] = useState("");
  const done = (sentence: string): void => {
    setTold(sentence);
    setAsked(undefined);
    void client.invalidateQueries();
  };
  const { id, proposal, standing, ahead, version, organName, fields, history } = offering;
  return (
    <>
      <p className="lead">
        {say(organName)} · {say(portal.version, { version })} ·{" "}
        {standing.state === "inForce" ? say(standing.stateName) : standingSentence(standing, say)}
        {ahead !== null && ` · ${standingSentence(ahead, say)}`}
      </p>
      <div aria-live="polite">{told !== "" && <p className="notice">{told}</p>}</div>
      {proposal === null ? (
        <Ways offering={offering} onAsk={setAsked} />
      ) : (
        <OfferingProposal matter={id} proposal={proposal} onDecided={done} />
      )}
      <History history={history} />
      {proposal === null && (
        <OfferingFields key={version} fields={fields} onAmend={(set) => setAsked({ act: "amend", set })} />
      )}
      {asked !== undefined && (
        <ProposeDialog
          matter={id}
          {...asked}
          onDone={() => done(say(words.proposed, { act: say(actWord(asked.act)) }))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

/** One matter for the configurer: how it stands, what waits for approval, what may be changed, what was. */
export function MatterPage(): ReactNode {
  const say = useSay();
  const { matter } = route.useParams();
  const answer = useQuery(offeringQuery(matter));
  if (answer.isError && answer.data === undefined)
    return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <Page title={answer.data === undefined ? say(words.title) : say(answer.data.name)} width="wide">
      <div className="desk-filters">
        <AdminTabs here="matters" />
      </div>
      {answer.data === undefined ? <Skeleton lines={8} /> : <Offering offering={answer.data} />}
    </Page>
  );
}
