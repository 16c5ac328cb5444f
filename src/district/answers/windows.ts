import type { DistrictPack, Matter } from "../pack/pack.ts";
import type { Hall } from "../parts/hall.ts";
import type { Material } from "../parts/material.ts";

/** Whether a matter is taken in at the integrated counters of a hall. */
export function takesIn(hall: Hall, { id, window }: Pick<Matter, "id" | "window">): boolean {
  return window.allowed && window.integrated && (hall.matters.length === 0 || hall.matters.includes(id));
}

/** The organs whose clerks may take a matter in for the organ that decides, at whichever hall. */
export function integratedOrgans(
  { halls }: Pick<DistrictPack, "halls">,
  matter: Pick<Matter, "id" | "window">,
): readonly string[] {
  return [...new Set([...halls.values()].filter((hall) => takesIn(hall, matter)).map(({ organ }) => organ))];
}

/** What proves that somebody acts for another, where the matter asks for no letter of its own (民法典第一百六十五条). */
const GENERAL_LETTER: Material = {
  id: "authorisation",
  name: { zh: "授权委托书", en: "Letter of authority" },
  necessity: "optional",
  condition: null,
  when: null,
  kind: "formDocument",
  medium: "original",
  copies: 1,
  source: "applicant",
  sharedFrom: null,
  certificateTypes: [],
  kindId: null,
  types: ["application/pdf", "image/jpeg", "image/png"],
  maxBytes: 10 * 1024 * 1024,
  note: {
    zh: "载明代理人、代理事项、权限和期限，由委托人签名或者盖章。",
    en: "It names the agent, the matter, the powers and the term, and is signed or sealed by the principal.",
  },
  standard: null,
};

/** The material that is a matter's letter of authority. */
export function letterOf(matter: Pick<Matter, "applicant" | "materials">): Material {
  const own = matter.applicant?.agent?.letter;
  return (
    matter.materials.find(({ id }) => id === own) ??
    matter.materials.find(({ id }) => id === GENERAL_LETTER.id) ??
    GENERAL_LETTER
  );
}

/** A material of a matter by its id, the letter of authority included; undefined where there is none such. */
export function findMaterial(
  matter: Pick<Matter, "applicant" | "materials">,
  id: string | null | undefined,
): Material | undefined {
  const letter = letterOf(matter);
  return matter.materials.find((each) => each.id === id) ?? (letter.id === id ? letter : undefined);
}
