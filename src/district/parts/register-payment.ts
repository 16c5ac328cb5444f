import { fieldName, mappingOf, object, optional, text, type Shape } from "../shape/shape.ts";

/**
 * What a register pays by the month (发放名册): the `amount` (money) of each live record that is paid `from` a day on or
 * before the month's last and agrees in `where`; of what `kind`; and whose account, in the register's own fields.
 */
export type RegisterPayment = {
  readonly amount: string;
  readonly from: string;
  readonly kind: string;
  readonly where: Readonly<Record<string, string>>;
  readonly payee: {
    readonly name: string;
    readonly idNo: string;
    readonly bank: string;
    readonly account: string;
  };
};

export const registerPayment: Shape<RegisterPayment> = object<RegisterPayment>({
  amount: fieldName,
  from: fieldName,
  kind: fieldName,
  where: optional(mappingOf(text), {}),
  payee: object({ name: fieldName, idNo: fieldName, bank: fieldName, account: fieldName }),
});
