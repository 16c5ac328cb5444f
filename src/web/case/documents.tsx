import type { DocumentAnswer } from "#contract";
import type { ReactNode } from "react";
import { FileIcon } from "../design/icons.tsx";
import { dayOf, formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

function Way({ document }: { readonly document: DocumentAnswer }): ReactNode {
  const say = useSay();
  if (document.retention?.destroyed === true) return null;
  if (document.status === "pending") return <span className="small quiet">{say(caseWords.pending)}</span>;
  if (document.status === "failed") return <span className="small field-error">{say(caseWords.failed)}</span>;
  return (
    <a
      className="button button-small"
      href={`/api/documents/${encodeURIComponent(document.id)}`}
      aria-label={`${say(caseWords.download)}：${say(document.title)}`}
      download
    >
      {say(caseWords.download)}
    </a>
  );
}

const rank = ({ kind }: DocumentAnswer): number => (kind === "certificate" ? 0 : 1);

/** What the matter was for comes before the notices on the way to it. */
function certificatesFirst(documents: readonly DocumentAnswer[]): readonly DocumentAnswer[] {
  return documents.toSorted((one, other) => rank(one) - rank(other));
}

/** Numbered documents of a case, each as soon as it is sealed. */
export function Documents({ documents }: { readonly documents: readonly DocumentAnswer[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="section" aria-labelledby="documents">
      <h2 id="documents">{say(caseWords.documents)}</h2>
      {documents.length === 0 ? (
        <p className="quiet">{say(caseWords.noDocuments)}</p>
      ) : (
        <ul className="rows">
          {certificatesFirst(documents).map((document) => (
            <li key={document.id} className="row">
              <FileIcon />
              <span className="row-main">
                {say(document.title)}
                <span className="small quiet row-more">
                  {document.number} · {formatDay(dayOf(document.issuedAt), language)}
                </span>
                {document.retention !== null && (
                  <span className="tiny quiet row-more">{say(document.retention.said)}</span>
                )}
              </span>
              <Way document={document} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
