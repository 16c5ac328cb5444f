import { bilingual, identifier, object, oneOf, text, type Shape } from "../shape/shape.ts";
import { divisionCodeText } from "./organ.ts";
import type { Bilingual } from "#kernel";

/** The role that every resident and enterprise has and no post may hold. */
export const ROLE_OF_APPLICANTS = "applicant";

/** A role that posts and process tasks name. `applicant` is every resident and enterprise. */
export type RoleDefinition = {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: "applicant" | "handling" | "overseeing" | "configuring" | "connecting";
};

/** A seat in an organ (岗位): one role, for one division. */
export type PostDefinition = {
  readonly id: string;
  readonly name: string;
  readonly organ: string;
  readonly role: string;
  readonly division: string;
};

export const roleDefinition: Shape<RoleDefinition> = object<RoleDefinition>({
  id: identifier,
  name: bilingual,
  kind: oneOf("applicant", "handling", "overseeing", "configuring", "connecting"),
});

export const postDefinition: Shape<PostDefinition> = object<PostDefinition>({
  id: identifier,
  name: text,
  organ: identifier,
  role: identifier,
  division: divisionCodeText,
});
