import { formatLimit, nameOfLimit, parseLimit } from "#calendar";

const UNITS: Readonly<Record<string, string>> = {
  个工作日: "wd",
  工作日: "wd",
  日: "d",
  天: "d",
  个自然日: "d",
  个工作小时: "wh",
  小时: "h",
  个小时: "h",
};

/** A limit as people write it, `5个工作日`; as it stands where it is none. */
export function limitInWords(limit: string): string {
  const parsed = parseLimit(limit);
  return parsed.ok ? nameOfLimit(parsed.value).zh : limit;
}

/** Reads `5个工作日`, `15日`, `当个工作日` or `5wd`; undefined for anything else. */
export function limitOfWords(text: string): string | undefined {
  const words = text.replaceAll(/\s/g, "");
  if (/^(当个工作日|当日|当天|即时|即办)$/.test(words)) return "0wd";
  const [, amount = "", unit = ""] = /^(\d{1,4})(\D+)$/.exec(words) ?? [];
  const parsed = parseLimit(`${amount}${UNITS[unit] ?? unit}`);
  return parsed.ok ? formatLimit(parsed.value) : undefined;
}
