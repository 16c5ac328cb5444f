import { parseInstant, type Instant } from "#kernel";

/** A signature dictionary as it stands in a PDF (ISO 32000-2, 12.8.1). */
export type PdfSignature = {
  /** The bytes that the signature covers, joined. */
  readonly covered: Uint8Array;
  /** Its value: DER, then zeros that fill the room. */
  readonly contents: Uint8Array;
  /** True when everything in the file but the value itself is covered. */
  readonly coversWholeFile: boolean;
  readonly subFilter: string | null;
  readonly at: Instant | null;
  readonly reason: string | null;
  readonly location: string | null;
};

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/gu;

/** True for bytes that begin as a PDF does. */
export function looksLikePdf(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 1024)).includes("%PDF-");
}

/** Every signature in the file, the one that covers most last. A range that makes no sense is left out. */
export function findPdfSignatures(bytes: Uint8Array): readonly PdfSignature[] {
  const text = latin1(bytes);
  const found: { signature: PdfSignature; end: number }[] = [];
  for (const match of text.matchAll(BYTE_RANGE)) {
    const [start = 0, before = 0, after = 0, rest = 0] = match.slice(1).map(Number);
    const gap = text.slice(start + before, after);
    const end = after + rest;
    // The gap may hold nothing but the hexadecimal value between its brackets.
    if (start !== 0 || after < before || end > bytes.length || !/^<(?:[0-9A-Fa-f]{2})+>$/u.test(gap))
      continue;
    const dictionary = dictionaryRound(text, match.index, before, after);
    found.push({
      end,
      signature: {
        covered: joined(bytes.subarray(0, before), bytes.subarray(after, end)),
        contents: new Uint8Array(Buffer.from(gap.slice(1, -1), "hex")),
        coversWholeFile: end === bytes.length,
        subFilter: /\/SubFilter\s*\/(?<name>[\w.]+)/u.exec(dictionary)?.groups?.["name"] ?? null,
        at: instantOfPdf(stringOf(dictionary, "M")),
        reason: stringOf(dictionary, "Reason"),
        location: stringOf(dictionary, "Location"),
      },
    });
  }
  return found.toSorted((left, right) => left.end - right.end).map(({ signature }) => signature);
}

/** What the typesetter wrote into the XMP metadata: `document:…` and `certificate:…`. */
export function keywordsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = Buffer.from(bytes).toString("utf8");
  const keywords = /<pdf:Keywords>(?<words>[^<]*)<\/pdf:Keywords>/u.exec(text)?.groups?.["words"] ?? "";
  const pairs = keywords.split(", ").flatMap((word): readonly (readonly [string, string])[] => {
    const colon = word.indexOf(":");
    return colon > 0 ? [[word.slice(0, colon), word.slice(colon + 1)]] : [];
  });
  return new Map(pairs);
}

/** The text of the object that holds the ByteRange, without its long value. */
function dictionaryRound(text: string, position: number, gapStart: number, gapEnd: number): string {
  const start = Math.max(text.lastIndexOf(" obj", Math.min(position, gapStart)), 0);
  const end = text.indexOf("endobj", Math.max(position, gapEnd));
  return text.slice(start, gapStart) + text.slice(gapEnd, end < 0 ? text.length : end);
}

/** A string entry of a dictionary, literal or hexadecimal, Latin or UTF-16 (ISO 32000-2, 7.9.2). */
function stringOf(dictionary: string, key: string): string | null {
  const literal = new RegExp(`/${key}\\s*\\((?<body>(?:[^()\\\\]|\\\\[\\s\\S])*)\\)`, "u").exec(dictionary);
  if (literal?.groups?.["body"] !== undefined) return decoded(unescaped(literal.groups["body"]));
  const hex = new RegExp(`/${key}\\s*<(?<body>[0-9A-Fa-f]*)>`, "u").exec(dictionary)?.groups?.["body"];
  return hex === undefined ? null : decoded(Buffer.from(hex, "hex").toString("latin1"));
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescaped(body: string): string {
  return body.replaceAll(/\\([0-7]{1,3}|[\s\S])/gu, (_, escape: string) =>
    /^[0-7]/u.test(escape)
      ? String.fromCodePoint(Number.parseInt(escape, 8) & 0xff)
      : (ESCAPES[escape] ?? escape),
  );
}

function decoded(raw: string): string {
  if (!raw.startsWith("\u00FE\u00FF")) return raw;
  return new TextDecoder("utf-16be").decode(Buffer.from(raw.slice(2), "latin1"));
}

/** `D:20221012100000+08'00'` or `…Z`. */
function instantOfPdf(text: string | null): Instant | null {
  const parts = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z.*|([+-]\d{2})'?(\d{2})'?)?$/u.exec(
    text ?? "",
  );
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute] = parts;
  const zone = zoneHour === undefined ? "Z" : `${zoneHour}:${zoneMinute}`;
  const parsed = parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return parsed.ok ? parsed.value : null;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([left, right]));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
