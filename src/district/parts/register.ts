import {
  bilingual,
  fieldName,
  flag,
  identifier,
  listOf,
  object,
  oneOf,
  optional,
  text,
  type Shape,
} from "../shape/shape.ts";
import { registerDue, type RegisterDue } from "./register-due.ts";
import { registerPublicity, type RegisterPublicity } from "./register-publicity.ts";
import { registerPayment, type RegisterPayment } from "./register-payment.ts";
import type { Bilingual } from "#kernel";

export type RegisterFieldType =
  | "text"
  | "date"
  | "instant"
  | "integer"
  | "decimal"
  | "boolean"
  | "choice"
  | "texts"
  | "division"
  /** A river, road or area laid over the divisions, by its id in places/zones.geojson. */
  | "zone"
  | "organ"
  | "matter"
  | "case"
  | "document"
  /** In 分, a whole number. */
  | "money"
  | "citizenId"
  | "creditCode"
  | "mobilePhone";

/** A field of a register. */
export type RegisterField = {
  readonly id: string;
  readonly name: Bilingual;
  readonly type: RegisterFieldType;
  readonly required: boolean;
  /** Personal data stands in the erasable side table, never in the ledger (PIPL art. 51). */
  readonly personal: boolean;
  /** Shown without sign-in, on verification and record pages. */
  readonly public: boolean;
  readonly choices: readonly { readonly value: string; readonly name: Bilingual }[];
};

/** `live`: the record still holds; a certificate that is revoked or cancelled does not. */
export type RegisterStatus = {
  readonly id: string;
  readonly name: Bilingual;
  readonly live: boolean;
  /** The holder is told when a record takes this state. */
  readonly told: boolean;
};

/** A kind of thing that exists (台账). */
export type Register = {
  readonly id: string;
  readonly name: Bilingual;
  /** The organ that keeps it. */
  readonly owner: string;
  readonly description: Bilingual;
  /** The field whose value is the record's id in the register. */
  readonly key: string;
  /** What a record is called, with `{field}` places, e.g. `{premisesName}（{licenceNo}）`. */
  readonly title: string;
  readonly fields: readonly RegisterField[];
  readonly statuses: readonly RegisterStatus[];
  /** The field that holds the place of a record, when it has one. */
  readonly divisionField: string | null;
  /** Fields by whose values its records are found; each value of a list counts. */
  readonly lookup: readonly string[];
  /** Days on which its records come due. */
  readonly dues: readonly RegisterDue[];
  /** There where its live records are paid by the month (发放名册). */
  readonly payment: RegisterPayment | null;
  /** There where its records are publicised (公示). */
  readonly publicity: RegisterPublicity | null;
  /**
   * There where its records are what the folder itself says, of its organs, of its matters or in rows of their own
   * (`registers/<id>.csv`); kept at start-up (mirrored-rows.ts).
   */
  readonly mirrors: "organs" | "matters" | "rows" | null;
};

const registerField = object<RegisterField>({
  id: fieldName,
  name: bilingual,
  type: oneOf(
    "text",
    "date",
    "instant",
    "integer",
    "decimal",
    "boolean",
    "choice",
    "texts",
    "division",
    "zone",
    "organ",
    "matter",
    "case",
    "document",
    "money",
    "citizenId",
    "creditCode",
    "mobilePhone",
  ),
  required: optional(flag, false),
  personal: optional(flag, false),
  public: optional(flag, false),
  choices: optional(listOf(object({ value: text, name: bilingual })), []),
});

export const register: Shape<Register> = object<Register>({
  id: identifier,
  name: bilingual,
  owner: identifier,
  description: bilingual,
  key: fieldName,
  title: text,
  fields: listOf(registerField),
  statuses: listOf(
    object<RegisterStatus>({ id: fieldName, name: bilingual, live: flag, told: optional(flag, false) }),
  ),
  divisionField: optional(fieldName, null),
  lookup: optional(listOf(fieldName), []),
  dues: optional(listOf(registerDue), []),
  payment: optional(registerPayment, null),
  publicity: optional(registerPublicity, null),
  mirrors: optional(oneOf("organs", "matters", "rows"), null),
});
