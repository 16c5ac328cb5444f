// What public pages and lists show of a person (个人信息保护法 art. 51; the forms are common practice).
// A text too short for its rule is hidden whole: a mask must never be the thing itself.

const HIDDEN = "****";

/** `210311********1230`; strictly `2****************0`. */
export function maskIdentityNumber(text: string, strictly = false): string {
  return strictly ? maskMiddle(text, 1, 1) : maskMiddle(text, 6, 4);
}

/** `138****1234`. */
export function maskPhone(text: string): string {
  return maskMiddle(text, 3, 4);
}

/** `z****@example.com`. */
export function maskEmail(text: string): string {
  const [name = "", host = ""] = text.trim().split("@");
  return host === "" ? HIDDEN : `${name.slice(0, 1)}${HIDDEN}@${host}`;
}

/** `张*`, `张*明`, `欧**明`. */
export function maskName(text: string): string {
  const [first = "", ...rest] = text.trim();
  const last = rest.at(-1);
  if (last === undefined) return "*";
  return rest.length === 1 ? `${first}*` : `${first}${"*".repeat(rest.length - 1)}${last}`;
}

/** Keeps an address to its street or town: 辽宁省鞍山市千山区汤岗子街道****. */
export function maskAddress(text: string): string {
  const kept =
    /^.*?(?:街道|镇|乡)/.exec(text)?.[0] ??
    /^.*?(?:路|大街|街|巷)/.exec(text)?.[0] ??
    /^.*[区县市旗]/.exec(text)?.[0];
  return `${kept ?? ""}${HIDDEN}`;
}

/** The last four digits of a bank card. */
export function maskBankCard(text: string): string {
  return maskMiddle(text.replaceAll(/\s/g, ""), 0, 4);
}

/** `辽C·***12`. */
export function maskPlate(text: string): string {
  const plain = text.replaceAll(/[\s·]/g, "");
  return plain.length < 7 ? HIDDEN : `${plain.slice(0, 2)}·${"*".repeat(plain.length - 4)}${plain.slice(-2)}`;
}

function maskMiddle(text: string, head: number, tail: number): string {
  const plain = text.trim();
  const hidden = plain.length - head - tail;
  if (hidden < 4) return HIDDEN;
  return `${plain.slice(0, head)}${"*".repeat(hidden)}${plain.slice(plain.length - tail)}`;
}
