import type { Bilingual, GuideAnswer } from "#contract";
import type { ReactNode } from "react";
import { FileDrop } from "../forms/file-drop.tsx";
import { fieldId, useForm } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { materialsAsked } from "../portal/materials.ts";
import { applyWords } from "../words/apply.ts";
import { windowWords } from "../words/window.ts";
import { formOf, type Taking } from "./taking.ts";

type One = {
  readonly id: string;
  readonly name: Bilingual;
  readonly types: readonly string[];
  readonly maxBytes: number;
  readonly required: boolean;
};

type Props = {
  readonly guide: GuideAnswer;
  readonly taking: Taking;
  readonly onChange: (change: (taking: Taking) => Taking) => void;
};

function Material({ one, props }: { readonly one: One; readonly props: Props }): ReactNode {
  const say = useSay();
  const { problems, idPrefix } = useForm();
  const { guide, taking, onChange } = props;
  const id = fieldId(idPrefix, `/materials/${one.id}`);
  const problem = problems.find(({ pointer }) => pointer === `/materials/${one.id}`);
  const paper = taking.paper[one.id] ?? { originals: 0, copies: 0 };
  const count = (which: "originals" | "copies", label: Bilingual): ReactNode => (
    <label className="paper-count">
      <span className="small">{say(label)}</span>
      <input
        className="input number"
        type="number"
        min={0}
        max={99}
        aria-label={`${say(label)}：${say(one.name)}`}
        value={paper[which]}
        onChange={(event) => {
          const told = Math.min(99, Math.max(0, Math.trunc(Number(event.target.value)) || 0));
          onChange((now) => ({ ...now, paper: { ...now.paper, [one.id]: { ...paper, [which]: told } } }));
        }}
      />
    </label>
  );
  return (
    <section className={problem === undefined ? "field" : "field field-wrong"} aria-labelledby={`${id}-name`}>
      <div className="material-head">
        <h3 id={`${id}-name`}>{say(one.name)}</h3>
        <span className={one.required ? "tag tag-ask" : "tag"}>
          {say(one.required ? applyWords.required : applyWords.optional)}
        </span>
        <span className="paper-counts">
          {count("originals", windowWords.originals)}
          {count("copies", windowWords.copies)}
        </span>
      </div>
      <FileDrop
        inputId={id}
        matter={guide.summary.id}
        material={one.id}
        label={say(one.name)}
        rules={{ types: one.types, maxBytes: one.maxBytes }}
        files={taking.materials[one.id] ?? []}
        invalid={problem !== undefined}
        describedBy={problem === undefined ? undefined : `${id}-error`}
        folder
        onChange={(change) =>
          onChange((now) => ({
            ...now,
            materials: { ...now.materials, [one.id]: change(now.materials[one.id] ?? []) },
          }))
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

/** Every material that is asked for, with what of it is paper; the letter first, where somebody else came. */
export function MaterialsPart(props: Props): ReactNode {
  const say = useSay();
  const { guide, taking } = props;
  const letter = taking.matter?.letter;
  const asked: readonly One[] = materialsAsked(guide, formOf(taking)).map(({ material, required }) => ({
    ...material,
    required,
  }));
  const all = taking.agent && letter?.asked === false ? [{ ...letter, required: true }, ...asked] : asked;
  if (all.length === 0) return <p>{say(windowWords.noMaterials)}</p>;
  return all.map((one) => <Material key={one.id} one={one} props={props} />);
}
