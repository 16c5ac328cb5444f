import { randomBytes } from "node:crypto";
import { mustAct, type CaseAnswer, type Person, type ReceiptAnswer } from "./person.ts";

/** A form of the food business licence that is right in every field. */
export function foodForm(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    operator: "千山区瑞汤小吃店",
    creditCode: "92210311MA1Q00010P",
    legalRepresentative: "何志军",
    idNo: "210311199907041608",
    domicile: "鞍山市千山区汤岗子街道温泉路18号",
    contactName: "何志军",
    mobile: "13900000001",
    byAgent: false,
    premisesName: "汤泉小馆",
    division: "210311006002",
    premisesAddress: "鞍山市千山区汤岗子街道温泉路18号1层",
    area: 86,
    ownWell: false,
    businessType: "餐饮服务经营者",
    businessItems: ["热食类食品制售"],
    staffCount: 3,
    safetyOfficer: "何志军",
    deliveryWay: "online",
    declaration: true,
    ...change,
  };
}

/** What the demonstration's company writes of itself, where the shop's own form would not be its to send. */
export const COMPANY = {
  operator: "鞍山汤和餐饮管理有限公司",
  creditCode: "91210311MA1Q001176",
  legalRepresentative: "黄宝梅",
  idNo: "210311196706262769",
};

/** A small real PDF, different each time, so that every upload is a file of its own. */
export function smallPdf(): Uint8Array {
  const mark = randomBytes(8).toString("hex");
  return new TextEncoder().encode(
    `%PDF-1.4\n%\u00e2\u00e3 ${mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
}

export const MATTER = "food-business-licence";
const REQUIRED = ["floorPlan", "equipmentList", "safetyRules", "healthProof"];

/** Uploads what is required; answers the files by material. */
export async function uploadMaterials(
  person: Person,
  materials = REQUIRED,
): Promise<Record<string, string[]>> {
  const files: Record<string, string[]> = {};
  for (const material of materials) {
    const sent = await person.upload(MATTER, material, `${material}.pdf`, smallPdf());
    if (sent.status !== 200) throw new Error(`${material}: ${sent.status} ${JSON.stringify(sent.body)}`);
    files[material] = [(sent.body as { sha256: string }).sha256];
  }
  return files;
}

/** Hands in an application that lacks nothing, for the food licence or a matter that asks for the same. */
export async function applyForFoodLicence(
  person: Person,
  change: Readonly<Record<string, unknown>> = {},
  matter = MATTER,
): Promise<ReceiptAnswer> {
  const materials = await uploadMaterials(person);
  const sent = await person.try("POST", "/api/cases", {
    matter,
    values: foodForm(change),
    materials,
  });
  if (sent.status !== 200) throw new Error(`apply: ${sent.status} ${JSON.stringify(sent.body)}`);
  return sent.body as ReceiptAnswer;
}

export const verdicts = (accepted: boolean) =>
  REQUIRED.map((material) => ({
    material,
    name: material,
    accepted,
    ...(accepted ? {} : { reason: "图纸不清晰", requirement: "请重新拍摄后上传" }),
  }));

export type Staff = Readonly<
  Record<"clerk" | "reviewer" | "inspector" | "inspector-second" | "approver", Person>
>;

/** A site check that was passed right after the application came in: none can be earlier, and none lies ahead. */
export function siteCheck(receivedAt: string, item = "生熟分开"): Readonly<Record<string, unknown>> {
  const after = (millis: number) =>
    Temporal.Instant.from(receivedAt).add({ milliseconds: millis }).toString();
  return {
    siteCheckStart: after(1),
    siteCheckEnd: after(2),
    siteCheckItems: [{ item, result: "符合" }],
    siteCheckConclusion: "现场核查合格",
    siteCheckOfficer: { name: "何桂平", licence: "C21031100017" },
  };
}

/** From acceptance to the approver's desk, as the officers would do it. */
export async function reviewThrough(staff: Staff, caseNo: string): Promise<void> {
  await mustAct(staff.reviewer, caseNo, "Task_Review", { reviewOpinion: "材料齐全，符合法定形式。" });
  const { summary } = await staff.inspector.get<CaseAnswer>(`/api/cases/${caseNo}`);
  await mustAct(staff.inspector, caseNo, "Task_SiteCheck", siteCheck(summary.receivedAt));
  await mustAct(staff["inspector-second"], caseNo, "Task_SiteCheckSecond", {
    siteCheckAgreed: true,
    siteCheckSecondOfficer: { name: "王成霞", licence: "C21031100018" },
  });
  await mustAct(staff.reviewer, caseNo, "Task_Conclusion", {
    recommendation: "grant",
    conclusionOpinion: "符合食品安全标准，建议准予许可。",
  });
}

/** Applications that wait at the approver's desk for a decision; answers their numbers. */
export async function waitForDecision(
  owner: Person,
  staff: Staff,
  count: number,
  change: Readonly<Record<string, unknown>> = {},
): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { caseNo } = await applyForFoodLicence(owner, change);
    const accepted = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
    await mustAct(staff.clerk, caseNo, "Task_Intake", accepted);
    await reviewThrough(staff, caseNo);
    numbers.push(caseNo);
  }
  return numbers;
}

/** Reads a case again and again until every document of it is sealed. */
export async function untilSealed(read: () => Promise<CaseAnswer>): Promise<CaseAnswer> {
  const end = performance.now() + 30_000;
  for (;;) {
    const page = await read();
    if (page.documents.every(({ status }) => status === "ready")) return page;
    if (performance.now() > end) throw new Error("the documents were not sealed in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
