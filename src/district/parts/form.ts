import type { Bilingual, JsonObject } from "#kernel";
import type { OutsideForm } from "./outside-form.ts";

/** A step of the application form. */
export type FormGroup = { readonly id: string; readonly name: Bilingual; readonly fields: readonly string[] };

/**
 * How a personal value is starred for those who may not see it whole (`x-mask`): a name, an identity number, a
 * telephone, an address down to its street, an account's last four; `whole` leaves nothing.
 */
export const MASKS = ["name", "identity", "phone", "address", "account", "whole"] as const;
export type Mask = (typeof MASKS)[number];

/** A field of the application that an answer puts right; `value`: FEEL over the form, null for the answer itself. */
type Corrects = { readonly field: string; readonly value: string | null };

/** A field of a form, read out of its JSON Schema. */
export type FormField = {
  readonly name: string;
  readonly label: Bilingual;
  readonly required: boolean;
  /** Personal data: kept beside the ledger, masked, never a process variable. */
  readonly personal: boolean;
  readonly mask: Mask;
  /** Where registers can fill it; the first that knows a value does. */
  readonly prefill: readonly { readonly register: string; readonly field: string }[];
  /** FEEL: shown only where it holds. */
  readonly when: string | null;
  /** FEEL over the case's `applicant`: a task's form has the field only in cases where it holds. */
  readonly caseWhen: string | null;
  /** Of a task's form: what an answer here puts right of the application, as it was found. */
  readonly corrects: readonly Corrects[];
  readonly schema: JsonObject;
};

/** A day by its name: the last of a limit (FEEL over the case, `5wd`) from an instant, from now where it names none. */
export type FormDay = { readonly limit: string; readonly from: string | null };

/** What must hold across fields (`x-checks`): FEEL over the form's values, and what is said at a field where it fails. */
export type FormCheck = {
  readonly holds: string;
  readonly at: string;
  readonly zh: string;
  readonly en: string;
};

/**
 * The application form of a matter: JSON Schema 2020-12 with our keywords `x-groups`, `x-en`, `x-personal`,
 * `x-prefill {register, field}` (or a list of them), `x-widget`, `x-when` (FEEL), `x-note`.
 */
export type ApplicationForm = {
  readonly file: string;
  readonly schema: JsonObject;
  readonly groups: readonly FormGroup[];
  readonly fields: readonly FormField[];
  readonly checks: readonly FormCheck[];
};

/** What of a task's form is said once for many cases (批量办理), and in words what is done in each of them. */
export type BatchForm = {
  readonly act: Bilingual;
  /** What is asked once. */
  readonly schema: JsonObject;
  /** Fields that each task answers by the variable of that name which its process gives it. */
  readonly own: readonly string[];
  /** What is handed in for each task: what was said once together with its own. */
  readonly whole: JsonObject;
};

/** The form of a user task: `forms/<id>.schema.json`. */
export type TaskForm = {
  readonly id: string;
  readonly file: string;
  readonly schema: JsonObject;
  readonly fields: readonly FormField[];
  readonly checks: readonly FormCheck[];
  /** Days that its checks may name (`x-days`), counted by the calendar of working days when it is handed in. */
  readonly days: Readonly<Record<string, FormDay>>;
  /** Null where each task must be done by itself. */
  readonly batch: BatchForm | null;
  /** There where it may be given to a party without an account by a link (`x-outside`). */
  readonly outside: OutsideForm | null;
};
