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

/** A record that an account is known as (主体认定). */
export const KnownAsAnswer = Type.Object({
  register: Type.String(),
  registerName: Bilingual,
  /** What the record is called, without personal data. */
  title: Bilingual,
  statusName: Bilingual,
  live: Type.Boolean(),
  /** Who says so: `administrator`, `issuer` (outside sign-in) or `demonstration`. */
  source: Type.String(),
});
export type KnownAsAnswer = Static<typeof KnownAsAnswer>;

export const AccountAnswer = Type.Object({
  id: Type.String(),
  username: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  disabled: Type.Boolean(),
  demo: Type.Boolean(),
  posts: Type.Array(PostAnswer),
  knownAs: Type.Array(KnownAsAnswer),
});
export type AccountAnswer = Static<typeof AccountAnswer>;

/** GET /api/admin/accounts?q=&kind=&organ=&disabled=&cursor= */
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

/** PUT /api/admin/accounts/:id/known-as/:register — `key` null ends what stands; the reason goes into the ledger. */
export const KnownAsRequest = Type.Object({
  key: Type.Union([Type.String({ minLength: 1, maxLength: 100 }), Type.Null()]),
  reason: Type.String({ minLength: 2, maxLength: 200, pattern: "\\S" }),
});
export type KnownAsRequest = Static<typeof KnownAsRequest>;

/** POST /api/admin/records/find — by a body, so that an identity number stands in no address. */
export const FindRecordRequest = Type.Object({
  register: Type.String({ maxLength: 60 }),
  key: Type.String({ minLength: 1, maxLength: 100 }),
});
export type FindRecordRequest = Static<typeof FindRecordRequest>;
export const FoundRecordAnswer = Type.Object({
  registerName: Bilingual,
  title: Bilingual,
  /** The person's name with all but its last sign hidden, where the register is one of persons. */
  maskedName: Type.Union([Type.String(), Type.Null()]),
  statusName: Bilingual,
  live: Type.Boolean(),
});
export type FoundRecordAnswer = Static<typeof FoundRecordAnswer>;

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
  /** Registers whose records an account may be known as, and what their key is called. */
  registers: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, keyName: Bilingual })),
});
export type ChoicesAnswer = Static<typeof ChoicesAnswer>;
