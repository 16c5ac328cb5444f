import type {
  FileAnswer,
  GuideAnswer,
  WindowApplicantAnswer,
  WindowIntakeRequest,
  WindowMatters,
} from "#contract";
import { defaultsOf, type Values } from "../forms/schema.ts";
import { type FieldProblem, validateForm, valuesInForce } from "../forms/validate.ts";
import { sayIn } from "../language/say.ts";
import { materialsAsked } from "../portal/materials.ts";
import { applyWords } from "../words/apply.ts";

export type WindowMatter = WindowMatters["items"][number];

/** An intake as the page holds it, from the matter to the last sheet. */
export type Taking = {
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
  readonly values: Values;
  readonly materials: Readonly<Record<string, readonly FileAnswer[]>>;
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
  paper: {},
  again: "",
};

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

/** What is wrong or missing, in the page's order: the applicant's part has been checked by the server. */
export function faultsOf(guide: GuideAnswer, taking: Taking): readonly FieldProblem[] {
  const values = formOf(taking);
  const letter = taking.matter?.letter;
  const missing = materialsAsked(guide, values)
    .filter(({ material, required }) => required && (taking.materials[material.id] ?? []).length === 0)
    .map(({ material }) => missingFile(material.id, material.name));
  const isLetterMissing =
    taking.agent && letter?.asked === false && (taking.materials[letter.id] ?? []).length === 0;
  return [
    ...validateForm(guide.form, values),
    ...missing,
    ...(isLetterMissing ? [missingFile(letter.id, letter.name)] : []),
  ];
}

function missingFile(id: string, label: { readonly zh: string; readonly en: string }): FieldProblem {
  return {
    pointer: `/materials/${id}`,
    message: {
      zh: sayIn("zh", applyWords.materialNeeded, { label: label.zh }),
      en: sayIn("en", applyWords.materialNeeded, { label: label.en }),
    },
  };
}

/** What is sent. */
export function intakeOf(
  guide: GuideAnswer,
  taking: Taking,
  at: { readonly hall: string; readonly counter: string; readonly ticket: string | null },
): WindowIntakeRequest {
  const { register, key, name, agent, letterUntil, materials, paper, again } = taking;
  return {
    matter: guide.summary.id,
    hall: at.hall,
    counter: at.counter === "" ? null : at.counter,
    ticket: at.ticket,
    applicant: { register, key: key.trim(), name: name.trim() },
    visitor: visitorOf(taking),
    letterUntil: agent && letterUntil !== "" ? letterUntil : null,
    values: valuesInForce(guide.form, formOf(taking)),
    materials: Object.fromEntries(
      Object.entries(materials)
        .filter(([, files]) => files.length > 0)
        .map(([id, files]) => [id, files.map(({ sha256 }) => sha256)]),
    ),
    paper,
    again: again.trim() === "" ? null : again.trim(),
  };
}
