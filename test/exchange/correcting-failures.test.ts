import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, FailurePage, FailureValuesAnswer } from "#contract";
import { systemContext } from "#store";
import { withContext } from "../../src/store/ledger/context.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import type { Person } from "../harness/person.ts";
import { end, flows, gateway, user } from "../support/bpmn.ts";
import { eventsXml, start, startless } from "../support/events.ts";
import { mapped, packFolder } from "./exchange-house.ts";

/** A message brings a credit record; a gateway asks for its score, and for who applied. */
const TRADE = startless(
  eventsXml(
    [
      start("m", "message report", mapped("credit credit", "owner owner")),
      gateway("exclusive", "g"),
      user("good", '<zeebe:assignmentDefinition candidateGroups="clerk"/>'),
      user("poor", '<zeebe:assignmentDefinition candidateGroups="clerk"/>'),
      end(),
    ],
    flows(
      "m g",
      'g good credit.score >= 600 and applicant.name != "" and owner.phone != ""',
      "g poor credit.score < 600",
      "good e",
      "poor e",
    ),
    ["message report"],
    "trade",
  ),
).replace('name="g"', 'name="按信用分流"');

onEachDatabase("a failure with its values corrected", (database) => {
  let folder: string;
  let site: TestPlatform;
  let configurer: Person;
  let clerk: Person;

  beforeAll(async () => {
    folder = await packFolder({ trade: { xml: TRADE, begins: {} } }, { messages: { report: ["connector"] } });
    site = await startTestPlatform({
      database,
      district: folder,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
    });
    configurer = personOf(site, await enter(site, "demo-configurer"));
    clerk = personOf(site, await enter(site, "demo-clerk"));
  }, 120_000);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const page = (query = ""): Promise<FailurePage> => configurer.get<FailurePage>(`/api/failures${query}`);

  async function failOne(score: unknown): Promise<FailurePage["items"][number]> {
    const before = (await page()).items.length;
    const bank = personOf(site, await enter(site, "demo-bank"));
    const variables = { credit: { score, by: "bank" }, owner: { phone: "13812345678" } };
    await bank.try("POST", "/api/messages", { id: randomUUID(), name: "report", key: "", variables });
    await expect.poll(async () => (await page()).items.length, { timeout: 20_000 }).toBe(before + 1);
    const [newest] = (await page()).items;
    if (newest === undefined) throw new Error("nothing failed");
    return newest;
  }

  const valuesOf = ({ of, id }: FailurePage["items"][number]): Promise<FailureValuesAnswer> =>
    configurer.get<FailureValuesAnswer>(`/api/failures/${of?.caseNo}/${id}`);

  const correct = ({ of, id }: FailurePage["items"][number], body: object) =>
    configurer.try("POST", `/api/failures/${of?.caseNo}/${id}/correct`, body);

  it("shows what the gateway reads, starred and locked where it has to be, and goes on once it is put right", async () => {
    const failure = await failOne("many");
    expect(failure).toMatchObject({ name: { zh: "按信用分流" }, of: { isOpen: false } });
    const { version, values } = await valuesOf(failure);
    expect(
      values.map(({ path, text, as, masked, locked }) => [path, text, as, masked, locked !== null]),
    ).toEqual([
      [["credit", "score"], "many", "text", false, false],
      [["applicant", "name"], expect.stringMatching(/\*/u), "text", true, true],
      [["owner", "phone"], "138****5678", "text", true, true],
    ]);
    const asked = { version, reason: "银行把分数写成了文字" };
    const path = ["credit", "score"];
    const refused = async (corrections: readonly object[], over = {}) =>
      (await correct(failure, { ...asked, corrections, ...over })).body;
    expect(await refused([{ path: ["credit"], text: "1", as: "value" }])).toMatchObject({
      code: "CORRECTION_NOT_READ",
    });
    expect(await refused([{ path: ["owner", "phone"], text: "1", as: "text" }])).toMatchObject({
      code: "CORRECTION_LOCKED",
    });
    expect(await refused([{ path, text: "7 +", as: "value" }])).toMatchObject({
      code: "CORRECTION_UNREADABLE",
    });
    expect(await refused([{ path, text: "more", as: "text" }])).toMatchObject({
      code: "CORRECTION_MENDS_NOTHING",
    });
    expect((await page()).items).toHaveLength(1);
    expect(await refused([{ path, text: "700", as: "value" }], { version: version - 1 })).toMatchObject({
      code: "CASE_CHANGED",
    });
    expect(await refused([{ path, text: "700", as: "value" }], { reason: " " })).toMatchObject({
      code: "REQUEST_INVALID",
    });
    const done = await correct(failure, { ...asked, corrections: [{ path, text: "350 * 2", as: "value" }] });
    expect(done.status).toBe(200);
    expect((await page()).items).toEqual([]);

    const caseNo = failure.of?.caseNo ?? "";
    const seen = await clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
    expect(seen.tasks.map(({ element }) => element)).toEqual(["good"]);
    expect(seen.chain.intact).toBe(true);
    expect(seen.history.map(({ sentence }) => sentence)).toContainEqual({
      zh: "故障环节重试前更正了“credit.score”：many → 700（银行把分数写成了文字）。",
      en: "What failed was tried again after a correction of “credit.score”: many → 700 (银行把分数写成了文字).",
    });
    const [entry] = await withContext(site.store.database, systemContext("210311"), (sql) =>
      sql.query<{ data: unknown; actor: unknown }>(
        "select data, actor from entry where subject = $1 and kind = 'resolveFailure'",
        [caseNo],
      ),
    );
    expect(entry).toMatchObject({
      actor: { kind: "person" },
      data: {
        marks: [
          { kind: "resolved", detail: { corrections: [{ path, before: "many", after: 700 }] } },
          {},
          {},
        ],
      },
    });
  });

  it("lists the newest first, or the oldest where that is asked", async () => {
    const first = await failOne("first");
    site.moveTo("2026-11-16T09:05:00+08:00");
    const second = await failOne("second");
    const order = async (query: string) => (await page(query)).items.map(({ of }) => of?.caseNo);
    expect(await order("")).toEqual([second.of?.caseNo, first.of?.caseNo]);
    expect(await order("?sort=reversed")).toEqual([first.of?.caseNo, second.of?.caseNo]);
  });

  it("is nobody's but a configurer's", async () => {
    const [failure] = (await page()).items;
    const path = `/api/failures/${failure?.of?.caseNo}/${failure?.id}`;
    expect((await clerk.try("GET", path)).status).toBe(403);
  });
});
