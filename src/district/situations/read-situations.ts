import type { Situation } from "../pack/pack.ts";
import { foldersIn, keyed, readYaml, type PackReader } from "../pack/pack-reader.ts";
import { situationDefinition } from "../parts/situation.ts";
import { readDecisions } from "../reading/read-decisions.ts";

/** Reads `situations/<id>/`: situation.yaml and its DMN; undefined when one of them is faulty. */
export async function readSituations(
  reader: PackReader,
): Promise<ReadonlyMap<string, Situation> | undefined> {
  const folders = foldersIn(reader, "situations/");
  const read = await Promise.all(
    folders.map(async (name): Promise<Situation | undefined> => {
      const folder = `situations/${name}/`;
      const definition = readYaml(reader, `${folder}situation.yaml`, situationDefinition);
      const decisions = await readDecisions(reader, folder);
      return definition === undefined || decisions === undefined
        ? undefined
        : { ...definition, file: `${folder}situation.yaml`, decisions };
    }),
  );
  const whole = read.filter((each) => each !== undefined);
  return whole.length < read.length
    ? undefined
    : keyed(
        whole,
        ({ id }) => id,
        () => undefined,
      );
}
