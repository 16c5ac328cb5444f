import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, DeskPage, NoticePage } from "#contract";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { element, end, flow, flows, user } from "../support/bpmn.ts";
import { eventsXml, start, startless } from "../support/events.ts";
import { packFolder } from "./exchange-house.ts";

const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';

/** A clerk has four hours; near the end the approver is told, at the end it is raised, an hour later another does it. */
const LADDER = startless(
  eventsXml(
    [
      start("m", "message pressing"),
      element("subProcess", "review", {
        extensions: `<yiwang:limit value="4h"/>
          <yiwang:escalation when="near" by="1h" action="notify" to="approver"/>
          <yiwang:escalation when="due" action="raise"/>
          <yiwang:escalation when="overdue" by="1h" action="reassign" to="reviewer"/>`,
        inside: [
          element("startEvent", "s2"),
          user("handle", CLERK),
          end("e2"),
          flow("g1", "s2", "handle"),
          flow("g2", "handle", "e2"),
        ].join(""),
      }),
      end(),
    ],
    flows("m review", "review e"),
    ["message pressing"],
    "pressing",
  ),
);
/** A clerk's task of two hours, and nobody minds when they are over. */
const PLAIN = startless(
  eventsXml(
    [start("m", "message plain"), user("look", `${CLERK}<yiwang:limit value="2h"/>`), end()],
    flows("m look", "look e"),
    ["message plain"],
    "plain",
  ),
);

onEachDatabase("a ladder drawn in a process", (database) => {
  let folder: string;
  let site: TestPlatform;
  beforeAll(async () => {
    folder = await packFolder(
      { pressing: { xml: LADDER, begins: {} }, plain: { xml: PLAIN, begins: {} } },
      { messages: { pressing: ["connector"], plain: ["connector"] } },
    );
    const at = "2026-11-16T09:00:00+08:00";
    site = await startTestPlatform({ database, district: folder, at, faces: false });
  }, 120_000);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  // Sessions are as old as the clock says: each asks anew.
  const get = async <Answer>(login: string, path: string): Promise<Answer> =>
    personOf(site, await enter(site, login)).get<Answer>(path);
  const tasksOf = async (login: string) =>
    (await get<DeskPage>(login, "/api/desk/tasks?view=mine")).items.map(({ taskName, raised }) => [
      taskName.zh,
      raised,
    ]);
  const toldOf = async (login: string) =>
    (await get<NoticePage>(login, "/api/notices")).items
      .map(({ text }) => text.zh)
      // What supervision's cards tell of late work is none of the ladder's.
      .filter((text) => !/^[红黄]牌/u.test(text));
  const soon = { timeout: 20_000, interval: 200 };

  it("tells, raises and gives to others, each at its time, in a running server", async () => {
    const bank = personOf(site, await enter(site, "demo-bank"));
    for (const name of ["plain", "pressing"])
      await bank.try("POST", "/api/messages", { id: randomUUID(), name, key: "", variables: {} });
    await expect
      .poll(() => tasksOf("demo-clerk"), soon)
      .toEqual([
        ["look", false],
        ["handle", false],
      ]);
    const page = await get<DeskPage>("demo-clerk", "/api/desk/tasks?view=mine");
    const caseNo = page.items[1]?.case.caseNo ?? "";
    const [toldBefore, givenBefore] = [await toldOf("demo-approver"), await toldOf("demo-reviewer")];
    expect([toldBefore, givenBefore]).toEqual([[], []]);

    site.moveTo("2026-11-16T12:00:01+08:00");
    await expect.poll(() => toldOf("demo-approver"), soon).toEqual([expect.stringContaining("即将到期")]);
    expect(await tasksOf("demo-clerk")).toEqual([
      ["look", false],
      ["handle", false],
    ]);

    site.moveTo("2026-11-16T13:00:01+08:00");
    await expect
      .poll(() => tasksOf("demo-clerk"), soon)
      .toEqual([
        ["handle", true],
        ["look", false],
      ]);
    expect(await tasksOf("demo-reviewer")).toEqual([]);

    site.moveTo("2026-11-16T14:00:01+08:00");
    await expect.poll(() => tasksOf("demo-reviewer"), soon).toEqual([["handle", true]]);
    expect(await tasksOf("demo-clerk")).toEqual([["look", false]]);
    await expect.poll(() => toldOf("demo-reviewer"), soon).toEqual([expect.stringContaining("超期")]);
    expect(await toldOf("demo-approver")).toHaveLength(1);

    const { history } = await get<CaseAnswer>("demo-reviewer", `/api/cases/${caseNo}`);
    const said = JSON.stringify(history);
    for (const words of ["已提醒", "任务已提级", "任务已改派"]) expect(said).toContain(words);
  }, 120_000);
});
