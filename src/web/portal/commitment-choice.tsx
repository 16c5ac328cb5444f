import type { Bilingual, GuideAnswer } from "#contract";
import type { ReactNode } from "react";
import { fieldId, useForm } from "../forms/form-context.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import type { MaterialProps } from "./paper-props.ts";

type Told = NonNullable<GuideAnswer["commitment"]>;

/** The way to be decided: ordinary, or upon a promise (告知承诺), with all that is told before it is signed. */
export function CommitmentChoice(props: MaterialProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { guide, work, onWork } = props;
  const { commitment: told } = guide;
  if (told === null) return null;
  const waived = guide.materials.filter(({ id }) => told.waives.includes(id)).map(({ name }) => say(name));
  const names = waived.join(language === "zh" ? "、" : ", ");
  const chosenHint =
    names === "" ? say(applyWords.commitmentChosenPlain) : say(applyWords.commitmentChosenHint, { names });
  const ways = [
    { chosen: false, name: say(applyWords.commitmentOrdinary), hint: say(applyWords.commitmentOrdinaryHint) },
    { chosen: true, name: say(applyWords.commitmentChosen), hint: chosenHint },
  ];
  return (
    <fieldset className="field">
      <legend className="field-label">{say(applyWords.commitmentTitle)}</legend>
      <div className="choices">
        {ways.map(({ chosen, name, hint }) => (
          <label key={String(chosen)} className="choice">
            <input
              type="radio"
              name="commitment"
              checked={(work.commitment !== null) === chosen}
              onChange={() => onWork(() => ({ commitment: chosen ? { signedBy: "" } : null }))}
            />
            <span>
              {name}
              <span className="row-more small quiet">{hint}</span>
            </span>
          </label>
        ))}
      </div>
      {work.commitment !== null && <Promised told={told} {...props} />}
    </fieldset>
  );
}

function Points({
  name,
  points,
}: {
  readonly name: string;
  readonly points: readonly Bilingual[];
}): ReactNode {
  const say = useSay();
  if (points.length === 0) return null;
  return (
    <>
      <h4>{name}</h4>
      <ol>
        {points.map((point) => (
          <li key={point.zh}>{say(point)}</li>
        ))}
      </ol>
    </>
  );
}

function Promised({ told, work, signer, onWork }: MaterialProps & { readonly told: Told }): ReactNode {
  const say = useSay();
  const { problems, idPrefix } = useForm();
  const id = fieldId(idPrefix, "/commitment");
  const problem = problems.find(({ pointer }) => pointer === "/commitment");
  return (
    <section className={problem === undefined ? "panel field told" : "panel field told field-wrong"}>
      <Points name={say(applyWords.commitmentConditions)} points={told.conditions} />
      <Points name={say(applyWords.commitmentStandards)} points={told.standards} />
      <Points name={say(applyWords.commitmentConsequences)} points={told.consequences} />
      <h4>{say(applyWords.commitmentPromise)}</h4>
      <p>{say(told.promise)}</p>
      <label className="field-label" htmlFor={id}>
        {say(applyWords.commitmentSign)}
      </label>
      <p className="field-hint" id={`${id}-hint`}>
        {say(applyWords.deferralSignHint, { name: signer })}
      </p>
      <input
        id={id}
        className="input"
        autoComplete="off"
        maxLength={100}
        value={work.commitment?.signedBy ?? ""}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
        onChange={({ target }) => onWork(() => ({ commitment: { signedBy: target.value } }))}
      />
      {problem !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {say(problem.message)}
        </p>
      )}
    </section>
  );
}
