import type { SearchSchemaInput } from "@tanstack/react-router";

/** What a list's address may say, by name: any text (null), or one of some words, the first where it says none. */
type Shape = Readonly<Record<string, readonly string[] | null>>;

/** What it says: every word is text, empty where nothing is said. */
export type Search<Of extends Shape> = Readonly<Record<keyof Of & string, string>>;

/** Reads the part of an address that a list lives in; what it does not know is left out. */
export function listSearch<const Of extends Shape>(shape: Of) {
  return (raw: Partial<Search<Of>> & SearchSchemaInput): Search<Of> => {
    const told: Readonly<Record<string, unknown>> = raw;
    const read = Object.entries(shape).map(([name, words]) => {
      const value = told[name];
      const text = typeof value === "string" ? value : "";
      return [name, words === null ? text : (words.find((word) => word === text) ?? words[0] ?? "")] as const;
    });
    return Object.fromEntries(read) as Search<Of>;
  };
}

/** Every value of an address is plain text: a case number of 22 digits stays what it is. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The search part of an address; what is empty is left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const told = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (typeof value === "string" && value !== "") told.set(name, value);
  const text = told.toString();
  return text === "" ? "" : `?${text}`;
}

/** Nothing of these: the list with all that it holds, from its beginning. */
export function cleared<Name extends string>(
  names: readonly Name[],
): Readonly<Record<Name | "after", string>> {
  return Object.fromEntries([...names, "after"].map((name) => [name, ""])) as Readonly<
    Record<Name | "after", string>
  >;
}

/** How many of these narrow a list; a span of days counts once. */
export function narrowedBy(search: Readonly<Record<string, string>>, names: readonly string[]): number {
  const told = names.filter((name) => (search[name] ?? "") !== "");
  return told.length - (told.includes("from") && told.includes("to") ? 1 : 0);
}
