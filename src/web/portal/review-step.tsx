import type { GuideAnswer } from "#contract";
import type { ReactNode } from "react";
import { formatLimit } from "../format/limits.ts";
import { fieldsOf, labelOf, valueInWords } from "../forms/schema.ts";
import { isShown } from "../forms/validate.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import type { Work } from "./draft.ts";
import { materialsAsked } from "./materials.ts";
import type { Step } from "./steps.ts";

type Props = {
  readonly guide: GuideAnswer;
  readonly work: Work;
  readonly steps: readonly Step[];
  readonly onGo: (step: Step) => void;
};

/** What the reader may count on once it is sent. */
function WhatFollows({ guide }: Pick<Props, "guide">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (guide.correctionNotice === null) return say(applyWords.promisePlain);
  const limit = formatLimit(guide.correctionNotice, language);
  return say(guide.instant ? applyWords.promiseAtOnce : applyWords.promise, {
    organ: say(guide.summary.organName),
    limit,
  });
}

function Answers({
  guide,
  work,
  fields,
}: Omit<Props, "steps" | "onGo"> & { readonly fields: readonly string[] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const schemas = new Map(fieldsOf(guide.form));
  return fields.map((name) => {
    const schema = schemas.get(name);
    if (schema === undefined || !isShown(schema, work.values)) return null;
    return (
      <div key={name} className="fact">
        <dt>{say(labelOf(schema, name))}</dt>
        <dd>{valueInWords(schema, work.values[name], language)}</dd>
      </div>
    );
  });
}

function Files({ guide, work }: Omit<Props, "steps" | "onGo">): ReactNode {
  const say = useSay();
  const asked = materialsAsked(guide, work.values, work.commitment);
  if (asked.length === 0) return <p className="quiet">{say(applyWords.noMaterials)}</p>;
  return (
    <dl className="facts">
      {asked.map(({ material }) => {
        const named = work.certificates[material.id] ?? [];
        const parts = [
          ...(work.materials[material.id] ?? []).map(({ name }) => name),
          ...named.map((number) => say(applyWords.byCertificate, { number })),
          ...(work.deferral.materials.includes(material.id) ? [say(applyWords.promisedLater)] : []),
        ];
        return (
          <div key={material.id} className="fact">
            <dt>{say(material.name)}</dt>
            <dd>{parts.length === 0 ? say(applyWords.notGiven) : parts.join("、")}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Everything once more, each part with the way back to it, before it is sent. */
export function ReviewStep({ guide, work, steps, onGo }: Props): ReactNode {
  const say = useSay();
  return (
    <>
      <div>
        {steps.map((step) =>
          step.kind === "review" ? null : (
            <section key={step.id} className="review-group" aria-labelledby={`review-${step.id}`}>
              <div className="heading-line">
                <h3 id={`review-${step.id}`}>{say(step.name)}</h3>
                <button
                  type="button"
                  className="text-button"
                  aria-label={say(applyWords.changeWhat, { what: say(step.name) })}
                  onClick={() => onGo(step)}
                >
                  {say(applyWords.change)}
                </button>
              </div>
              {step.kind === "group" ? (
                <dl className="facts">
                  <Answers guide={guide} work={work} fields={step.fields} />
                </dl>
              ) : (
                <Files guide={guide} work={work} />
              )}
            </section>
          ),
        )}
      </div>
      <p className="notice">
        <WhatFollows guide={guide} />
      </p>
    </>
  );
}
