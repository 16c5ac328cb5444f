const AT = "2026-11-16T09:00:00+08:00";

/** An item of a phone's queue about a case that nobody knows. */
export const FIELD_ITEM = {
  item: "item-of-nobody",
  doneAt: AT,
  phoneAt: AT,
  act: { kind: "complete", caseNo: "nowhere", task: "none", version: 0, values: {} },
};
