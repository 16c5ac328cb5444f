import type { Bilingual, GuideAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { windowPapersQuery } from "../api/window-queries.ts";
import { useSay } from "../language/say.ts";
import { CommitmentChoice } from "../portal/commitment-choice.tsx";
import { DeferralPromise } from "../portal/deferral-promise.tsx";
import { OneMaterial } from "../portal/one-material.tsx";
import type { MaterialProps } from "../portal/paper-props.ts";
import { windowWords } from "../words/window.ts";
import { materialsAt, partyOf, type Taking } from "./taking.ts";

type Props = {
  readonly hall: string;
  readonly guide: GuideAnswer;
  readonly taking: Taking;
  readonly onChange: (change: (taking: Taking) => Taking) => void;
};

type PaperProps = Pick<Props, "taking" | "onChange"> & { readonly id: string; readonly name: Bilingual };

/** How many originals were seen and copies kept of one material. */
function PaperCounts({ id, name, taking, onChange }: PaperProps): ReactNode {
  const say = useSay();
  const paper = taking.paper[id] ?? { originals: 0, copies: 0 };
  const count = (which: "originals" | "copies", label: Bilingual): ReactNode => (
    <label className="paper-count">
      <span className="small">{say(label)}</span>
      <input
        className="input number"
        type="number"
        min={0}
        max={99}
        aria-label={`${say(label)}：${say(name)}`}
        value={paper[which]}
        onChange={(event) => {
          const told = Math.min(99, Math.max(0, Math.trunc(Number(event.target.value)) || 0));
          onChange((now) => ({ ...now, paper: { ...now.paper, [id]: { ...paper, [which]: told } } }));
        }}
      />
    </label>
  );
  return (
    <span className="paper-counts">
      {count("originals", windowWords.originals)}
      {count("copies", windowWords.copies)}
    </span>
  );
}

/**
 * Every material that is asked for, as the applicant's own page asks it: what the party has already first, then the
 * scan with what of it is paper, then the promise; the letter before all, where somebody else came.
 */
export function MaterialsPart({ hall, guide, taking, onChange }: Props): ReactNode {
  const say = useSay();
  const papers = useQuery(windowPapersQuery(guide.summary.id, hall, partyOf(taking))).data;
  const asked = materialsAt(guide, taking);
  const props: MaterialProps = {
    guide,
    work: taking,
    signer: taking.known?.name ?? taking.name,
    onWork: (change) => onChange((now) => ({ ...now, ...change(now) })),
    onChange: (material, change) =>
      onChange((now) => ({
        ...now,
        materials: { ...now.materials, [material]: change(now.materials[material] ?? []) },
      })),
  };
  const isPromised = taking.commitment !== null || taking.deferral.materials.length > 0;
  return (
    <>
      <CommitmentChoice {...props} />
      {asked.length === 0 && <p>{say(windowWords.noMaterials)}</p>}
      {asked.map((one) => (
        <OneMaterial
          key={one.material.id}
          asked={one}
          props={props}
          papers={papers}
          folder
          aside={
            <PaperCounts id={one.material.id} name={one.material.name} taking={taking} onChange={onChange} />
          }
        />
      ))}
      <DeferralPromise props={props} papers={papers} />
      {isPromised && <p className="field-hint">{say(windowWords.promisedHere)}</p>}
    </>
  );
}
