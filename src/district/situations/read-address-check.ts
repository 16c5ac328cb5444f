import type { AddressCheck } from "../pack/pack.ts";
import { readYaml, type PackReader } from "../pack/pack-reader.ts";
import { addressCheckDefinition } from "../parts/address-check.ts";
import { readDecisions } from "../reading/read-decisions.ts";

const FOLDER = "address-check/";

/** Reads `address-check/`; null where the district has none, undefined where it is faulty. */
export async function readAddressCheck(reader: PackReader): Promise<AddressCheck | null | undefined> {
  const file = `${FOLDER}address-check.yaml`;
  if (!reader.files.has(file)) return null;
  const definition = readYaml(reader, file, addressCheckDefinition);
  const decisions = await readDecisions(reader, FOLDER);
  return definition === undefined || decisions === undefined ? undefined : { ...definition, decisions };
}
