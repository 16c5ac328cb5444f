import {
  date,
  identifier,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  text,
  type Shape,
} from "../shape/shape.ts";
import { creditCodeText } from "./organ.ts";
import type { LocalDate } from "#kernel";

/** AB 角: the account stands in for an absent one in a post, both days included. */
export type DemoSubstitution = {
  readonly post: string;
  readonly absent: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

/** An account of the demo; it exists only under `--demo`. */
export type DemoAccount = {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly kind: "resident" | "enterprise" | "staff";
  /** Citizen identity number (GB 11643-1999): the key into the population register. */
  readonly idNo: string | null;
  /** Key into the enterprise register. */
  readonly creditCode: string | null;
  readonly mobile: string | null;
  readonly posts: readonly string[];
  readonly standsInFor: readonly DemoSubstitution[];
  /** What one tries with this account, for the sign-in page. */
  readonly note: { readonly zh: string; readonly en: string };
};

export const demoAccount: Shape<DemoAccount> = object<DemoAccount>({
  username: identifier,
  password: text,
  name: text,
  kind: oneOf("resident", "enterprise", "staff"),
  idNo: optional(
    matching(/^\d{17}[\dX]$/, { zh: "18位公民身份号码", en: "an 18-character identity number" }),
    null,
  ),
  creditCode: optional(creditCodeText, null),
  mobile: optional(matching(/^1[3-9]\d{9}$/, { zh: "11位手机号码", en: "an 11-digit mobile number" }), null),
  posts: optional(listOf(identifier), []),
  standsInFor: optional(
    listOf(object<DemoSubstitution>({ post: identifier, absent: identifier, from: date, to: date })),
    [],
  ),
  note: object({ zh: text, en: text }),
});
