import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { papersQuery } from "../api/queries.ts";
import { FileDrop } from "../forms/file-drop.tsx";
import { fieldId, useForm } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import { Already } from "./already.tsx";
import { CommitmentChoice } from "./commitment-choice.tsx";
import { DeferralPromise, PromiseLater } from "./deferral-promise.tsx";
import { type AskedMaterial, materialsAsked } from "./materials.ts";
import type { MaterialProps, PaperProps } from "./paper-props.ts";

type OneProps = PaperProps & { readonly asked: AskedMaterial };

function OneMaterial({ asked, props, papers }: OneProps): ReactNode {
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
          files={props.work.materials[material.id] ?? []}
          invalid={problem !== undefined}
          describedBy={described.filter((part) => part !== "").join(" ") || undefined}
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

/** Every material that is asked for what was filled in: what is there already first, then the upload. */
export function MaterialsStep(props: MaterialProps): ReactNode {
  const say = useSay();
  const { summary, applicantField } = props.guide;
  const named = applicantField === null ? undefined : props.work.values[applicantField];
  const papers = useQuery(papersQuery(summary.id, typeof named === "string" ? named : "")).data;
  const asked = materialsAsked(props.guide, props.work.values, props.work.commitment);
  return (
    <>
      <CommitmentChoice {...props} />
      {asked.length === 0 && <p>{say(applyWords.noMaterials)}</p>}
      {asked.map((one) => (
        <OneMaterial key={one.material.id} asked={one} props={props} papers={papers} />
      ))}
      <DeferralPromise props={props} papers={papers} />
    </>
  );
}
