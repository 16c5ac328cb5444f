import { isJsonObject, type Instant, type JsonObject } from "#kernel";

/** What a case keeps of a promise of deferred material (容缺承诺) under `deferral`. */
export type Deferral = {
  readonly materials: readonly { readonly material: string; readonly name: string }[];
  /** The last day to supply it. */
  readonly by: string;
  readonly signedBy: string;
  readonly signedAt: Instant;
  /** SHA-256 of the text that was promised. */
  readonly text: string;
};

/** What a case still owes of what was promised; null once it is complete, or where nothing was promised. */
export function owedIn(variables: JsonObject): Pick<Deferral, "materials" | "by"> | null {
  const { deferral, deferralComplete } = variables;
  if (!isJsonObject(deferral) || deferralComplete === true) return null;
  const { materials, by } = deferral as unknown as Deferral;
  return { materials, by };
}
