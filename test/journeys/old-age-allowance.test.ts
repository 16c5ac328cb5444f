import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { DeskPage, NoticePage, RecordAnswer, RollPage } from "#contract";
import { lookAt } from "../harness/looked-at.ts";
import { mustAct, signInAs, type CaseAnswer, type Person, type ReceiptAnswer } from "../harness/person.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { inTheBrowser } from "../harness/in-the-browser.ts";

const SLOW = 240_000;
const DESK = 1440;
const PHONE = 390;

/** Whoever has a part in it, by demo account. */
const PEOPLE = [
  "shop-owner",
  "town-clerk",
  "town-reviewer",
  "town-approver",
  "social-reviewer",
  "social-approver",
  "reviewer",
] as const;
type Who = (typeof PEOPLE)[number];

const ELDER = {
  applicantRelation: "self",
  name: "演示老人",
  idNo: "210311194005063020",
  community: "210311103220",
  address: "大屯镇大屯村12号",
  birthDate: "1940-05-06",
  ageBand: "80",
  registeredHere: true,
  livesWith: "alone",
  contactName: "何志军",
  contactMobile: "13900000001",
  checkWay: "visit",
  bankName: "演示银行大屯支行",
  bankAccount: "6200000000000000001",
  declaration: true,
};

async function toProcess(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "办理流程" }).scrollIntoViewIfNeeded();
  await page.locator('.process-canvas[data-drawn="true"]').waitFor();
}

