import type { LocalDate } from "#kernel";

/** A record whose day has come: the rule of its register (`nameOfDue`) and the day in Asia/Shanghai. */
export type DueRecord = {
  readonly register: string;
  readonly id: string;
  readonly rule: string;
  readonly dueOn: LocalDate;
};
