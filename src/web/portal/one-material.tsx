import type { ReactNode } from "react";
import { FileDrop } from "../forms/file-drop.tsx";
import { fieldId, useForm } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import { Already } from "./already.tsx";
import { PromiseLater } from "./deferral-promise.tsx";
import type { AskedMaterial } from "./materials.ts";
import type { PaperProps } from "./paper-props.ts";

type Props = PaperProps & {
  readonly asked: AskedMaterial;
  /** What else is told of it in its head, such as how much of it is paper. */
  readonly aside?: ReactNode;
  /** Whole folders may be sent, as a scanner leaves them. */
  readonly folder?: boolean;
};

/** One material: what is there already first, then the upload, then the promise where it may come later. */
export function OneMaterial({ asked, props, papers, aside, folder = false }: Props): ReactNode {
  const say = useSay();
  const { problems, idPrefix } = useForm();
  const { material, required } = asked;
  const id = fieldId(idPrefix, `/materials/${material.id}`);
  const problem = problems.find(({ pointer }) => pointer === `/materials/${material.id}`);
  const { materials, certificates, deferral } = props.work;
  const isPromised = deferral.materials.includes(material.id);
  const isGiven = (materials[material.id] ?? []).length + (certificates[material.id] ?? []).length > 0;
  const described = [material.note === null ? "" : `${id}-note`, problem === undefined ? "" : `${id}-error`];
  return (
    <section className={problem === undefined ? "field" : "field field-wrong"} aria-labelledby={`${id}-name`}>
      <div className="material-head">
        <h3 id={`${id}-name`}>{say(material.name)}</h3>
        <span className={required ? "tag tag-ask" : "tag"}>
          {say(required ? applyWords.required : applyWords.optional)}
        </span>
        {material.deferrable && <span className="tag">{say(applyWords.deferrable)}</span>}
        {material.when !== null && <span className="small quiet">{say(material.when)}</span>}
        {aside}
      </div>
      {material.note !== null && (
        <p className="field-hint" id={`${id}-note`}>
          {say(material.note)}
        </p>
      )}
      <Already material={material} props={props} papers={papers} />
      {!isPromised && (
        <FileDrop
          inputId={id}
          matter={props.guide.summary.id}
          material={material.id}
          label={say(material.name)}
          rules={{ types: material.types, maxBytes: material.maxBytes }}
          files={materials[material.id] ?? []}
          invalid={problem !== undefined}
          describedBy={described.filter((part) => part !== "").join(" ") || undefined}
          folder={folder}
          onChange={(change) => props.onChange(material.id, change)}
        />
      )}
      {material.deferrable && !isGiven && <PromiseLater material={material} props={props} papers={papers} />}
      {problem !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {say(problem.message)}
        </p>
      )}
    </section>
  );
}
