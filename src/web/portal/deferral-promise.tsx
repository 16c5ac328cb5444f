import type { MaterialAnswer } from "#contract";
import type { ReactNode } from "react";
import { fieldId, useForm } from "../forms/form-context.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import { materialsAsked } from "./materials.ts";
import { dayText, type PaperProps } from "./paper-props.ts";

/** What is promised, and the name under it. */
export function DeferralPromise({ props, papers }: PaperProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { problems, idPrefix } = useForm();
  const { deferral, values } = props.work;
  const promised = materialsAsked(props.guide, values, props.work.commitment).filter(({ material }) =>
    deferral.materials.includes(material.id),
  );
  if (papers?.deferral == null || promised.length === 0) return null;
  const { by, text, signer } = papers.deferral;
  const id = fieldId(idPrefix, "/deferral");
  const problem = problems.find(({ pointer }) => pointer === "/deferral");
  const names = promised.map(({ material }) => say(material.name)).join(language === "zh" ? "、" : ", ");
  return (
    <section
      className={problem === undefined ? "panel field" : "panel field field-wrong"}
      aria-labelledby={`${id}-name`}
    >
      <h3 id={`${id}-name`}>{say(applyWords.deferralTitle)}</h3>
      <p>{say(applyWords.deferralOwed, { day: dayText(by, language), names })}</p>
      <p>{say(text)}</p>
      <label className="field-label" htmlFor={id}>
        {say(applyWords.deferralSign)}
      </label>
      <p className="field-hint" id={`${id}-hint`}>
        {say(applyWords.deferralSignHint, { name: signer })}
      </p>
      <input
        id={id}
        className="input"
        autoComplete="off"
        maxLength={100}
        value={deferral.signedBy}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
        onChange={({ target }) =>
          props.onWork((now) => ({ deferral: { ...now.deferral, signedBy: target.value } }))
        }
      />
      {problem !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {say(problem.message)}
        </p>
      )}
    </section>
  );
}

/** The tick that promises a material for later. */
export function PromiseLater({
  material,
  props,
  papers,
}: PaperProps & { readonly material: MaterialAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const isPromised = props.work.deferral.materials.includes(material.id);
  if (papers?.deferral == null) return null;
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={isPromised}
        onChange={({ target }) =>
          props.onWork(({ deferral }) => ({
            deferral: {
              ...deferral,
              materials: target.checked
                ? [...deferral.materials, material.id]
                : deferral.materials.filter((each) => each !== material.id),
            },
          }))
        }
      />
      <span>{say(applyWords.promiseLater, { day: dayText(papers.deferral.by, language) })}</span>
    </label>
  );
}
