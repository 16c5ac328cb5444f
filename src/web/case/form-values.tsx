import type { CaseAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";
import { RevealPersonalData } from "./reveal-personal-data.tsx";

/** What was asked, as it was filled in; what the reader may not see is masked by the server and said so. */
export function FormValues({ page }: { readonly page: CaseAnswer }): ReactNode {
  const say = useSay();
  return (
    <section aria-labelledby="form">
      <h2 id="form">{say(caseWords.form)}</h2>
      <dl className="facts form-values">
        {page.form.map(({ name, label, value, masked }) => (
          <div key={name} className="fact">
            <dt>{say(label)}</dt>
            <dd>
              {value.zh === "" ? "—" : say(value)}
              {masked && <span className="tiny quiet"> {say(caseWords.masked)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <RevealPersonalData page={page} />
    </section>
  );
}
