import { nameOfFile, pathsIn, readText, type PackReader } from "../pack/pack-reader.ts";
import { csvRows } from "../shape/csv-rows.ts";
import type { PackList } from "../parts/list.ts";

/** Reads `lists/<id>.csv`: value, zh, en; without English the Chinese name stands in its place. */
export function readLists(reader: PackReader): ReadonlyMap<string, PackList> {
  const suffix = ".csv";
  return new Map(
    pathsIn(reader, "lists/", suffix).map((file) => {
      const source = readText(reader, file);
      const rows =
        source === undefined ? [] : (csvRows(file, source, ["value", "zh", "en"], reader.report) ?? []);
      const entries = rows.map(({ cells: { value = "", zh = "", en = "" } }) => ({
        value,
        name: { zh, en: en === "" ? zh : en },
      }));
      return [nameOfFile(file, suffix), entries];
    }),
  );
}
