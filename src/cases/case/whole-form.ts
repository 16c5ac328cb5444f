import { isJsonObject, type JsonObject } from "#kernel";
import type { PersonalRow } from "#registers";
import type { CaseTransaction, StoredCase } from "./ports.ts";

/** The personal fields of an application stand in this row; each correction (补正) adds one behind it. */
const FORM_ROW = "form";

/** A case with the rows of its personal data. */
export type WholeCase = { readonly stored: StoredCase; readonly personal: readonly PersonalRow[] };

/** Reads both in one journey; undefined where there is no such case, or whoever asks may not see it. */
export async function findWholeCase(
  transaction: CaseTransaction,
  id: string,
): Promise<WholeCase | undefined> {
  const [stored, personal] = await Promise.all([transaction.findCase(id), transaction.findPersonal(id)]);
  return stored === undefined ? undefined : { stored, personal };
}

/** The form with its personal fields put back, for documents that must print them. */
export function wholeForm({ stored, personal }: WholeCase): JsonObject {
  return { ...openForm(stored), ...personalForm(personal) };
}

/** The form's fields that stand in the open. */
export function openForm({ state }: Pick<StoredCase, "state">): JsonObject {
  const form = state.variables["form"];
  return form !== undefined && isJsonObject(form) ? form : {};
}

/** The key of the row that a further correction of personal fields is kept under. */
export function nextFormRow(rows: readonly Pick<PersonalRow, "key">[]): string {
  const corrections = rounds(rows).filter(({ key }) => key !== FORM_ROW).length;
  return `${FORM_ROW}:${String(corrections + 1).padStart(4, "0")}`;
}

/** The personal fields as they stand after every correction; what was emptied is there no more. */
export function personalForm(rows: readonly Pick<PersonalRow, "key" | "content">[]): JsonObject {
  const said: JsonObject = Object.assign({}, ...rounds(rows).map(({ content }) => content));
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}

/** The personal fields that were corrected, with what stood there before the last correction (null: nothing). */
export function personalBefore(rows: readonly Pick<PersonalRow, "key" | "content">[]): JsonObject {
  let now: JsonObject = {};
  let before: JsonObject = {};
  for (const { key, content } of rounds(rows)) {
    if (key === FORM_ROW) {
      now = content;
      continue;
    }
    before = {
      ...before,
      ...Object.fromEntries(Object.keys(content).map((name) => [name, now[name] ?? null])),
    };
    now = { ...now, ...content };
  }
  return before;
}

function rounds<Row extends Pick<PersonalRow, "key">>(rows: readonly Row[]): readonly Row[] {
  return rows
    .filter(({ key }) => key === FORM_ROW || key.startsWith(`${FORM_ROW}:`))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
}
