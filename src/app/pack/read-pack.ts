import { parsePack, type DistrictPack } from "#district";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { readPackFolder } from "./pack-folder.ts";

const SHOWN = 5;

/** Reads and checks a district's folder. Errors: PACK_FAULTY, with the first faults in its details. */
export async function readPack(folder: string): Promise<Result<DistrictPack, readonly Problem[]>> {
  const files = await readPackFolder(folder);
  if (!files.ok) return err([files.error]);
  const pack = await parsePack(files.value);
  if (pack.ok) return ok(pack.value);
  const told = pack.error
    .slice(0, SHOWN)
    .map(({ file, place, message }) => `${file} ${place}: ${message.zh}`);
  return err([problem("PACK_FAULTY", { folder, count: pack.error.length, first: told.join("；") })]);
}
