// Check characters of ISO/IEC 7064, the one arithmetic behind most Chinese public numbers.

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MOD_11_2 = "0123456789X";

/** MOD 11-2 over digits: the last character of an identity number (GB 11643-1999). */
export function mod11Radix2(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11;
  return MOD_11_2.charAt((12 - sum) % 11);
}

/** MOD 11,10 (hybrid) over digits: one digit that finds every single error and nearly every exchange. */
export function mod11And10(digits: string): string {
  return String(hybrid(digits, "0123456789"));
}

/** MOD 37,36 (hybrid) over digits and capital letters: certificate identifiers (GB/T 36904-2018). */
export function mod37And36(text: string): string {
  return ALPHANUMERIC.charAt(hybrid(text, ALPHANUMERIC));
}

function hybrid(text: string, alphabet: string): number {
  const radix = alphabet.length;
  let product = radix;
  for (const character of text) {
    product = (product + alphabet.indexOf(character)) % radix || radix;
    product = (product * 2) % (radix + 1);
  }
  return (radix + 1 - product) % radix;
}
