import { afterAll, beforeAll, expect, it } from "vitest";
import type { FailurePage, RecordAnswer } from "#contract";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import { signInAs, type CaseAnswer, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

const SLOW = 180_000;
/** The seal of the market regulation bureau in the demonstration. */
const SEAL = "2103110000003";

onEachDatabase("the register of seals", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let keeper: Person;
  let configurer: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = await signInAs(site.url, "shop-owner");
    keeper = await signInAs(site.url, "admin");
    configurer = await signInAs(site.url, "configurer");
  }, SLOW);
  afterAll(() => site?.dispose());

  const move = (person: Person, state: string, validTo: string | null = null) =>
    person.try("POST", `/api/seals/${SEAL}/state`, { state, reason: "演练", validTo });
  const receiptOf = async (caseNo: string) =>
    (await owner.get<CaseAnswer>(`/api/cases/${caseNo}`)).documents.find(({ kind }) => kind === "receipt");
  const waits = { timeout: 30_000 };
  const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;

  it("logs each use with the document, its hash, the case and the time", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await expect.poll(async () => (await receiptOf(caseNo))?.status, waits).toBe("ready");
    const { seal } = await keeper.get<RecordAnswer>(`/api/records/seal/${SEAL}`);
    const use = seal?.uses.find((each) => each.caseNo === caseNo);
    expect(use).toMatchObject({
      title: { zh: "收件凭证" },
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("does not seal with a seal that is stopped: a failure says why, and it is sealed once the seal is right", async () => {
    expect(codeOf(await move(owner, "stopped"))).toBe("SEAL_NOT_YOURS");
    expect((await move(keeper, "stopped")).status).toBe(200);
    const { caseNo } = await applyForFoodLicence(owner);
    const failures = async () => JSON.stringify((await configurer.get<FailurePage>("/api/failures")).items);
    await expect.poll(failures, waits).toContain("停用");
    expect((await receiptOf(caseNo))?.status).not.toBe("ready");
    expect(codeOf(await move(keeper, "made"))).toBe("SEAL_MOVE_NOT_POSSIBLE");
    expect((await move(keeper, "inUse")).status).toBe(200);
    await expect.poll(async () => (await receiptOf(caseNo))?.status, waits).toBe("ready");
    await expect.poll(failures, waits).not.toContain("停用");
  });

  it("does not seal with an expired seal, which is expired by itself and renewed by a new last day", async () => {
    expect((await move(keeper, "stopped")).status).toBe(200);
    expect(codeOf(await move(keeper, "inUse", "2026-11-01"))).toBe("SEAL_EXPIRES_BEFORE");
    expect((await move(keeper, "inUse", "2026-11-16")).status).toBe(200);
    site.moveTo("2026-11-17T00:05:00+08:00");
    owner = await signInAs(site.url, "shop-owner");
    keeper = await signInAs(site.url, "admin");
    const stateOf = async () => (await keeper.get<RecordAnswer>(`/api/records/seal/${SEAL}`)).status;
    await expect.poll(stateOf, waits).toBe("expired");
    const { caseNo } = await applyForFoodLicence(owner);
    await expect.poll(async () => (await receiptOf(caseNo))?.status, waits).toBe("failed");
    expect((await move(keeper, "inUse", "2030-12-31")).status).toBe(200);
    await expect.poll(async () => (await receiptOf(caseNo))?.status, waits).toBe("ready");
  });
});
