import type { CaseAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

/** What was asked, as it was filled in; what the reader may not see is masked by the server and said so. */
export function FormValues({ form }: Pick<CaseAnswer, "form">): ReactNode {
  const say = useSay();
  return (
    <section aria-labelledby="form">
      <h2 id="form">{say(caseWords.form)}</h2>
      <dl className="facts form-values">
        {form.map(({ name, label, value, masked }) => (
          <div key={name} className="fact">
            <dt>{say(label)}</dt>
            <dd>
              {value.zh === "" ? "—" : say(value)}
              {masked && <span className="tiny quiet"> {say(caseWords.masked)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