onEachDatabase("an old-age allowance, granted by two organs and reviewed a year later", (database) => {
  const front = inTheBrowser({ database, at: "2025-11-17T09:00:00+08:00" });
  let people: Readonly<Record<Who, Person>>;

  const signIn = async (): Promise<void> => {
    const signed = await Promise.all(
      PEOPLE.map(async (who) => [who, await signInAs(front.site.url, who)] as const),
    );
    people = Object.fromEntries(signed) as Record<Who, Person>;
  };
  beforeAll(async () => {
    await signIn();
  }, SLOW);

  const tasksOf = async (who: Who, view: "mine" | "organ"): Promise<readonly string[]> =>
    (await people[who].get<DeskPage>(`/api/desk/tasks?view=${view}`)).items.map((each) => each.case.caseNo);
  const apply = async (): Promise<string> => {
    const asked = { matter: "old-age-allowance", values: ELDER, materials: {} };
    const sent = await people["shop-owner"].try("POST", "/api/cases", asked);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    return (sent.body as ReceiptAnswer).caseNo;
  };
  const grant = async (caseNo: string): Promise<void> => {
    await mustAct(people["town-clerk"], caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: [],
    });
    const seen = { townAgrees: true, townFinding: "年龄、户籍与登记一致" };
    await mustAct(people["town-reviewer"], caseNo, "Task_TownReview", seen);
    await mustAct(people["social-reviewer"], caseNo, "Task_Check", { checkFinding: "核定结果属实" });
    await mustAct(people["social-approver"], caseNo, "Task_Decision", { decision: "grant" });
  };
  const benefitOf = (caseNo: string): Promise<RecordAnswer> =>
    people["social-approver"].get<RecordAnswer>(`/api/records/benefit/${caseNo}`);
  const fieldOf = ({ fields }: RecordAnswer, zh: string): string | undefined =>
    fields.find(({ label }) => label.zh === zh)?.value.zh;
  const until = async <Found>(what: () => Promise<Found | undefined>): Promise<Found> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = await what();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return expect.fail("it did not come about");
  };
  const reviewOf = (benefitNo: string): Promise<string> =>
    until(async () => {
      const page = await people["town-clerk"].get<DeskPage>("/api/desk/tasks?view=mine");
      for (const { case: each } of page.items) {
        if (each.matterName.zh !== "给付定期复核") continue;
        const { form } = await people["town-clerk"].get<CaseAnswer>(`/api/cases/${each.caseNo}`);
        if (form.some(({ value }) => value.zh === benefitNo)) return each.caseNo;
      }
      return undefined;
    });

  const rollOf = (month: string): Promise<RollPage> =>
    people["social-approver"].get<RollPage>(`/api/desk/rolls/benefit?month=${month}`);

  let first: string;
  let second: string;

  it(
    "stands at the town, then at civil affairs; each has its own task, and a third organ has nothing",
    async () => {
      first = await apply();
      expect(await tasksOf("town-clerk", "mine")).toContain(first);
      expect(await tasksOf("social-reviewer", "organ")).not.toContain(first);
      expect((await people.reviewer.try("GET", `/api/cases/${first}`)).status).toBe(404);
      const page = await people["town-clerk"].get<CaseAnswer>(`/api/cases/${first}`);
      expect(page.organName.zh).toBe("鞍山市千山区民政局");
      expect(page.heldBy[0]?.zh).toContain("大屯镇");
      const told = await until(async () => {
        const { items } = await people["town-clerk"].get<NoticePage>("/api/notices");
        return items.find(({ caseNo, about }) => caseNo === first && about === "asked");
      });
      expect(told.text.zh).toContain("收件审查");

      const desk = await front.open("town-clerk", "/desk?view=mine", DESK);
      await desk.getByText("80周岁以上高龄津贴").first().waitFor();
      await lookAt(desk, `organs-desk-${database}`);
      const shown = await front.open("town-clerk", `/desk/cases/${first}`, DESK);
      await toProcess(shown);
      await lookAt(shown, `organs-case-${database}`, true);
      const small = await front.open("town-clerk", `/desk/cases/${first}`, PHONE);
      await lookAt(small, `organs-case-phone-${database}`);

      await grant(first);
      // Who had a part in it sees how it ended.
      const ended = await people["town-clerk"].get<CaseAnswer>(`/api/cases/${first}`);
      expect(ended.summary.outcome).toBe("granted");
      expect(ended.history.map(({ actor }) => actor.zh).some((name) => name.startsWith("大屯镇 "))).toBe(
        true,
      );
      const benefit = await benefitOf(first);
      expect(fieldOf(benefit, "金额")).toContain("50");
      expect(fieldOf(benefit, "下次复核日期")).toContain("2026-11-17");
      const record = await front.open("social-approver", `/records/benefit/${first}`, DESK);
      await lookAt(record, `organs-benefit-${database}`, true);
    },
    SLOW,
  );

  it(
    "is looked at again a year later by itself, and goes on",
    async () => {
      second = await apply();
      await grant(second);
      front.site.moveTo("2026-11-17T00:05:00+08:00");
      await signIn();
      const review = await reviewOf(first);
      const alive = { aliveWay: "visit", alive: true, stillEntitled: true, aliveOn: "2026-11-17" };
      await mustAct(people["town-clerk"], review, "Task_Alive", alive);
      const opinion = { reviewConclusion: "continue", reviewReason: "本人健在，户籍未变" };
      await mustAct(people["town-approver"], review, "Task_Opinion", opinion);
      const decided = { finalConclusion: "continue", finalReason: "继续符合条件" };
      await mustAct(people["social-approver"], review, "Task_Decision", decided);
      const benefit = await benefitOf(first);
      expect(benefit.statusName.zh).toBe("发放中");
      expect(fieldOf(benefit, "下次复核日期")).toContain("2027-11-17");
    },
    SLOW,
  );

  it(
    "stops where the person has died, after those concerned could say something",
    async () => {
      const review = await reviewOf(second);
      const gone = { aliveWay: "register", alive: false, stillEntitled: false, aliveOn: "2026-11-17" };
      await mustAct(people["town-clerk"], review, "Task_Alive", gone);
      const stop = { reviewConclusion: "stop", reviewReason: "与殡葬信息比对，已去世" };
      await mustAct(people["town-approver"], review, "Task_Opinion", stop);
      await mustAct(people["shop-owner"], review, "Task_Statement", { statement: "情况属实，同意停发" });
      const decided = { finalConclusion: "stop", finalReason: "领取人已去世" };
      await mustAct(people["social-approver"], review, "Task_Decision", decided);
      const benefit = await benefitOf(second);
      expect(benefit.statusName.zh).toBe("已停发");
      expect(fieldOf(benefit, "停发日期")).toContain("2026-11-17");
      const shown = await front.open("social-approver", `/desk/cases/${review}`, DESK);
      await toProcess(shown);
      await lookAt(shown, `organs-review-${database}`, true);
    },
    SLOW,
  );

  it(
    "stands on the roll of each month that it is paid for; the sum is that of the records it opens",
    async () => {
      const ids = ({ items }: RollPage) => items.map(({ id }) => id);
      const paid = await rollOf("2026-10");
      expect(ids(paid)).toEqual([first, second].toSorted());
      expect(paid).toMatchObject({ count: 2, total: 10_000, pays: true });
      expect(paid.items.reduce((sum, { amount }) => sum + amount, 0)).toBe(paid.total);
      expect(paid.items[0]).toMatchObject({ name: "演示老人", amount: 5000 });
      expect(paid.items[0]?.account).toContain("*");
      for (const id of ids(paid)) expect((await benefitOf(id)).id).toBe(id);
      expect(ids(await rollOf("2026-11"))).toEqual([first]);
      expect((await rollOf("2025-11")).count).toBe(0);

      const taking = "/api/desk/rolls/benefit/export?month=2026-10";
      const file = { format: "csv", columns: [], language: "zh" };
      const starred = await people["social-reviewer"].try("POST", taking, file);
      expect(String(starred.body)).not.toContain(ELDER.bankAccount);
      const whole = `${taking}&purpose=${encodeURIComponent("2026年10月发放")}`;
      expect((await people["social-reviewer"].try("POST", whole, file)).status).toBe(403);
      const taken = await people["social-approver"].try("POST", whole, file);
      expect(String(taken.body)).toContain(ELDER.bankAccount);
      expect((await people["town-clerk"].try("GET", "/api/desk/rolls")).status).toBe(403);
      expect(ids(await people.reviewer.get<RollPage>("/api/desk/rolls/benefit?month=2026-10"))).toEqual([]);

      const shown = await front.open("social-approver", "/desk/roll?month=2026-10", DESK);
      await shown.getByText("100.00").first().waitFor();
      await lookAt(shown, `organs-roll-${database}`);
      const small = await front.open("social-approver", "/desk/roll?month=2026-10", PHONE);
      await small.getByText("100.00").first().waitFor();
      await lookAt(small, `organs-roll-phone-${database}`, true);
    },
    SLOW,
  );
});
