import { fieldName, identifier, mappingOf, object, optional } from "../shape/shape.ts";

/**
 * Whom an application is for: the record of a register that a field of the form names. An account that is not known
 * as that record, and is not who represents it, may apply only as its agent, with a letter of authority
 * (行政许可法第二十九条).
 */
export type ApplicantRule = {
  readonly register: string;
  /** The form's field that holds the record's key. */
  readonly field: string;
  /** The record's field that names the applicant on notices. */
  readonly name: string;
  /** Form field → the record's field that it must agree with. */
  readonly same: Readonly<Record<string, string>>;
  /** Where persons stand, so that who applies from a personal account is told apart; null where nowhere. */
  readonly person: PersonRule | null;
  /** How an agent declares himself: the form's flag, the fields of name and identity number, the proving material. */
  readonly agent: {
    readonly declared: string;
    readonly name: string;
    readonly idNo: string;
    readonly letter: string;
  } | null;
};

/** The register of persons, whose key is the identity number. */
type PersonRule = {
  readonly register: string;
  /** Its field with the person's name. */
  readonly name: string;
  /** The applicant register's field with the identity number of who represents it by law (法定代表人、经营者). */
  readonly representative: string | null;
};

export const applicantRule = object<ApplicantRule>({
  register: identifier,
  field: fieldName,
  name: fieldName,
  same: optional(mappingOf(fieldName), {}),
  person: optional(
    object<PersonRule>({
      register: identifier,
      name: fieldName,
      representative: optional(fieldName, null),
    }),
    null,
  ),
  agent: optional(object({ declared: fieldName, name: fieldName, idNo: fieldName, letter: fieldName }), null),
});
