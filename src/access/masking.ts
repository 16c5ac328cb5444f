/** An identity number with its first six and last four digits (common practice of public notices). */
export function maskIdentityNumber(text: string): string {
  if (text.length < 11) return "*".repeat(text.length);
  return `${text.slice(0, 6)}${"*".repeat(text.length - 10)}${text.slice(-4)}`;
}

/** A mobile number as `138****1234`; any other telephone keeps its last two digits. */
export function maskPhone(text: string): string {
  if (/^\d{11}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return `${"*".repeat(Math.max(0, text.length - 2))}${text.slice(-2)}`;
}

/** A person's name: `张*` for two characters, `张*明` for three and more. */
export function maskName(text: string): string {
  const characters = [...text];
  const first = characters[0];
  const last = characters.at(-1);
  if (first === undefined || last === undefined) return "";
  if (characters.length === 1) return "*";
  if (characters.length === 2) return `${first}*`;
  return `${first}${"*".repeat(characters.length - 2)}${last}`;
}

/** An address down to its street or town; what follows is starred. */
export function maskAddress(text: string): string {
  const kept = /^.*?(?:街道|镇|乡|(?:路|街)(?=\d|[一二三四五六七八九十]))/.exec(text)?.[0];
  if (kept === undefined) return text.length <= 6 ? "****" : `${text.slice(0, 6)}****`;
  return kept.length === text.length ? text : `${kept}****`;
}
