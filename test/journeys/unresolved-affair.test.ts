import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseAnswer, ReceiptAnswer } from "#contract";
import { findRecord, systemContext } from "#store";
import { act, mustAct, type Person } from "../harness/person.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { OWNER } from "../harness/window.ts";
import { enter, personOf } from "../harness/visitor.ts";

const TOLD = {
  name: OWNER.name,
  mobile: "13900000001",
  division: "210311006002",
  about: "sentAround",
  aboutMatter: "食品经营许可",
  happened: "两个窗口互相让我去对方那里",
  wanted: "告诉我该在哪个窗口交",
};

describe("what was not done is registered, answered and verified", () => {
  let site: TestPlatform;
  let hall: Person;
  const as = async (login: string): Promise<Person> => personOf(site, await enter(site, `demo-${login}`));
  const record = async (caseNo: string) =>
    findRecord(site.store, systemContext(site.pack.code), "unresolved-affair", caseNo);

  async function told(): Promise<string> {
    const sent = await hall.try("POST", "/api/window/cases", {
      matter: "unresolved-affair",
      hall: "service-centre",
      counter: "4",
      ticket: null,
      applicant: { register: "population", key: OWNER.idNo, name: OWNER.name },
      visitor: OWNER,
      letterUntil: null,
      values: TOLD,
      materials: {},
      paper: {},
      again: null,
    });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    return (sent.body as ReceiptAnswer).caseNo;
  }

  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00", faces: false });
    hall = await as("hall-clerk");
  }, 120_000);

  afterAll(() => site?.dispose());

  it("goes to the organ that answers, back to the window, and ends with its cause in the register", async () => {
    const caseNo = await told();
    await mustAct(hall, caseNo, "Task_Register", {
      answeringOrgan: "market-regulation",
      registerNote: "两个窗口都没有登记",
    });
    expect(await record(caseNo)).toMatchObject({ status: "answering", data: { rounds: 1 } });
    const reviewer = await as("reviewer");
    await mustAct(reviewer, caseNo, "Task_Answer", { answerKind: "solved", answer: "已当场收件" });
    await mustAct(hall, caseNo, "Task_Verify", {
      settled: false,
      contactWay: "phone",
      verifyNote: "还没有收到凭证",
      cause: "delay",
    });
    expect(await record(caseNo)).toMatchObject({ status: "answering", data: { rounds: 2 } });
    const refused = await act(reviewer, caseNo, "Task_Answer", { answerKind: "explained", answer: "不能办" });
    expect(refused.status).toBe(422);
    await mustAct(reviewer, caseNo, "Task_Answer", { answerKind: "solved", answer: "凭证已补发" });
    await mustAct(hall, caseNo, "Task_Verify", {
      settled: true,
      contactWay: "phone",
      verifyNote: "已收到",
      cause: "guide",
    });
    expect(await record(caseNo)).toMatchObject({ status: "solved", data: { cause: "guide", settled: true } });
    const owner = await as("shop-owner");
    const page = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.summary.outcomeName?.zh).not.toBeUndefined();
    expect(page.history.length).toBeGreaterThan(4);
  }, 60_000);
});
