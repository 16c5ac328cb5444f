import {
  bilingual,
  fieldName,
  identifier,
  listOf,
  object,
  oneOf,
  optional,
  text,
  type Shape,
} from "../shape/shape.ts";
import { divisionCodeText } from "./organ.ts";
import type { Bilingual } from "#kernel";

/** The role that every resident and enterprise has and no post may hold. */
export const ROLE_OF_APPLICANTS = "applicant";

/** A role that posts and process tasks name. `applicant` is every resident and enterprise. */
export type RoleDefinition = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: "applicant" | "handling" | "overseeing" | "configuring" | "connecting";
  readonly powers: readonly Power[];
  /** What it is called in some organs, where that is another word (受理员 at a supervision centre). */
  readonly called: readonly { readonly organs: readonly string[]; readonly name: Bilingual }[];
};

/**
 * What a role may do with its own organ's cases beside its tasks, as a head (负责人) does: give back and pass on
 * colleagues' tasks; end a case before its decision; move a case by hand to another step.
 */
const POWERS = ["assign", "cancel", "move"] as const;
export type Power = (typeof POWERS)[number];

/** A seat in an organ (岗位): one role, for one division. */
export type PostDefinition = {
  readonly id: string;
  readonly name: string;
  readonly organ: string;
  readonly role: string;
  readonly division: string;
};

export const roleDefinition: Shape<RoleDefinition> = object<RoleDefinition>({
  id: fieldName,
  name: bilingual,
  kind: oneOf("applicant", "handling", "overseeing", "configuring", "connecting"),
  powers: optional(listOf(oneOf(...POWERS)), []),
  called: optional(
    listOf(object<RoleDefinition["called"][number]>({ organs: listOf(identifier), name: bilingual })),
    [],
  ),
});

export const postDefinition: Shape<PostDefinition> = object<PostDefinition>({
  id: identifier,
  name: text,
  organ: identifier,
  role: fieldName,
  division: divisionCodeText,
});
