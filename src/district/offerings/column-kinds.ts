import type { DistrictPack, Matter } from "../pack/pack.ts";
import { err, ok, type Bilingual, type LocalDate, type Result } from "#kernel";

/** What of its surroundings a column needs to say its text. */
export type SheetPack = Pick<DistrictPack, "organs" | "events">;

/** A column of the 实施清单 as a table: one row a handling item, one text a cell. */
export type OfferingColumn = {
  readonly id: string;
  readonly name: Bilingual;
  readonly of: (matter: Matter, pack: SheetPack, on: LocalDate) => string;
  /**
   * How a text changes the matter from a day on; null where what it says is structure, which stays in the folder.
   * The refusal says what the cell should hold.
   */
  readonly put: ((matter: Matter, text: string, on: LocalDate) => Result<Matter, Bilingual>) | null;
};

type Change<Value> = (matter: Matter, value: Value) => Matter;

const EMPTY: Bilingual = { zh: "不能为空", en: "it may not be empty" };

/** A column that nobody changes outside the folder. */
export const fixed = (id: string, zh: string, en: string, of: OfferingColumn["of"]): OfferingColumn => ({
  id,
  name: { zh, en },
  of,
  put: null,
});

/** A text in both languages: two columns. `empty`: null where it may be left out. */
export function bothLanguages(
  id: string,
  name: Bilingual,
  get: (matter: Matter) => Bilingual | null,
  put: Change<Bilingual>,
): readonly OfferingColumn[] {
  return (["zh", "en"] as const).map((language) => ({
    id: `${id}.${language}`,
    name: nameIn(name, language),
    of: (matter) => get(matter)?.[language] ?? "",
    put: (matter, text) =>
      text === ""
        ? err(EMPTY)
        : ok(put(matter, { ...(get(matter) ?? { zh: text, en: text }), [language]: text })),
  }));
}

/** A list of texts in both languages, a line each: two columns with as many lines. */
export function linesInBoth(
  id: string,
  name: Bilingual,
  get: (matter: Matter) => readonly Bilingual[],
  put: Change<readonly Bilingual[]>,
): readonly OfferingColumn[] {
  return (["zh", "en"] as const).map((language) => ({
    id: `${id}.${language}`,
    name: nameIn(name, language),
    of: (matter) =>
      get(matter)
        .map((line) => line[language])
        .join("\n"),
    put: (matter, text) => {
      const before = get(matter);
      const lines = text.split(/\r?\n/).map((line) => line.trim());
      if (lines.some((line) => line === "")) return err(EMPTY);
      return ok(
        put(
          matter,
          lines.map((line, index) => ({ ...(before[index] ?? { zh: line, en: line }), [language]: line })),
        ),
      );
    },
  }));
}

/** Words with 、 between them. */
export function wordList(
  id: string,
  name: Bilingual,
  get: (matter: Matter) => readonly string[],
  put: Change<readonly string[]>,
): OfferingColumn {
  return {
    id,
    name,
    of: (matter) => get(matter).join("、"),
    put: (matter, text) =>
      ok(
        put(
          matter,
          text
            .split(/[、,，;；\n]/)
            .map((word) => word.trim())
            .filter((word) => word !== ""),
        ),
      ),
  };
}

const nameIn = (name: Bilingual, language: "zh" | "en"): Bilingual =>
  language === "zh" ? name : { zh: `${name.zh}（英文）`, en: `${name.en} (English)` };
