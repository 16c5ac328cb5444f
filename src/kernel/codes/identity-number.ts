import { parseLocalDate, type LocalDate } from "../instant.ts";
import { problem, type Problem } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";
import { mod11Radix2 } from "./iso7064.ts";

export type IdentityNumber = {
  /** 18 characters, the last one `X` in capitals. */
  readonly number: string;
  /** The region where it was given, which may since have been dissolved. */
  readonly region: string;
  readonly bornOn: LocalDate;
  readonly sex: "male" | "female";
};

// Provinces by their first two digits; 81–83 are residence permits of Hong Kong, Macao and Taiwan people.
const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;

/**
 * Reads a citizen identity number (GB 11643-1999): form, province, a real birth date not after `today`,
 * check character. The refusal never repeats the number, which is personal data.
 * Errors: ID_NUMBER_INVALID.
 */
export function parseIdentityNumber(text: string, today: LocalDate): Result<IdentityNumber, Problem> {
  const number = text.replaceAll(/\s/g, "").toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number))
    return refuse("应为18位数字，末位可为 X", "it must have 18 digits, the last may be X");
  if (!PROVINCE.test(number)) return refuse("前两位不是省级代码", "its first two digits name no province");
  const born = parseLocalDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!born.ok || born.value < "1800-01-01") return refuse("出生日期不存在", "its birth date does not exist");
  if (born.value > today) return refuse("出生日期晚于今天", "its birth date is in the future");
  if (mod11Radix2(number.slice(0, 17)) !== number.slice(17))
    return refuse("校验位不符", "its check character does not match");
  const sex = Number(number.charAt(16)) % 2 === 1 ? "male" : "female";
  return ok({ number, region: number.slice(0, 6), bornOn: born.value, sex });
}

const refuse = (reasonZh: string, reasonEn: string): Result<never, Problem> =>
  err(problem("ID_NUMBER_INVALID", { reasonZh, reasonEn }));
