import type { CaseAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { personalData } from "../words/personal-data.ts";
import { caseWords } from "../words/case.ts";
import { caseWordsOf } from "../words/kinds.ts";
import { RevealPersonalData } from "./reveal-personal-data.tsx";

/** A value that names another page leads there. */
function Value({
  value,
  href,
}: Pick<CaseAnswer["form"][number], "value"> & { readonly href: string | undefined }): ReactNode {
  const say = useSay();
  if (value.zh === "") return "—";
  return href === undefined ? say(value) : <a href={href}>{say(value)}</a>;
}

/** What was asked, as it was filled in; what the reader may not see is masked by the server and said so. */
export function FormValues({ page }: { readonly page: CaseAnswer }): ReactNode {
  const say = useSay();
  return (
    <section aria-labelledby="form">
      <h2 id="form">{say(caseWordsOf(page.summary.kind).form)}</h2>
      <dl className="facts form-values">
        {page.form.map(({ name, label, value, before, masked, href }) => (
          <div key={name} className="fact">
            <dt>{say(label)}</dt>
            <dd>
              {before === undefined ? (
                <Value value={value} href={href} />
              ) : (
                <span className="corrected">
                  <span className="corrected-now">
                    <Value value={value} href={href} /> <em className="tag">{say(caseWords.corrected)}</em>
                  </span>
                  <span className="corrected-before small quiet">
                    {say(caseWords.correctedBefore)}：<del>{before.zh === "" ? "—" : say(before)}</del>
                  </span>
                </span>
              )}
              {masked && <span className="tiny quiet"> {say(caseWords.masked)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {page.partial && <p className="small quiet">{say(personalData.partial)}</p>}
      {page.erased && <p className="small quiet">{say(personalData.erased)}</p>}
      <RevealPersonalData page={page} />
    </section>
  );
}
