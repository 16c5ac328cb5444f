import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess } from "#process";
import { end, flows, processXml, user } from "../../../test/support/bpmn.ts";
import { complete, failureOf, playModels } from "../../../test/support/play.ts";
import { openTasks, type Effect } from "#engine";
import { link } from "../state/link.ts";
import { step } from "../stepping/step.ts";

const asked = (organ: string): string =>
  `<zeebe:assignmentDefinition candidateGroups="reviewer"/><yiwang:task organ="${organ}"/>`;
const course = (organ: string): string =>
  processXml([user("t", asked(organ)), user("own"), end()], flows("s t", "t own", "own e"));

const AT = "2026-11-27T01:00:00.000Z" as never;
const started = async (organ: string, town: string | null, organs?: readonly string[]) => {
  const [plan] = expectOk(await compileProcess(course(organ)));
  if (plan === undefined) throw new Error("no plan");
  const linked = link(plan, organs === undefined ? {} : { organs });
  const actor = { kind: "system", name: "test" } as const;
  return expectOk(step(linked, null, { kind: "start", at: AT, actor, variables: { town } }));
};

test("a task is asked of the organ that its process names when it opens, and of the case's own without one", async () => {
  const { state, effects } = await started("=town", "datun");
  expect(openTasks(state).map(({ organ }) => organ)).toEqual(["datun"]);
  const opened = effects.filter(
    (each): each is Extract<Effect, { kind: "openTask" }> => each.kind === "openTask",
  );
  expect(opened.map(({ task }) => task.organ)).toEqual(["datun"]);
  const played = await playModels([course("=town")], [complete("t")], { variables: { town: "datun" } });
  expect(openTasks(played.state ?? state).map((task) => [task.element, task.organ])).toEqual([
    ["own", undefined],
  ]);
});

test("an organ may be written as it is", async () => {
  expect(openTasks((await started("ecology", null)).state).map(({ organ }) => organ)).toEqual(["ecology"]);
});

test("what gives no organ, or one that the district does not have, is a failure and asks nobody", async () => {
  const nobody = await playModels([course("=town")], [], { variables: { town: null } });
  expect(failureOf(nobody)).toBe("ENGINE_VALUE_UNEXPECTED");
  const unknown = await started("=town", "elsewhere", ["datun", "ganquan"]);
  expect(unknown.state.status).toBe("failed");
  expect(openTasks(unknown.state)).toEqual([]);
});

test("a task that is passed on stays with its organ", async () => {
  const { state } = await started("=town", "datun");
  const [task] = openTasks(state);
  const [plan] = expectOk(await compileProcess(course("=town")));
  if (plan === undefined || task === undefined) throw new Error("no task");
  const moved = expectOk(
    step(link(plan), state, {
      kind: "transferTask",
      at: AT,
      actor: { kind: "person", account: "a" },
      task: task.id,
      candidateGroups: ["reviewer"],
      assignee: "post:reviewer@210311103",
      reason: "r",
    }),
  );
  expect(openTasks(moved.state).map(({ organ }) => organ)).toEqual(["datun"]);
  expect(moved.entries[0]?.marks[0]).toMatchObject({ kind: "transferred", detail: { organ: "datun" } });
});
