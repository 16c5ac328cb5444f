import type { PackRecords } from "../pack/pack.ts";
import type { RowChoice } from "./form-parts.ts";
import type { Register } from "../parts/register.ts";
import type { Json } from "#kernel";

/** The field of a row that says in English what its title says in Chinese. */
const ENGLISH = "titleEn";

/** What a form may choose from registers whose records are rows of the folder: the key, under the record's title, and the row. */
export function registerChoices(
  registers: ReadonlyMap<string, Register> | undefined,
  records: readonly PackRecords[],
): ReadonlyMap<string, readonly RowChoice[]> {
  return new Map(
    records.flatMap(({ register: id, rows }): (readonly [string, readonly RowChoice[]])[] => {
      const register = registers?.get(id);
      return register === undefined ? [] : [[id, rows.map((row) => entryOf(register, row))]];
    }),
  );
}

function entryOf(register: Register, row: Readonly<Record<string, Json>>): RowChoice {
  const zh = register.title.replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(register, row, name));
  const en = row[ENGLISH];
  return { value: String(row[register.key]), name: { zh, en: typeof en === "string" ? en : zh }, row };
}

/** A value in words: of a choice its name. */
function textOf({ fields }: Register, row: Readonly<Record<string, Json>>, name: string): string {
  const value = String(row[name] ?? "");
  const choices = fields.find(({ id }) => id === name)?.choices ?? [];
  return choices.find((each) => each.value === value)?.name.zh ?? value;
}
