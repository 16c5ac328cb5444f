import type { Bilingual } from "#kernel";

/** Where a rectification after an inspection (督察整改) stands, and its look back (回头看). */
export const INSPECTION_STATES: Readonly<Record<string, Bilingual>> = {
  assigned: { zh: "已交办", en: "Assigned" },
  selfChecked: { zh: "自查通过，待验收", en: "Own check passed" },
  publicised: { zh: "公示中", en: "Publicised" },
  lookingBack: { zh: "回头看", en: "Being looked at again" },
};

/** What one came to. */
export const INSPECTION_OUTCOMES: Readonly<Record<string, Bilingual>> = {
  rectificationClosed: { zh: "已销号", en: "Closed" },
  lookBackHolds: { zh: "没有反弹", en: "It holds" },
  lookBackReopened: { zh: "反弹，重新整改", en: "Come back; rectified anew" },
};
