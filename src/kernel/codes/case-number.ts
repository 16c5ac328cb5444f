import { parseLocalDate, type LocalDate } from "../instant.ts";
import { problem, type Problem } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";
import { mod11And10 } from "./iso7064.ts";

/** The parts of a case number: 22 digits that a person can read out and a machine can check. */
export type CaseNumber = {
  /** The district's 6-digit code. */
  readonly county: string;
  readonly date: LocalDate;
  /** The class of administrative power, two digits (01 licence …). */
  readonly type: string;
  /** 1 to 99999, counted afresh each day. */
  readonly sequence: number;
};

/** Writes county, day, type, sequence and an ISO 7064 MOD 11,10 check digit. Errors: CASE_NUMBER_INVALID. */
export function formatCaseNumber({ county, date, type, sequence }: CaseNumber): Result<string, Problem> {
  const counted = Number.isInteger(sequence) && sequence >= 1 && sequence <= 99_999;
  if (!/^\d{6}$/.test(county) || !/^\d{2}$/.test(type) || !counted) {
    return refuse("区划、类型或序号超出范围", "its county, type or sequence is out of range");
  }
  const digits = `${county}${date.replaceAll("-", "")}${type}${String(sequence).padStart(5, "0")}`;
  return ok(digits + mod11And10(digits));
}

/** Reads a case number as people type it, spaces and hyphens allowed. Errors: CASE_NUMBER_INVALID. */
export function parseCaseNumber(text: string): Result<CaseNumber, Problem> {
  const digits = text.replaceAll(/[\s-]/g, "");
  if (!/^\d{22}$/.test(digits)) return refuse("应为22位数字", "it must have 22 digits");
  if (mod11And10(digits.slice(0, 21)) !== digits.slice(21))
    return refuse("校验位不符", "its check digit does not match");
  const date = parseLocalDate(`${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`);
  if (!date.ok) return refuse("其中的日期不存在", "the date in it does not exist");
  return ok({
    county: digits.slice(0, 6),
    date: date.value,
    type: digits.slice(14, 16),
    sequence: Number(digits.slice(16, 21)),
  });
}

const refuse = (reasonZh: string, reasonEn: string): Result<never, Problem> =>
  err(problem("CASE_NUMBER_INVALID", { reasonZh, reasonEn }));
