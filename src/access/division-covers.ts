/**
 * Whether a place lies in another, by statistical division codes (county 6, street 9, community 12,
 * grid cell 15 digits; a code padded with zeros means its shorter form). A place covers itself.
 */
export function divisionCovers(outer: string, place: string): boolean {
  return outer !== "" && unpadded(place).startsWith(unpadded(outer));
}

function unpadded(code: string): string {
  if (code.length === 12 && code.endsWith("000000")) return code.slice(0, 6);
  if (code.length >= 9 && code.length <= 12 && code.endsWith("000")) return code.slice(0, -3);
  return code;
}
