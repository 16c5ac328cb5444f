import type { MatterDefinition } from "../parts/matter.ts";
import type { Organ } from "../parts/organ.ts";

/**
 * The codes of a handling item: 实施编码 (31 characters: the organ's credit code, the level's digit, the basic code)
 * and 业务办理项编码 (33: that and a sequence of two digits). Source: domain §1.1, the national item codes.
 */
export function itemCodes(
  { codes, exerciseLevel }: Pick<MatterDefinition, "codes" | "exerciseLevel">,
  organ: Pick<Organ, "creditCode"> | undefined,
): { readonly basic: string; readonly implementation: string; readonly handling: string } {
  const { basic, sequence } = codes;
  const implementation = `${organ?.creditCode ?? ""}${exerciseLevel}${basic}`;
  return { basic, implementation, handling: `${implementation}${sequence}` };
}
