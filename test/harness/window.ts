import { foodForm, MATTER, uploadMaterials } from "./food-licence.ts";
import type { Person, ReceiptAnswer } from "./person.ts";

/** The demonstration's shop, who represents it by law, and somebody who comes for it. */
export const SHOP = { register: "enterprise", key: "92210311MA1Q00010P", name: "千山区瑞汤小吃店" };
export const OWNER = { name: "何志军", idNo: "210311199907041608", read: "typed" };
export const AGENT = { name: "高玉伟", idNo: "210311197111051553", read: "card" };

/** A training of a clerk of the demonstration, as the head records it. */
export const TRAINING = {
  account: "demo-town-clerk",
  matter: null,
  course: "2026年第四期全科培训",
  trainedOn: "2026-11-13",
  validTo: "2027-11-12",
  result: "passed",
};

export const LETTER = "authorisation";

/** What a clerk sends for the shop, whose owner came. */
export async function shopAtWindow(
  clerk: Person,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  return {
    matter: MATTER,
    hall: "service-centre",
    counter: "1",
    ticket: null,
    applicant: SHOP,
    visitor: OWNER,
    letterUntil: null,
    values: foodForm(),
    materials: await uploadMaterials(clerk),
    paper: { floorPlan: { originals: 1, copies: 0 } },
    again: null,
    ...change,
  };
}

/** Takes the shop's application in, as it must succeed. */
export async function takeInForShop(
  clerk: Person,
  change: Readonly<Record<string, unknown>> = {},
): Promise<ReceiptAnswer> {
  const sent = await clerk.try("POST", "/api/window/cases", await shopAtWindow(clerk, change));
  if (sent.status !== 200) throw new Error(`take in: ${sent.status} ${JSON.stringify(sent.body)}`);
  return sent.body as ReceiptAnswer;
}
