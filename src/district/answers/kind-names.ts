import type { Matter } from "../pack/pack.ts";
import type { Bilingual } from "#kernel";

/** Names of 办件类型 (domain §1.3). */
export const KIND_NAMES: Readonly<Record<Matter["kind"], Bilingual>> = {
  immediate: { zh: "即办件", en: "immediate" },
  promised: { zh: "承诺件", en: "promised" },
};
