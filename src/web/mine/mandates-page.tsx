import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { mandatesQuery } from "../api/queries.ts";
import { Said } from "../case/said.tsx";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { mandates as words } from "../words/mandates.ts";
import { GrantForm } from "./grant-form.tsx";
import { MandateTable } from "./mandate-table.tsx";

/** 经办授权: whom a firm lets act in its name, and for which firms one may act oneself. */
export function MandatesPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const found = useQuery(mandatesQuery);
  const [said, setSaid] = useState<{ readonly zh: string; readonly en: string }>();
  if (found.isError) return <RefusedPage error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined)
    return (
      <Page title={say(words.title)} width="narrow">
        <Skeleton lines={6} />
      </Page>
    );
  const { granted, held, principals } = found.data;
  const told = (sentence: string) => setSaid({ zh: sentence, en: sentence });
  return (
    <Page title={say(words.title)} width="narrow">
      <p className="quiet">{say(words.what)}</p>
      <Said said={said} />
      {principals.length > 0 && (
        <section className="section" aria-labelledby="granted">
          <h2 id="granted">{say(words.granted)}</h2>
          {granted.length === 0 ? (
            <p className="quiet">{say(words.grantedNone)}</p>
          ) : (
            <MandateTable
              as="granted"
              items={granted}
              onWithdrawn={({ agentName: name }) => told(say(words.withdrawDone, { name }))}
            />
          )}
        </section>
      )}
      {principals.map((of) => (
        <section key={of.principal} className="section" aria-labelledby={`grant-${of.principal}`}>
          <h2 id={`grant-${of.principal}`}>{say(words.grantOf, { name: of.name })}</h2>
          <GrantForm
            key={granted.length}
            of={of}
            onDone={({ agentName: name, to }) =>
              told(say(words.grantDone, { name, to: formatDay(to, language) }))
            }
          />
        </section>
      ))}
      <section className="section" aria-labelledby="held">
        <h2 id="held">{say(words.held)}</h2>
        {held.length === 0 ? (
          <p className="quiet">{say(words.heldNone)}</p>
        ) : (
          <MandateTable as="held" items={held} />
        )}
      </section>
    </Page>
  );
}
