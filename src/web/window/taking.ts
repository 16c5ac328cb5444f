import type { GuideAnswer, WindowApplicantAnswer, WindowIntakeRequest, WindowMatters } from "#contract";
import { defaultsOf, type Values } from "../forms/schema.ts";
import { type FieldProblem, validateForm, valuesInForce } from "../forms/validate.ts";
import { givenOtherwise, NOTHING_GIVEN, type Work } from "../portal/draft.ts";
import { type AskedMaterial, materialsAsked, missingMaterials } from "../portal/materials.ts";

export type WindowMatter = WindowMatters["items"][number];

/** An intake as the page holds it, from the matter to the last sheet; what is given is as on the applicant's page. */
export type Taking = Work & {
  readonly matter: WindowMatter | null;
  readonly register: string;
  readonly key: string;
  readonly name: string;
  /** Somebody comes for the applicant with a letter. */
  readonly agent: boolean;
  readonly visitorName: string;
  readonly visitorIdNo: string;
  readonly read: "card" | "typed";
  readonly letterUntil: string;
  /** What the register says, once number and name are checked. */
  readonly known: WindowApplicantAnswer | null;
  readonly paper: WindowIntakeRequest["paper"];
  readonly again: string;
};

export const NOTHING_TAKEN: Taking = {
  matter: null,
  register: "",
  key: "",
  name: "",
  agent: false,
  visitorName: "",
  visitorIdNo: "",
  read: "typed",
  letterUntil: "",
  known: null,
  values: {},
  materials: {},
  ...NOTHING_GIVEN,
  paper: {},
  again: "",
};

/** What another matter begins with: who comes may stay, what was filled in and given does not. */
export const NOTHING_FOR_MATTER = {
  known: null,
  values: {},
  materials: {},
  paper: {},
  ...NOTHING_GIVEN,
} as const;

/** What another applicant changes: nothing that was known of, or given by, the one before is theirs. */
export const anotherParty = ({ known }: Taking): Partial<Taking> =>
  known === null ? {} : NOTHING_FOR_MATTER;

/** The party at hand, as the server is asked about it. */
export const partyOf = ({ register, key, name }: Taking): WindowIntakeRequest["applicant"] => ({
  register,
  key: key.trim(),
  name: name.trim(),
});

/** Whether the applicant is a person, so that who comes may be the applicant. */
export const isPerson = ({ matter, register }: Taking): boolean =>
  matter?.registers.find(({ id }) => id === register)?.person ?? false;

/** Who comes: the applicant, unless it is a firm or somebody else comes. */
function visitorOf(taking: Taking): WindowIntakeRequest["visitor"] {
  const { key, name, visitorName, visitorIdNo, read, agent } = taking;
  return isPerson(taking) && !agent
    ? { name: name.trim(), idNo: key.trim(), read }
    : { name: visitorName.trim(), idNo: visitorIdNo.trim(), read };
}

/** The form with what the window knows by itself. */
export function formOf(taking: Taking): Values {
  const { matter, values, key, agent } = taking;
  if (matter === null) return values;
  const { fields } = matter;
  const visitor = visitorOf(taking);
  return {
    ...values,
    ...(fields.key === null ? {} : { [fields.key]: key.trim().toUpperCase() }),
    ...(fields.declared === null ? {} : { [fields.declared]: agent }),
    ...(fields.name === null || !agent ? {} : { [fields.name]: visitor.name }),
    ...(fields.idNo === null || !agent ? {} : { [fields.idNo]: visitor.idNo.toUpperCase() }),
  };
}

/** Fields of the form that the window fills in, so that nobody is asked for them again. */
export const filledHere = ({ fields }: WindowMatter): readonly string[] =>
  Object.values(fields).filter((name) => name !== null);

/** What the form starts with once the applicant is known. */
export const startValues = (guide: GuideAnswer, known: WindowApplicantAnswer): Values => ({
  ...defaultsOf(guide.form),
  ...known.values,
});

/** The materials asked for; the agent's letter first where the matter asks for none of its own. */
export function materialsAt(guide: GuideAnswer, taking: Taking): readonly AskedMaterial[] {
  const asked = materialsAsked(guide, formOf(taking), taking.commitment);
  const letter = taking.agent ? taking.matter?.letter : undefined;
  if (letter === undefined || letter.asked) return asked;
  const { id, name, types, maxBytes } = letter;
  const plain = { required: true, deferrable: false, certificateTypes: [], condition: null, when: null };
  const material = { id, name, types, maxBytes, ...plain, note: null, about: name, standard: null };
  return [{ material, required: true }, ...asked];
}

/** What is wrong or missing, in the page's order: the applicant's part has been checked by the server. */
export function faultsOf(guide: GuideAnswer, taking: Taking): readonly FieldProblem[] {
  const values = formOf(taking);
  const asked = { ...guide, materials: materialsAt(guide, taking).map(({ material }) => material) };
  return [...validateForm(guide.form, values), ...missingMaterials(asked, { ...taking, values })];
}

/** What is sent. */
export function intakeOf(
  guide: GuideAnswer,
  taking: Taking,
  at: { readonly hall: string; readonly counter: string; readonly ticket: string | null },
): WindowIntakeRequest {
  const { agent, letterUntil, materials, paper, again } = taking;
  return {
    matter: guide.summary.id,
    hall: at.hall,
    counter: at.counter === "" ? null : at.counter,
    ticket: at.ticket,
    applicant: partyOf(taking),
    visitor: visitorOf(taking),
    letterUntil: agent && letterUntil !== "" ? letterUntil : null,
    values: valuesInForce(guide.form, formOf(taking)),
    materials: Object.fromEntries(
      Object.entries(materials)
        .filter(([, files]) => files.length > 0)
        .map(([id, files]) => [id, files.map(({ sha256 }) => sha256)]),
    ),
    ...givenOtherwise(taking),
    paper,
    again: again.trim() === "" ? null : again.trim(),
  };
}
