const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = "10X98765432";
const CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB 11643-1999: 17 digits and a check character by ISO 7064 MOD 11-2. */
export function isCitizenId(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return CHECKS[sum % 11] === text[17];
}

/** GB 32100-2015: 17 characters and a check character by ISO 7064 MOD 31. */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let weight = 1;
  let sum = 0;
  for (const letter of text.slice(0, 17)) {
    sum += CODE_LETTERS.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return CODE_LETTERS[(31 - (sum % 31)) % 31] === text[17];
}

/** Whether a text keeps one of our own formats; unknown formats are left to the server. */
export function keepsFormat(format: unknown, text: string): boolean {
  if (format === "citizen-id") return isCitizenId(text);
  if (format === "credit-code") return isCreditCode(text);
  return format !== "mobile-phone" || /^1[3-9]\d{9}$/.test(text);
}
