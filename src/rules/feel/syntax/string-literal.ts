const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** The text a string literal stands for; `\u0041` and `\U01F40E` name code points (DMN 1.5, 10.3.1.2). */
export function decodeString(literal: string): string {
  const inner = literal.slice(1, -1);
  return inner.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt"'\\]))/g,
    (_whole, short: string | undefined, long: string | undefined, single: string | undefined) => {
      if (single !== undefined) return ESCAPES[single] ?? single;
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      const point = Number.parseInt(long ?? "0", 16);
      return point > 0x10_ffff ? "\uFFFD" : String.fromCodePoint(point);
    },
  );
}
