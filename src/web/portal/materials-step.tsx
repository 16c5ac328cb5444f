import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { papersQuery } from "../api/queries.ts";
import { useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import { CommitmentChoice } from "./commitment-choice.tsx";
import { DeferralPromise } from "./deferral-promise.tsx";
import { materialsAsked } from "./materials.ts";
import { OneMaterial } from "./one-material.tsx";
import type { MaterialProps } from "./paper-props.ts";

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
