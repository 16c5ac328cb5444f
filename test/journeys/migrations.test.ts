import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type {
  CaseAnswer,
  MigrationAnswer,
  MigrationPreviewAnswer,
  MigrationsAnswer,
  ProcessAnswer,
} from "#contract";
import { reachCase } from "#cases";
import { openTasks } from "#engine";
import { expectOk } from "#kernel";
import { systemContext } from "#store";
import { runMigrations } from "#worker";
import { houseOn, packFolder, packWith, type House } from "../exchange/exchange-house.ts";
import { mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { boundary, end, flows, processXml, user } from "../support/bpmn.ts";

const SLOW = 180_000;
const AT = "2026-11-16T09:00:00+08:00";
const asked = (role: string): string => `<zeebe:assignmentDefinition candidateGroups="${role}"/>`;
const named = (xml: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce((text, [id, name]) => text.replaceAll(`name="${id}"`, `name="${name}"`), xml);

const OLDER = named(
  processXml(
    [
      user("pre", asked("clerk")),
      user("take", asked("clerk")),
      user("check", asked("reviewer")),
      boundary("late", "check", "P3D"),
      end(),
    ],
    flows("s pre", "pre take", "take check", "check e", "late e"),
    "checks",
  ),
  { pre: "预审", take: "收件", check: "核对", late: "逾期" },
);
/** No preliminary check any more, the check under another id and without its limit, and somebody who signs. */
const NEWER = named(
  processXml(
    [user("take", asked("clerk")), user("verify", asked("reviewer")), user("sign", asked("approver")), end()],
    flows("s take", "take verify", "verify sign", "sign e"),
    "checks",
  ),
  { take: "收件", verify: "核对", sign: "签发" },
);
const REASON = "新版增加签发环节，在办的一并适用";

onEachDatabase("taking running cases over to another version", (database) => {
  let folder: string;
  let site: TestPlatform;
  let house: House;
  let from: string;
  let to: string;
  const people = new Map<string, Person>();
  const who = (login: string): Person => people.get(login) ?? expect.fail(`nobody is ${login}`);

  beforeAll(async () => {
    folder = await packFolder({ checks: { xml: NEWER } });
    site = await startTestPlatform({ database, district: folder, at: AT, faces: false });
    const older = await packWith({ checks: { xml: OLDER } });
    house = await houseOn(site.store, older, site.now());
    from = older.processes.get("checks")?.plan.hash ?? "";
    to = site.pack.processes.get("checks")?.plan.hash ?? "";
    for (const login of ["clerk", "reviewer", "approver", "leader", "configurer", "admin"])
      people.set(login, personOf(site, await enter(site, `demo-${login}`)));
  }, SLOW);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const system = () => systemContext(site.pack.code);
  /** A case on the older version, brought so far. */
  const begin = async (done: number): Promise<string> => {
    const caseNo = await house.begin("checks");
    for (let count = 0; count < done; count += 1) {
      const [stored] = await house.work.store.findCases(system(), [caseNo]);
      const task = stored === undefined ? undefined : openTasks(stored.state)[0]?.id;
      const event = {
        kind: "completeTask",
        task: task ?? "",
        variables: {},
        actor: { kind: "person", account: "demo-clerk" },
      } as const;
      expectOk(await reachCase(house.work, caseNo, event));
    }
    return caseNo;
  };
  const preview = async (mapping?: object): Promise<{ status: number; body: unknown }> =>
    who("configurer").try("POST", "/api/admin/migrations/preview", {
      matter: "checks",
      from,
      to,
      ...(mapping === undefined ? {} : { mapping }),
    });
  const start = (mapping: object, key = randomUUID(), login = "configurer", back = false) =>
    who(login).try(
      "POST",
      "/api/admin/migrations",
      { matter: "checks", from: back ? to : from, to: back ? from : to, mapping, reason: REASON },
      key,
    );
  const read = (id: string) => who("configurer").get<MigrationAnswer>(`/api/admin/migrations/${id}`);
  const untilOver = async (id: string): Promise<MigrationAnswer> => {
    await expect.poll(async () => (await read(id)).status, { timeout: 20_000 }).toMatch(/done|stopped/);
    return read(id);
  };
  const planOf = async (caseNo: string): Promise<string | undefined> =>
    (await house.work.store.findCases(system(), [caseNo]))[0]?.head.plan;

  it(
    "previews case by case, asks for what is lost, and takes over what has a place; the rest stays and says why",
    async () => {
      const [atPre, atTake, atCheck, alsoAtCheck] = [
        await begin(0),
        await begin(1),
        await begin(2),
        await begin(2),
      ];
      const { matters } = await who("configurer").get<MigrationsAnswer>("/api/admin/migrations");
      const versions = matters.find(({ matter }) => matter === "checks")?.versions ?? [];
      expect(versions.map(({ plan, running, isCurrent }) => [plan, running, isCurrent])).toEqual(
        expect.arrayContaining([
          [from, 4, false],
          [to, 0, true],
        ]),
      );

      const proposed = await preview();
      expect(proposed.status).toBe(200);
      const foreseen = proposed.body as MigrationPreviewAnswer;
      expect(foreseen.mapping).toEqual({ check: "verify" });
      expect(
        foreseen.lost.map(({ element, standing, candidates }) => [
          element,
          standing,
          candidates.map((each) => each.element),
        ]),
      ).toEqual([
        ["pre", 1, []],
        ["check", 2, ["verify"]],
      ]);
      expect(foreseen.givenUp).toMatchObject([{ name: { zh: "逾期" }, cases: 2 }]);
      expect([foreseen.ready, foreseen.refusedCount]).toEqual([3, 1]);
      expect(foreseen.refused).toMatchObject([
        {
          caseNo: atPre,
          problem: { code: "ENGINE_MIGRATION_IMPOSSIBLE", message: { zh: expect.stringContaining("预审") } },
        },
      ]);
      // Without the mapping two more have no place; and no step is made of another.
      expect((await preview({})).body).toMatchObject({ ready: 1, refusedCount: 3 });
      for (const [mapping, code] of [
        [{ take: "verify" }, "MIGRATION_MAPPING_UNFIT"],
        [{ check: "sign" }, "MIGRATION_MAPPING_UNFIT"],
        [{ pre: "verify" }, "MIGRATION_MAPPING_UNFIT"],
        [{ check: "nowhere" }, "MIGRATION_MAPPING_UNKNOWN"],
      ] as const) {
        expect(await preview(mapping)).toMatchObject({ status: 422, body: { code } });
        expect(await start(mapping)).toMatchObject({ status: 422, body: { code } });
      }
      expect(await planOf(atTake)).toBe(from);

      const key = randomUUID();
      const begun = await start(foreseen.mapping, key);
      expect(begun).toMatchObject({ status: 200, body: { id: key } });
      expect((await start(foreseen.mapping, key)).status).toBe(200);
      const over = await untilOver(key);
      expect(over).toMatchObject({
        status: "done",
        done: 3,
        refused: 1,
        ready: 0,
        reason: REASON,
        by: expect.any(String),
      });
      expect(over.refusedCases.map(({ caseNo }) => caseNo)).toEqual([atPre]);

      expect(await Promise.all([atPre, atTake, atCheck, alsoAtCheck].map(planOf))).toEqual([
        from,
        to,
        to,
        to,
      ]);
      // Whoever configured it sees none of the cases.
      expect((await who("configurer").try("GET", `/api/cases/${atCheck}`)).status).toBe(404);
      const page = await who("reviewer").get<CaseAnswer>(`/api/cases/${atCheck}`);
      expect(page.history[0]?.sentence.zh).toBe(`办件改按另一版流程办理（${REASON}）。`);
      expect(page.history[0]?.sentence.en).toContain("another version of its process");
      expect(page.chain.intact).toBe(true);
      expect(page.tasks.map(({ element, name }) => [element, name.zh])).toEqual([["verify", "核对"]]);
      const rows = await house.rows<{ element: string }>(
        `select element from task where case_id = '${atCheck}' and status = 'open'`,
      );
      expect(rows).toEqual([{ element: "verify" }]);
      const { processes } = await who("reviewer").get<ProcessAnswer>(`/api/cases/${atCheck}/process`);
      expect(processes[0]?.plan).toBe(to);
      expect(processes[0]?.elements.map(({ element, status }) => [element, status])).toEqual(
        expect.arrayContaining([
          ["take", "done"],
          ["verify", "current"],
          ["sign", "ahead"],
        ]),
      );
      await mustAct(who("reviewer"), atCheck, "verify", {});
      await mustAct(who("approver"), atCheck, "sign", {});
      // What stayed goes on as it began.
      await mustAct(who("clerk"), atPre, "pre", {});
      await mustAct(who("clerk"), atPre, "take", {});
      expect((await who("reviewer").get<CaseAnswer>(`/api/cases/${atPre}`)).tasks[0]?.element).toBe("check");
    },
    SLOW,
  );

  it("is the configurer's, with a reason, and between versions that are there", async () => {
    for (const login of ["clerk", "approver", "leader", "admin"]) {
      expect(await start({}, randomUUID(), login)).toMatchObject({
        status: 403,
        body: { code: "CONFIGURER_ONLY" },
      });
      expect((await who(login).try("GET", "/api/admin/migrations")).status).toBe(403);
    }
    const configurer = who("configurer");
    const of = (more: object) =>
      configurer.try("POST", "/api/admin/migrations", {
        matter: "checks",
        from,
        to,
        mapping: {},
        reason: REASON,
        ...more,
      });
    expect((await of({ reason: " " })).status).toBe(400);
    expect(await of({ to: from })).toMatchObject({ status: 422, body: { code: "MIGRATION_SAME_VERSION" } });
    expect(await of({ to: "0".repeat(64) })).toMatchObject({
      status: 404,
      body: { code: "MIGRATION_VERSION_UNKNOWN" },
    });
    expect(await of({ matter: "nothing" })).toMatchObject({ status: 404, body: { code: "MATTER_UNKNOWN" } });
    expect(await configurer.try("GET", "/api/admin/migrations/nothing")).toMatchObject({ status: 404 });
  });

  it(
    "is stopped between two cases, goes on after a killed server, and comes to the same when done twice",
    async () => {
      await site.worker.stop();
      const cases = [await begin(1), await begin(1)];
      const running = {
        store: site.store,
        work: site.platform.work,
        principalOf: (account: string) => site.platform.signIn.store.findPrincipal(account, site.now()),
        onFault: (_order: string, fault: unknown) => {
          throw fault;
        },
      };
      const runAll = async (): Promise<void> => {
        while (await runMigrations(running));
      };
      const stopped = randomUUID();
      await start({ check: "verify" }, stopped);
      await who("configurer").try("POST", `/api/admin/migrations/${stopped}/stop`, {});
      await runAll();
      expect(await read(stopped)).toMatchObject({ status: "stopped", done: 0 });
      expect(await planOf(cases[0] ?? "")).toBe(from);

      const key = randomUUID();
      await start({ check: "verify" }, key);
      await runAll();
      const done = await read(key);
      expect([done.status, done.ready]).toEqual(["done", 0]);
      const versionsOf = () =>
        house.rows<{ version: number }>(
          `select version from case_file where id = any ('{${cases.join(",")}}') order by id`,
        );
      const before = await versionsOf();
      // Killed after the cases had gone over and before that was marked; and while it held the claim.
      await house.rows(`update case_migration_line set status = 'ready' where migration = '${key}'`);
      await house.rows(
        `update case_migration set status = 'running', ended_at = null, claimed_until = '2000-01-01' where id = '${key}'`,
      );
      await runAll();
      expect(await read(key)).toMatchObject({ status: "done", done: done.done, refused: done.refused });
      expect(await versionsOf()).toEqual(before);

      // And back again, where the new version proves wrong: what has a place there goes back to it.
      const back = randomUUID();
      expect((await start({ verify: "check" }, back, "configurer", true)).status).toBe(200);
      await runAll();
      expect(await planOf(cases[0] ?? "")).toBe(from);

      // Somebody who may no longer do so does not go on.
      const late = randomUUID();
      await start({ check: "verify" }, late);
      await runMigrations({ ...running, principalOf: async () => undefined });
      while (await runMigrations({ ...running, principalOf: async () => undefined }));
      const refused = await read(late);
      expect(refused.done).toBe(0);
      expect(refused.refusedCases.every(({ problem }) => problem.code === "ACCOUNT_DISABLED")).toBe(true);
    },
    SLOW,
  );
});
