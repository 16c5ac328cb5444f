import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DeskPage, PublicVerification, RecordAnswer } from "#contract";
import { carryOutDues } from "#worker";
import { certificatePack } from "../harness/certificate-pack.ts";
import { mustAct, signInAs, type CaseAnswer, type Person, type ReceiptAnswer } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

const SLOW = 180_000;
const SHOP = "92210311MA1Q00010P";

onEachDatabase("days that records come due on", (database) => {
  let folder: string;
  let site: TestPlatform;
  let owner: Person;
  let approver: Person;
  let reviewer: Person;

  const signIn = async () => {
    owner = await signInAs(site.url, "shop-owner");
    approver = await signInAs(site.url, "approver");
    reviewer = await signInAs(site.url, "reviewer");
  };
  beforeAll(async () => {
    folder = await certificatePack();
    const at = "2026-03-02T09:00:00+08:00";
    site = await startTestPlatform({ database, district: folder, at, faces: false });
    await signIn();
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const licence = async (place: string) => {
    const values = { creditCode: SHOP, place };
    const sent = await owner.try("POST", "/api/cases", { matter: "stall-licence", values, materials: {} });
    const { caseNo } = sent.body as ReceiptAnswer;
    await mustAct(approver, caseNo, "Task_Decide", { decision: "grant" });
    const { records } = await approver.get<CaseAnswer>(`/api/cases/${caseNo}`);
    return {
      certificate: records.find(({ register }) => register === "certificate")?.id ?? "",
      place: records.find(({ register }) => register === "licensed-premises")?.id ?? "",
    };
  };
  const stateOf = async (identifier: string) =>
    (await owner.get<PublicVerification>(`/api/public/verify/${identifier}`)).status;
  const reviews = async () =>
    (await reviewer.get<DeskPage>("/api/desk/tasks?view=organ")).items.filter(
      (each) => each.case.title.zh === "stall-review",
    );
  const until = async (what: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (await what()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect.fail("it did not come about");
  };
  const nothingRefused = (record: string, fault: unknown) =>
    expect.fail(`${record}: ${JSON.stringify(fault)}`);

  it("lapses a certificate on the day after its last, and not before", async () => {
    const { certificate } = await licence("东1");
    site.moveTo("2027-03-01T23:30:00+08:00");
    await carryOutDues(site.store, site.platform.work, nothingRefused);
    expect(await stateOf(certificate)).toBe("valid");
    site.moveTo("2027-03-02T00:00:30+08:00");
    await until(async () => (await stateOf(certificate)) === "lapsed");
    await signIn();
    const { history } = await approver.get<RecordAnswer>(`/api/records/certificate/${certificate}`);
    expect(history).toHaveLength(2);
    expect(history[0]?.actor.zh).toBe("系统（到期）");
    expect(history[0]?.sentence.zh).toContain("失效");
  });

  it("begins a review in the holder's name once, whoever else notices the day", async () => {
    await until(async () => (await reviews()).length === 1);
    const [review] = await reviews();
    const caseNo = review?.case.caseNo ?? "";
    const page = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(page.form.map(({ value }) => value.zh)).toEqual([SHOP, "东1", "2027-03-02"]);
    site.moveTo("2027-05-10T09:00:00+08:00");
    await signIn();
    await licence("东2");
    await licence("东3");
    site.moveTo("2028-05-10T00:01:00+08:00");
    const all = [1, 2, 3].map(() => carryOutDues(site.store, site.platform.work, nothingRefused));
    await Promise.all(all);
    await signIn();
    await until(async () => (await reviews()).length === 3);
    await carryOutDues(site.store, site.platform.work, nothingRefused);
    expect(await reviews()).toHaveLength(3);
  });
});
