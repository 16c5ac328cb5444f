import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CasePage, FailurePage, GuideAnswer, ReceiptAnswer } from "#contract";
import { json, startOutsideSystem, type OutsideSystem } from "../harness/outside-system.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 300_000;
const MATTER = "ordinary-passport";
const DISTRICT = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));

onEachDatabase("a matter that is handled elsewhere", (database) => {
  let outside: OutsideSystem;
  let folder: string;
  let site: TestPlatform;

  beforeAll(async () => {
    outside = await startOutsideSystem();
    folder = await mkdtemp(join(tmpdir(), "yiwang-elsewhere-"));
    await cp(DISTRICT, folder, { recursive: true });
    const file = join(folder, "district.yaml");
    const text = await readFile(file, "utf8");
    const asking = text
      .replace("elsewhereAsks: false", "elsewhereAsks: true")
      .replace("https://outer-items.invalid/api", `${outside.url}/api`);
    await writeFile(file, asking);
    site = await startTestPlatform({
      database,
      district: folder,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
    });
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await outside?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const owner = async () => personOf(site, await enter(site, "demo-shop-owner"));
  const note = async (outsideNumber: string): Promise<string> => {
    const sent = await (
      await owner()
    ).try("POST", "/api/cases", {
      matter: MATTER,
      values: { outsideNumber },
      materials: {},
    });
    if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
    return (sent.body as ReceiptAnswer).caseNo;
  };
  const mine = async (caseNo: string) =>
    (await (await owner()).get<CasePage>("/api/my/cases")).items.find((each) => each.caseNo === caseNo);
  const until = async (what: () => Promise<boolean>, most = 200): Promise<void> => {
    for (let tries = 0; tries < most; tries += 1) {
      if (await what()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("it did not come to that");
  };

  it("is shown with its system and the way there, and without codes that are not ours to say", async () => {
    const guide = await (await owner()).get<GuideAnswer>(`/api/matters/${MATTER}`);
    expect(guide.handledElsewhere?.link).toBe("https://s.nia.gov.cn");
    const labels = guide.sections.flatMap(({ rows }) => rows.map(({ label }) => label.zh));
    expect([labels.includes("办理系统"), labels.includes("实施编码")]).toEqual([true, false]);
  });

  it(
    "asks once a day, asks again where nobody answers, and closes with what it was told",
    async () => {
      const said = [
        json({}, 503),
        json({ state: "processing", says: "审查中" }),
        json({ state: "granted", says: "已制证" }),
      ];
      outside.heard.length = 0;
      outside.answer = () => said[Math.min(outside.heard.length, said.length) - 1] ?? null;
      const caseNo = await note("NIA20261116001");
      expect((await mine(caseNo))?.stateName.zh).toBe("外部系统办理中");
      site.moveTo("2026-11-17T09:05:00+08:00");
      await until(async () => outside.heard.length === 1);
      // When the refusal is noted, before or after the clock moves on, tells from when the half hour counts.
      for (const hour of ["11", "13", "15"]) {
        site.moveTo(`2026-11-17T${hour}:00:00+08:00`);
        await until(async () => outside.heard.length === 2, 40).catch(() => undefined);
      }
      expect(outside.heard).toHaveLength(2);
      expect(outside.heard[1]?.path).toBe(`/api/items/NIA20261116001?matter=${MATTER}`);
      site.moveTo("2026-11-18T17:00:00+08:00");
      await until(async () => typeof (await mine(caseNo))?.closedAt === "string");
      expect((await mine(caseNo))?.outcomeName?.zh).toBe("外部系统已办结");
      expect(outside.heard).toHaveLength(3);
    },
    SLOW,
  );

  it(
    "asks the applicant where the number is unknown there",
    async () => {
      outside.answer = ({ path }) =>
        json(
          path.includes("WRONG")
            ? { state: "unknown", says: "查无此号" }
            : { state: "withdrawn", says: "已撤回" },
        );
      const caseNo = await note("WRONG-1");
      site.moveTo("2026-11-19T18:00:00+08:00");
      await until(async () => (await mine(caseNo))?.needsMe === true);
      const person = await owner();
      const seen = await person.get<{ version: number; tasks: { id: string }[] }>(`/api/cases/${caseNo}`);
      const done = await person.try("POST", `/api/cases/${caseNo}/tasks/${seen.tasks[0]?.id}/complete`, {
        version: seen.version,
        values: { outsideNumber: "NIA20261116002" },
      });
      expect(done.status).toBe(200);
      site.moveTo("2026-11-20T19:00:00+08:00");
      await until(async () => (await mine(caseNo))?.outcomeName?.zh === "已在外部系统撤回");
    },
    SLOW,
  );

  it(
    "leaves it to a person where nobody answers at last, and takes it up again from there",
    async () => {
      outside.answer = () => json({ error: "no" }, 404);
      const caseNo = await note("NIA20261120009");
      site.moveTo("2026-11-21T20:00:00+08:00");
      const configurer = async () => personOf(site, await enter(site, "demo-configurer"));
      const failures = async () => (await (await configurer()).get<FailurePage>("/api/failures")).items;
      await until(async () => (await failures()).some(({ of }) => of?.caseNo === caseNo));
      const failure = (await failures()).find(({ of }) => of?.caseNo === caseNo);
      outside.answer = () => json({ state: "refused", says: "不予办理" });
      const again = await (
        await configurer()
      ).try("POST", `/api/failures/${caseNo}/${failure?.id}/retry`, {});
      expect(again.status).toBe(200);
      await until(async () => (await mine(caseNo))?.outcomeName?.zh === "外部系统不予办理");
    },
    SLOW,
  );
});
