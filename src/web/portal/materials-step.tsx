import type { FileAnswer, GuideAnswer } from "#contract";
import type { ReactNode } from "react";
import { FileDrop } from "../forms/file-drop.tsx";
import { fieldId, useForm } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import type { Work } from "./draft.ts";
import { type AskedMaterial, materialsAsked } from "./materials.ts";

type Change = (files: readonly FileAnswer[]) => readonly FileAnswer[];

type Props = {
  readonly guide: GuideAnswer;
  readonly work: Work;
  readonly onChange: (material: string, change: Change) => void;
};

function OneMaterial({ asked, props }: { readonly asked: AskedMaterial; readonly props: Props }): ReactNode {
  const say = useSay();
  const { problems, idPrefix } = useForm();
  const { material, required } = asked;
  const id = fieldId(idPrefix, `/materials/${material.id}`);
  const problem = problems.find(({ pointer }) => pointer === `/materials/${material.id}`);
  const described = [material.note === null ? "" : `${id}-note`, problem === undefined ? "" : `${id}-error`];
  return (
    <section className={problem === undefined ? "field" : "field field-wrong"} aria-labelledby={`${id}-name`}>
      <div className="material-head">
        <h3 id={`${id}-name`}>{say(material.name)}</h3>
        <span className={required ? "tag tag-ask" : "tag"}>
          {say(required ? applyWords.required : applyWords.optional)}
        </span>
        {material.when !== null && <span className="small quiet">{say(material.when)}</span>}
      </div>
      {material.note !== null && (
        <p className="field-hint" id={`${id}-note`}>
          {say(material.note)}
        </p>
      )}
      <FileDrop
        inputId={id}
        matter={props.guide.summary.id}
        material={material.id}
        label={say(material.name)}
        rules={{ types: material.types, maxBytes: material.maxBytes }}
        files={props.work.materials[material.id] ?? []}
        invalid={problem !== undefined}
        describedBy={described.filter((part) => part !== "").join(" ") || undefined}
        onChange={(change) => props.onChange(material.id, change)}
      />
      {problem !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {say(problem.message)}
        </p>
      )}
    </section>
  );
}

/** Every material that is asked for what was filled in. */
export function MaterialsStep(props: Props): ReactNode {
  const say = useSay();
  const asked = materialsAsked(props.guide, props.work.values);
  if (asked.length === 0) return <p>{say(applyWords.noMaterials)}</p>;
  return asked.map((one) => <OneMaterial key={one.material.id} asked={one} props={props} />);
}
