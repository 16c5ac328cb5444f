import { afterAll, beforeAll, expect, it } from "vitest";
import type { ColumnsAnswer } from "#contract";
import type { Person } from "../harness/person.ts";
import { codeOf } from "../harness/routes.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 300_000;
const PATH = "/api/lists/organ/column-sets";

onEachDatabase("sets of columns", (database) => {
  let site: TestPlatform;
  let clerk: Person;
  let reviewer: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    clerk = personOf(site, await enter(site, "demo-clerk"));
    reviewer = personOf(site, await enter(site, "demo-reviewer"));
  }, SLOW);
  afterAll(() => site?.dispose());

  const columns = (person: Person) => person.get<ColumnsAnswer>("/api/lists/organ/columns");
  const keep = (name: string, more: object = {}) =>
    clerk.try("POST", PATH, { name, columns: ["case", "state"], usual: false, ...more });
  const refused = async (sent: ReturnType<typeof keep>) => {
    const { status, body } = await sent;
    return [status, codeOf(body)];
  };

  it("comes with the product's columns, and keeps one's own by name, one of them the usual one", async () => {
    const first = await columns(clerk);
    expect(first.usual).toEqual(["case", "task", "taken", "applicant", "state", "due", "clock"]);
    expect([first.lead, first.sets]).toEqual(["case", []]);
    expect((await keep(" 每周汇总 ", { usual: true })).status).toBe(200);
    expect((await keep("短", { columns: ["state", "case"], usual: true })).status).toBe(200);
    const { sets } = await columns(clerk);
    expect(sets.map(({ name, usual }) => [name, usual])).toEqual([
      ["每周汇总", false],
      ["短", true],
    ]);
    expect(sets[1]?.columns).toEqual(["state", "case"]);
    expect((await columns(reviewer)).sets).toEqual([]);
    const done = await clerk.get<ColumnsAnswer>("/api/lists/done/columns");
    expect(done.sets).toEqual([]);
  });

  it("says what is wrong: a name taken or missing, no column, a column unknown, twice or needed", async () => {
    expect(await refused(keep("每周汇总"))).toEqual([409, "COLUMN_SET_NAME_TAKEN"]);
    expect(await refused(keep("  "))).toEqual([422, "COLUMN_SET_NAMELESS"]);
    expect(await refused(keep("甲", { columns: [] }))).toEqual([422, "COLUMN_SET_EMPTY"]);
    expect(await refused(keep("甲", { columns: ["case", "idNo"] }))).toEqual([422, "COLUMN_UNKNOWN"]);
    expect(await refused(keep("甲", { columns: ["case", "case"] }))).toEqual([422, "COLUMN_TWICE"]);
    expect(await refused(keep("甲", { columns: ["state"] }))).toEqual([422, "COLUMN_SET_LEADLESS"]);
    expect(await refused(clerk.try("GET", "/api/lists/none/columns"))).toEqual([404, "LIST_UNKNOWN"]);
  });

  it("changes and removes one's own, and nobody else's", async () => {
    const { sets } = await columns(clerk);
    const [weekly, short] = sets;
    const at = `${PATH}/${weekly?.id ?? ""}`;
    expect(await refused(reviewer.try("PATCH", at, { usual: true }))).toEqual([404, "COLUMN_SET_UNKNOWN"]);
    expect(await refused(reviewer.try("DELETE", at))).toEqual([404, "COLUMN_SET_UNKNOWN"]);
    expect(await refused(clerk.try("PATCH", at, { name: "短" }))).toEqual([409, "COLUMN_SET_NAME_TAKEN"]);
    const changed = await clerk.try("PATCH", at, { columns: ["case", "organ"], usual: true });
    expect((changed.body as ColumnsAnswer).sets.map(({ columns: each, usual }) => [each, usual])).toEqual([
      [["case", "organ"], true],
      [["state", "case"], false],
    ]);
    const removed = await clerk.try("DELETE", `${PATH}/${short?.id ?? ""}`);
    expect((removed.body as ColumnsAnswer).sets.map(({ name }) => name)).toEqual(["每周汇总"]);
  });

  it("keeps twenty of a list and says so at the next", async () => {
    for (let number = 1; number < 20; number += 1) expect((await keep(`方案${number}`)).status).toBe(200);
    expect(await refused(keep("再一个"))).toEqual([422, "COLUMN_SETS_TOO_MANY"]);
  });
});
