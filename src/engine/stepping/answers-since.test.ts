import { expect, test } from "vitest";
import { expectOk, type Instant, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import { end, flows, gateway, job, processXml, script, user } from "../../../test/support/bpmn.ts";
import {
  answersSince,
  comesToTheSame,
  foldEntries,
  link,
  openTasks,
  step,
  type CaseEvent,
  type CaseState,
  type LinkedPlan,
  type StepEntry,
} from "../index.ts";

/** Two tasks wait beside a job: what the first leads to is decided by `risk`, the second takes `note` along. */
const drawn = (more: readonly string[], ...ways: readonly string[]): string =>
  processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      gateway("exclusive", "g", "f6"),
      user("high"),
      user("low"),
      user("b"),
      script("s2", "note", "kept"),
      job("j"),
      end(),
      ...more,
    ],
    flows(
      "s fork",
      "fork a",
      "fork b",
      "a g",
      'g high risk = "high"',
      "g low",
      "high e",
      "low e",
      "b s2",
      "s2 e",
      "fork j",
      ...ways,
    ),
  );
const XML = drawn([], "j e");
/** The same with a task that the job's answer opens. */
const OPENS = drawn([user("after")], "j after", "after e");

const AT = "2026-11-16T01:00:00.000Z" as Instant;
const person = { kind: "person", account: "zhao" } as const;
const system = { kind: "system", name: "worker" } as const;

type Happening = CaseEvent extends infer Event
  ? Event extends CaseEvent
    ? Omit<Event, "at">
    : never
  : never;

async function begun(xml: string) {
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no plan");
  const linked = link(plan);
  const entries: StepEntry[] = [];
  const happen = (event: Happening): CaseState => {
    const { state, entries: made } = expectOk(step(linked, foldEntries(entries), { ...event, at: AT }));
    entries.push(...made);
    return state;
  };
  happen({ kind: "start", actor: person, variables: { risk: "low", note: "n" } });
  return { linked, entries, happen };
}

const taskAt = (entries: readonly StepEntry[], element: string): string => {
  const state = foldEntries(entries);
  const task = state === null ? undefined : openTasks(state).find((each) => each.element === element);
  if (task === undefined) throw new Error(`${element} is not open`);
  return task.id;
};
const jobIn = (entries: readonly StepEntry[]): string =>
  Object.entries(foldEntries(entries)?.instances ?? {}).find(([, { wait }]) => wait.kind === "job")?.[0] ??
  "";
const completes = (task: string, variables: JsonObject = {}): CaseEvent => ({
  kind: "completeTask",
  task,
  variables,
  at: AT,
  actor: person,
});
const same = (linked: LinkedPlan, entries: readonly StepEntry[], seen: number, event: CaseEvent) => {
  const since = answersSince(entries, seen);
  return since === null ? "look again" : comesToTheSame(linked, since, event);
};

test("what an answer leaves as it is may be done as if it had not come yet", async () => {
  const { linked, entries, happen } = await begun(XML);
  happen({ kind: "completeJob", job: jobIn(entries), variables: { found: ["x"] }, actor: system });
  expect([...(answersSince(entries, 1)?.names ?? [])]).toEqual(["found"]);
  for (const element of ["a", "b"])
    expect(same(linked, entries, 1, completes(taskAt(entries, element)))).toBe(true);
});

test("a try that failed and will be made again is no news", async () => {
  const { linked, entries, happen } = await begun(XML);
  const failed = { kind: "failJob", job: jobIn(entries), message: "busy", actor: system } as const;
  happen({ ...failed, retries: 2 });
  expect(same(linked, entries, 1, completes(taskAt(entries, "a")))).toBe(true);
  happen({ ...failed, retries: 0 });
  expect(same(linked, entries, 1, completes(taskAt(entries, "a")))).toBe("look again");
});

test("an answer by which the act would lead elsewhere is to be seen first", async () => {
  const { linked, entries, happen } = await begun(XML);
  happen({ kind: "completeJob", job: jobIn(entries), variables: { risk: "high" }, actor: system });
  expect(same(linked, entries, 1, completes(taskAt(entries, "a")))).toBe(false);
  expect(same(linked, entries, 1, completes(taskAt(entries, "b")))).toBe(true);
});

test("an answer that the act would set something else over, or carry on, is to be seen first", async () => {
  const { linked, entries, happen } = await begun(XML);
  happen({ kind: "completeJob", job: jobIn(entries), variables: { note: "new" }, actor: system });
  const b = taskAt(entries, "b");
  expect(same(linked, entries, 1, completes(b))).toBe(false);
  expect(same(linked, entries, 1, completes(b, { note: "mine" }))).toBe(false);
});

test("whatever people did, and an answer that opened work, is to be seen first", async () => {
  const other = await begun(XML);
  other.happen({ kind: "completeTask", task: taskAt(other.entries, "b"), variables: {}, actor: person });
  expect(same(other.linked, other.entries, 1, completes(taskAt(other.entries, "a")))).toBe("look again");
  const { linked, entries, happen } = await begun(OPENS);
  happen({ kind: "completeJob", job: jobIn(entries), variables: {}, actor: system });
  expect(same(linked, entries, 1, completes(taskAt(entries, "a")))).toBe("look again");
});
