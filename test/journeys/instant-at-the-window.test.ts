import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GroundsAnswer, IndicatorRecordsAnswer } from "#contract";
import type { CaseAnswer, ReceiptAnswer } from "../harness/person.ts";
import { mustRegister } from "../harness/sole-trader.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

describe("decisions by rule, at a window and counted", () => {
  let site: TestPlatform;
  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00", faces: false });
  }, 180_000);
  afterAll(() => site?.dispose());
  const as = async (name: string) => personOf(site, await enter(site, `demo-${name}`));

  it("who comes to a window is decided upon while they stand there: the clerk has seen who it is (即来即办)", async () => {
    const hall = await as("hall-clerk");
    const person = { name: "王文娟", idNo: "210311198209031336" };
    const sent = await hall.try("POST", "/api/window/cases", {
      matter: "unemployment-registration",
      hall: "service-centre",
      counter: "1",
      ticket: null,
      applicant: { register: "population", key: person.idNo, name: person.name },
      visitor: { ...person, read: "card" },
      letterUntil: null,
      values: {
        ...person,
        mobile: "13900000019",
        byAgent: false,
        reason: "终止劳动合同",
        division: "210311104221",
        declaration: true,
      },
      materials: {},
      paper: {},
      again: null,
    });
    expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
    const { caseNo } = sent.body as ReceiptAnswer;
    const resident = await as("resident");
    const page = await resident.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.summary).toMatchObject({ outcome: "granted", state: "decided_grant" });
    const grounds = await resident.get<GroundsAnswer>(`/api/cases/${caseNo}/grounds`);
    expect(grounds.conditions.find(({ id }) => id === "inPerson")?.result).toBe("holds");
    expect(JSON.stringify(grounds)).not.toMatch(/王文娟|210311198209031336/);
  });

  it("the figure counts what rules granted, and opens exactly those", async () => {
    const owner = await as("shop-owner");
    const granted = await mustRegister(owner, { tradeName: "千山区计数鞋店", scope: ["鞋帽零售"] });
    const left = await mustRegister(owner, { tradeName: "千山区计数鞋店", scope: ["鞋帽零售"] });
    const leader = await as("leader");
    const counted = async () =>
      leader.get<IndicatorRecordsAnswer>("/api/indicators/machine-decided/records?year=2026");
    const end = performance.now() + 20_000;
    while (!JSON.stringify(await counted()).includes(granted.caseNo) && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 200));
    const told = JSON.stringify(await counted());
    expect(told).toContain(granted.caseNo);
    expect(told).not.toContain(left.caseNo);
  });
});
