import { afterAll, beforeAll, expect, it } from "vitest";
import type { FailurePage, RecordAnswer, SealsAnswer } from "#contract";
import { auditLedger } from "#store";
import { applyForFoodLicence } from "../harness/food-licence.ts";
import type { CaseAnswer, Person } from "../harness/person.ts";
import { SEAL_PROPOSAL } from "../harness/seal-proposal.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 180_000;
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const PROPOSAL = { ...SEAL_PROPOSAL, impression: PNG };

onEachDatabase("a seal that is proposed for the register", (database) => {
  let site: TestPlatform;
  let approver: Person;
  let keeper: Person;
  const as = async (login: string) => personOf(site, await enter(site, `demo-${login}`));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    approver = await as("approver");
    keeper = await as("admin");
  }, SLOW);
  afterAll(() => site?.dispose());

  const propose = (person: Person, change: Readonly<Record<string, unknown>> = {}) =>
    person.try("POST", "/api/seals", { ...PROPOSAL, ...change });
  const move = (person: Person, id: string, state: string) =>
    person.try("POST", `/api/seals/${id}/state`, { state, reason: "备案审核", validTo: null });
  const seals = async (person: Person) => (await person.get<SealsAnswer>("/api/seals")).seals;
  const waits = { timeout: 30_000 };

  it("is proposed by who decides at the organ, approved by another, and seals once it is in use", async () => {
    const sent = await propose(approver);
    expect(sent).toMatchObject({ status: 200 });
    const { id } = sent.body as { id: string };
    expect(id).toMatch(/^210311\d{7}$/);
    expect((await seals(approver))[0]).toMatchObject({
      id,
      status: "applied",
      live: false,
      impression: true,
    });
    expect((await approver.try("GET", `/api/seals/${id}/impression`)).status).toBe(200);
    expect(await propose(keeper)).toMatchObject({ status: 409, body: { code: "SEAL_PROPOSED_ALREADY" } });
    // What waits for approval seals nothing: the special seal stands before the organ's own, and is not in use.
    const { caseNo } = await applyForFoodLicence(await as("shop-owner"));
    expect(await move(approver, id, "made")).toMatchObject({ status: 403, body: { code: "SEAL_NOT_YOURS" } });
    expect(await move(keeper, id, "made")).toMatchObject({ status: 200 });
    expect(await move(keeper, id, "inUse")).toMatchObject({ status: 200 });
    const { history, seal } = await keeper.get<RecordAnswer>(`/api/records/seal/${id}`);
    expect(seal?.impression).toBe(true);
    expect(history.map(({ sentence }) => sentence.zh).join("")).toMatch(/备案审核/);
    expect(history).toHaveLength(3);
    const ready = async () => {
      const page = await (await as("shop-owner")).get<CaseAnswer>(`/api/cases/${caseNo}`);
      return page.documents.every(({ status }) => status === "ready");
    };
    await expect.poll(ready, waits).toBe(true);
    expect(await auditLedger(site.store)).toMatchObject({ ok: true });
  });

  it("is never approved by who proposed it, keeper or not", async () => {
    const sent = await propose(keeper, {
      organ: "health",
      name: "鞍山市千山区卫生健康局电子公章",
      sealText: null,
    });
    expect(sent).toMatchObject({ status: 200 });
    const { id } = sent.body as { id: string };
    expect(await move(keeper, id, "made")).toMatchObject({ status: 403, body: { code: "SEAL_SAME_PERSON" } });
    const { seal } = await keeper.get<RecordAnswer>(`/api/records/seal/${id}`);
    expect(seal?.moves.map((each) => each.id)).toEqual(["cancelled"]);
    expect(await move(keeper, id, "cancelled")).toMatchObject({ status: 200 });
  });

  it("is refused in words where days, certificate, image or organ are not right", async () => {
    const codes: [Readonly<Record<string, unknown>>, string][] = [
      [{ validTo: "2026-11-15", validFrom: "2026-01-01" }, "SEAL_DAYS_WRONG"],
      [{ validFrom: "2031-01-01" }, "SEAL_DAYS_WRONG"],
      [{ certificate: "no certificate" }, "SEAL_CERTIFICATE_UNREADABLE"],
      [{ impression: Buffer.from("GIF89a").toString("base64") }, "SEAL_IMPRESSION_UNFIT"],
      [{ organ: "nobody" }, "SEAL_ORGAN_UNKNOWN"],
    ];
    for (const [change, code] of codes)
      expect(await propose(keeper, { sealText: "测试专用章", ...change })).toMatchObject({ body: { code } });
    expect(await propose(approver, { organ: "health" })).toMatchObject({
      status: 403,
      body: { code: "SEAL_NOT_TO_PROPOSE" },
    });
    expect((await seals(approver)).every(({ organName }) => organName.zh.includes("市场监督"))).toBe(true);
    const failures = await (await as("configurer")).get<FailurePage>("/api/failures");
    expect(failures.items).toEqual([]);
  });
});
