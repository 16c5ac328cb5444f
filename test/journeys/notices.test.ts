import { afterAll, beforeAll, expect, it } from "vitest";
import type { NoticePage } from "#contract";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

onEachDatabase("what an applicant is told", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let other: Person;
  let clerk: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = personOf(site, await enter(site, "demo-shop-owner"));
    other = personOf(site, await enter(site, "demo-company"));
    clerk = personOf(site, await enter(site, "demo-clerk"));
  }, 120_000);
  afterAll(() => site?.dispose());

  const noticesOf = async (person: Person, atLeast: number): Promise<NoticePage["items"]> => {
    const end = performance.now() + 20_000;
    for (;;) {
      const { items } = await person.get<NoticePage>("/api/notices");
      if (items.length >= atLeast) return items;
      if (performance.now() > end) throw new Error(`only ${JSON.stringify(items)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it("is the notice that was issued and what is asked of them, once, and to nobody else", async () => {
    const { caseNo } = await applyForFoodLicence(owner);
    await mustAct(clerk, caseNo, "Task_Intake", {
      intakeOutcome: "correct",
      materialVerdicts: verdicts(false),
    });
    const told = await noticesOf(owner, 2);
    expect(told.map(({ about }) => about).toSorted()).toEqual(["document", "task"]);
    for (const each of told) expect(each).toMatchObject({ caseNo, read: false });
    expect(told.find(({ about }) => about === "document")?.text.zh).toMatch(/已出具“.*补正.*”（.*号）/u);
    expect(await owner.get("/api/notices/unread")).toEqual({ unread: 2 });
    expect(await other.get("/api/notices/unread")).toEqual({ unread: 0 });

    const [newest] = told;
    const read = await owner.try("POST", "/api/notices/read", { upTo: newest?.at });
    expect(read).toMatchObject({ status: 200, body: { unread: 0 } });
    // Another's marks and another's notices are not theirs to touch.
    const foreign = await other.try("POST", "/api/notices/read", { id: newest?.id });
    expect(foreign.status).toBe(200);
    expect((await noticesOf(owner, 2)).every((each) => each.read)).toBe(true);
  });
});
