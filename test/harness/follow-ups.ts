import type { CasePage } from "#contract";
import { certificatePack } from "./certificate-pack.ts";
import { mustAct, type CaseAnswer, type Person } from "./person.ts";
import type { TestPlatform } from "./test-platform.ts";

const BASIS = { zh: "《中华人民共和国行政许可法》第六十一条", en: "Administrative Licensing Law art. 61" };

/** A pack whose stalls are checked by another organ five working days after the licence, and whose cards by lot. */
export const followUpPack = (): Promise<string> =>
  certificatePack({
    "stall-licence": {
      check: "licence-follow-up",
      organ: "law-enforcement",
      after: "5wd",
      within: "20wd",
      place: "=form.place",
      items: [{ item: "摊位", requirement: "与许可的位置一致" }],
      basis: BASIS,
    },
    "helper-card": { check: "filing-follow-up", within: "20wd", percent: 50, basis: BASIS },
  });

type People = (login: string) => Promise<Person>;

/** The number of a case of a matter on somebody's desk, once the worker has begun it. */
export async function caseBegun(
  person: Person,
  matter: string,
  isIt: (caseNo: string, title: string) => boolean | Promise<boolean> = () => true,
): Promise<string> {
  const end = performance.now() + 60_000;
  for (;;) {
    const { items } = await person.get<CasePage>(`/api/desk/cases?matter=${matter}`);
    for (const { caseNo, title } of items) if (await isIt(caseNo, title.zh)) return caseNo;
    if (performance.now() > end) throw new Error(`no case of ${matter} began`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Two officers of the supervising organ find the stall's lease forged, an hour after the check began. */
export async function findFalse(site: TestPlatform, people: People, caseNo: string): Promise<void> {
  const { summary } = await (await people("visitor")).get<CaseAnswer>(`/api/cases/${caseNo}`);
  const began = Date.parse(summary.receivedAt);
  site.moveTo(new Date(began + 3_600_000).toISOString());
  await mustAct(await people("visitor"), caseNo, "Task_Check", {
    checkedFrom: new Date(began + 600_000).toISOString(),
    checkedTo: new Date(began + 1_200_000).toISOString(),
    checkItems: [{ item: "摊位", result: "不符合", note: "租赁协议系伪造" }],
    checkConclusion: "建议处理",
    checkFacts: "到现场核对租赁协议和位置，租赁协议系伪造。",
    checkOfficer: { name: "胡建平", licence: "C21031100021" },
  });
  await mustAct(await people("visitor-second"), caseNo, "Task_CheckSecond", {
    checkAgreed: true,
    checkSecondOfficer: { name: "林晓东", licence: "C21031100022" },
  });
}

/** The measure on a certificate that the check proposed, heard, reviewed and decided at the issuing organ. */
export async function annul(people: People, certificate: string): Promise<string> {
  const reviewer = await people("reviewer");
  const measure = await caseBegun(reviewer, "certificate-measure", async (caseNo) => {
    const { form } = await reviewer.get<CaseAnswer>(`/api/cases/${caseNo}`);
    return JSON.stringify(form).includes(certificate);
  });
  const statement = { statement: "没有异议。", hearingAsked: false };
  await mustAct(await people("shop-owner"), measure, "Task_Statement", statement);
  const review = { reviewRecommendation: "take", reviewOpinion: "事实清楚，建议撤销。" };
  await mustAct(await people("reviewer"), measure, "Task_Review", review);
  await mustAct(await people("approver"), measure, "Task_Decision", { decision: "take" });
  return measure;
}
