import { faultFrom, faultOf } from "../shape/fault.ts";
import type { ProcessSource } from "../pack/pack.ts";
import { nameOfFile, pathsIn, readText, type PackReader } from "../pack/pack-reader.ts";
import { compileProcess, type Plan } from "#process";
import { ok, type Problem, type Result } from "#kernel";

/** Reads processes/*.bpmn: one executable process a file, whose id is the file's name. */
export async function readProcesses(
  reader: PackReader,
): Promise<ReadonlyMap<string, ProcessSource> | undefined> {
  const files = pathsIn(reader, "processes/", ".bpmn");
  const read = await Promise.all(files.map((file) => readProcess(reader, file)));
  const good = read.filter((each) => each !== undefined);
  return good.length < read.length ? undefined : new Map(good.map((each) => [each.id, each]));
}

/** Drawings that compiled before, by their text: a pack that is read again has few new ones. */
const compiledBefore = new Map<string, readonly Plan[]>();
const MOST_KEPT = 200;

async function compileOnce(xml: string, file: string): Promise<Result<readonly Plan[], readonly Problem[]>> {
  const before = compiledBefore.get(xml);
  if (before !== undefined) return ok(before);
  const compiled = await compileProcess(xml, { file });
  if (!compiled.ok) return compiled;
  if (compiledBefore.size >= MOST_KEPT) compiledBefore.clear();
  compiledBefore.set(xml, compiled.value);
  return compiled;
}

async function readProcess(reader: PackReader, file: string): Promise<ProcessSource | undefined> {
  const xml = readText(reader, file);
  if (xml === undefined) return undefined;
  const compiled = await compileOnce(xml, file);
  if (!compiled.ok) {
    for (const problem of compiled.error) reader.report(faultFrom(file, elementOf(problem), problem));
    return undefined;
  }
  const id = nameOfFile(file, ".bpmn");
  const plan = compiled.value.find((each) => each.id === id);
  if (plan === undefined) {
    const found = compiled.value.map((each) => each.id).join(", ");
    reader.report(faultOf(file, found, "PACK_FIELD_WRONG", { found, expected: id, expectedEn: id }));
    return undefined;
  }
  return { id, file, xml, plan };
}

/** The element a process problem names. */
function elementOf({ details }: Problem): string {
  const element = details?.["element"];
  return typeof element === "string" ? element : "";
}
