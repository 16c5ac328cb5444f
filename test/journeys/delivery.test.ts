import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, DeliveriesAnswer, DeliveryPapers, ProblemAnswer } from "#contract";
import { foodForm, reviewThrough, verdicts } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { AGENT, OWNER, SHOP, takeInForShop } from "../harness/window.ts";
import { enter, personOf } from "../harness/visitor.ts";

const LIST = "/api/window/deliveries";

onEachDatabase("the delivery counter", (database) => {
  let site: TestPlatform;
  let hall: Person;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const waiting = async (): Promise<DeliveriesAnswer> =>
    hall.get<DeliveriesAnswer>(`${LIST}?hall=service-centre`);

  /** Taken in at the window, decided by others, and now waiting to be handed over. */
  async function granted(again: string | null = null): Promise<string> {
    const { caseNo } = await takeInForShop(hall, { values: foodForm({ deliveryWay: "window" }), again });
    const staff = {
      clerk: await as("clerk"),
      reviewer: await as("reviewer"),
      inspector: await as("inspector"),
      "inspector-second": await as("inspector-second"),
      approver: await as("approver"),
    };
    await mustAct(staff.clerk, caseNo, "Task_Intake", {
      intakeOutcome: "accept",
      materialVerdicts: verdicts(true),
    });
    await reviewThrough(staff, caseNo);
    await mustAct(staff.approver, caseNo, "Task_Decision", { decision: "grant", decisionOpinion: "同意。" });
    return caseNo;
  }

  const hand = async (caseNo: string, change: object = {}) => {
    const { waiting: lines } = await waiting();
    const line = lines.find((each) => each.caseNo === caseNo);
    return hall.try("POST", `${LIST}/${caseNo}`, {
      task: line?.task ?? "none",
      version: line?.version ?? 0,
      hall: "service-centre",
      way: "collected",
      receiver: { name: OWNER.name, idNo: OWNER.idNo },
      letterSeen: false,
      carrier: null,
      tracking: null,
      note: null,
      ...change,
    });
  };

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    hall = await as("hall-clerk");
  }, 120_000);

  afterAll(() => site?.dispose());

  it("hands a result of another organ to who represents the firm, and says who gave it out", async () => {
    const caseNo = await granted();
    const { items } = await hall.get<DeliveryPapers>(`${LIST}/${caseNo}?hall=service-centre`);
    expect(items.map(({ title }) => title.zh)).toContain("食品经营许可证");
    const refused = await hand(caseNo, { receiver: { name: AGENT.name, idNo: AGENT.idNo } });
    expect((refused.body as ProblemAnswer).code).toBe("HANDOVER_LETTER_UNSEEN");
    const wrong = await hand(caseNo, { receiver: { name: OWNER.name, idNo: "210311199907041609" } });
    expect(wrong.status).toBe(422);
    const done = await hand(caseNo);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const { waiting: left, handedOut } = await waiting();
    expect(left.some((each) => each.caseNo === caseNo)).toBe(false);
    expect(handedOut[0]).toMatchObject({ caseNo, clerk: "李春梅", way: "collected", byAgent: false });
    expect((await hand(caseNo)).status).toBe(409);
    const page = await (await as("clerk")).get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.summary.closedAt).not.toBeNull();
    expect(page.summary.applicantName).toBe(SHOP.name);
  }, 60_000);

  it("posts with a number, and tells what is overdue first", async () => {
    const late = await granted("另一处经营场所。");
    site.moveTo("2026-12-10T09:00:00+08:00");
    hall = await as("hall-clerk");
    const { waiting: lines } = await waiting();
    expect(lines[0]).toMatchObject({ caseNo: late, overdue: true });
    const nameless = await hand(late, { way: "posted", receiver: { name: SHOP.name, idNo: null } });
    expect(nameless.status).toBe(422);
    const sent = await hand(late, {
      way: "posted",
      receiver: { name: SHOP.name, idNo: null },
      carrier: "中国邮政",
      tracking: "EMS20261210001",
    });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    expect((await waiting()).handedOut[0]).toMatchObject({
      way: "posted",
      carrier: "中国邮政",
      tracking: "EMS20261210001",
    });
  }, 60_000);

  it("is no place for who is no clerk", async () => {
    const owner = await as("shop-owner");
    expect((await owner.try("GET", `${LIST}?hall=service-centre`)).status).toBe(403);
  });
});
