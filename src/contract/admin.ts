import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";

export const PostAnswer = Type.Object({
  id: Type.String(),
  organ: Type.String(),
  organName: Bilingual,
  role: Type.String(),
  roleName: Bilingual,
  division: Type.String(),
});
export type PostAnswer = Static<typeof PostAnswer>;

export const AccountAnswer = Type.Object({
  id: Type.String(),
  username: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  disabled: Type.Boolean(),
  demo: Type.Boolean(),
  posts: Type.Array(PostAnswer),
});
export type AccountAnswer = Static<typeof AccountAnswer>;

/** GET /api/admin/accounts?q=&cursor= */
export const AccountPage = page(AccountAnswer);
export type AccountPage = Static<typeof AccountPage>;

/** POST /api/admin/accounts — makes an account; the answer carries a one-time link for its first password. */
export const NewAccountRequest = Type.Object({
  username: Type.String({ minLength: 2, maxLength: 40, pattern: "^[a-z0-9._-]+$" }),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  kind: Type.Union([Type.Literal("resident"), Type.Literal("enterprise"), Type.Literal("staff")]),
  posts: Type.Array(Type.Object({ organ: Type.String(), role: Type.String(), division: Type.String() })),
});
export type NewAccountRequest = Static<typeof NewAccountRequest>;
export const NewAccountAnswer = Type.Object({ account: AccountAnswer, firstPasswordLink: Type.String() });
export type NewAccountAnswer = Static<typeof NewAccountAnswer>;

/** PATCH /api/admin/accounts/:id */
export const ChangeAccountRequest = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  disabled: Type.Optional(Type.Boolean()),
  posts: Type.Optional(NewAccountRequest.properties.posts),
});
export type ChangeAccountRequest = Static<typeof ChangeAccountRequest>;

/** GET/POST /api/admin/substitutions, DELETE /api/admin/substitutions/:id (AB 角). Dates YYYY-MM-DD, both inclusive. */
export const Substitution = Type.Object({
  id: Type.String(),
  absent: Type.String(),
  absentName: Type.String(),
  substitute: Type.String(),
  substituteName: Type.String(),
  from: Type.String(),
  to: Type.String(),
  reason: Type.String(),
});
export type Substitution = Static<typeof Substitution>;
export const SubstitutionsAnswer = Type.Object({ items: Type.Array(Substitution) });
export type SubstitutionsAnswer = Static<typeof SubstitutionsAnswer>;
export const NewSubstitutionRequest = Type.Object({
  absent: Type.String(),
  substitute: Type.String(),
  from: Type.String(),
  to: Type.String(),
  reason: Type.String({ minLength: 1, maxLength: 200 }),
});
export type NewSubstitutionRequest = Static<typeof NewSubstitutionRequest>;

/** GET /api/admin/choices — organs, roles and divisions to pick from. */
export const ChoicesAnswer = Type.Object({
  organs: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  roles: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  divisions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
});
export type ChoicesAnswer = Static<typeof ChoicesAnswer>;
