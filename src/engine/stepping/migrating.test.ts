import { expect, test } from "vitest";
import { canonicalJson, expectOk, type Instant, type Json } from "#kernel";
import { compileProcess, type Plan } from "#process";
import {
  boundary,
  element,
  end,
  flow,
  flows,
  gateway,
  loop,
  processXml,
  user,
} from "../../../test/support/bpmn.ts";
import {
  foldEntries,
  link,
  openTasks,
  openTimers,
  replay,
  step,
  type CaseEvent,
  type CaseState,
  type Step,
  type StepEntry,
} from "../index.ts";

const common = {
  at: "2022-09-30T02:00:00.000Z" as Instant,
  actor: { kind: "system", name: "test" },
} as const;

async function planOf(xml: string): Promise<Plan> {
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no plan");
  return plan;
}

/** Runs a case on the first plan, then asks to migrate it to the second. */
async function migrate(
  [before, after]: readonly [string, string],
  done: readonly string[],
  mapping: Readonly<Record<string, string>> = {},
) {
  const [from, to] = [await planOf(before), await planOf(after)];
  const [old, fresh] = [link(from), link(to, { former: [from] })];
  const entries: StepEntry[] = [];
  let state: CaseState | null = null;
  const events: CaseEvent[] = [{ kind: "start", variables: {}, ...common }];
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    const stepped: Step = expectOk(step(old, state, event));
    state = stepped.state;
    entries.push(...stepped.entries);
    const task = openTasks(state).find((each) => each.element === done[entries.length - 1]);
    if (task !== undefined) events.push({ kind: "completeTask", task: task.id, variables: {}, ...common });
  }
  const migrated = step(fresh, state, { kind: "migrate", plan: to.hash, mapping, ...common });
  return { state, entries, old, fresh, migrated };
}

const elements = (state: CaseState): readonly string[] => openTasks(state).map((task) => task.element);
const line = (...tasks: readonly string[]): string =>
  processXml(
    [...tasks.map((id) => user(id)), end()],
    ["s", ...tasks].map((id, index) => flow(`${id}_`, id, tasks[index] ?? "e")).join(""),
  );

test("a running case goes on under a newer plan", async () => {
  const { migrated, fresh, old, entries } = await migrate([line("a", "b"), line("a", "b", "c")], ["a"]);
  const { state, entries: added, effects } = expectOk(migrated);
  expect([elements(state), state.plan]).toEqual([["b"], fresh.plan.hash]);
  expect(effects).toMatchObject([{ kind: "changeTask", task: { element: "b" } }]);
  const all = [...entries, ...added];
  expect(canonicalJson(foldEntries(all) as Json)).toBe(canonicalJson(state as Json));
  expect(canonicalJson(expectOk(replay(old, all, [fresh])).state as Json)).toBe(canonicalJson(state as Json));
  const task = openTasks(state)[0]?.id ?? "";
  const next = expectOk(step(fresh, state, { kind: "completeTask", task, variables: {}, ...common }));
  expect(elements(next.state)).toEqual(["c"]);
});

test("a mapping names the new element, and who did the old one counts for the new", async () => {
  const { migrated } = await migrate([line("a", "b"), line("a2", "b2")], ["a"], { a: "a2", b: "b2" });
  const { state } = expectOk(migrated);
  expect([elements(state), openTasks(state)[0]?.name]).toEqual([["b2"], "b2"]);
});

test("a token without a place, or with one of another kind, refuses the migration as a whole", async () => {
  const { migrated, state } = await migrate([line("a", "b"), line("a")], ["a"]);
  expect(migrated).toMatchObject({
    ok: false,
    error: { code: "ENGINE_MIGRATION_IMPOSSIBLE", details: { elements: ["b"] } },
  });
  expect(state).toMatchObject({ status: "active" });
  const other = line("a", "b")
    .replaceAll("<bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>", "")
    .replaceAll("userTask", "task");
  expect((await migrate([line("a", "b"), other], ["a"])).migrated.ok).toBe(false);
});

const fork = (join: string, via: string): string =>
  processXml(
    [gateway("parallel", "fork"), user("a"), user("b"), gateway("parallel", join), end()],
    [flow("x1", "s", "fork"), flow("x2", "fork", "a"), flow("x3", "fork", "b"), flow(via, "a", join)].join(
      "",
    ) +
      flow("x5", "b", join) +
      flow("x6", join, "e"),
  );

test("tokens that wait at a join keep their places, by gateway and flow", async () => {
  const models = [fork("join", "x4"), fork("meet", "y4")] as const;
  expect((await migrate(models, ["a"])).migrated.ok).toBe(false);
  expect((await migrate(models, ["a"], { join: "meet" })).migrated.ok).toBe(false);
  const { migrated } = await migrate(models, ["a"], { join: "meet", x4: "y4" });
  expect(expectOk(migrated).state.joins).toEqual({ meet: { y4: 1 } });
});

const inside = (task: string): string =>
  [element("startEvent", "s2"), user(task), end("e2"), flow("g1", "s2", task), flow("g2", task, "e2")].join(
    "",
  );
const scoped = (id: string, task: string): string =>
  processXml([element("subProcess", id, { inside: inside(task) }), end()], flows(`s ${id}`, `${id} e`));

test("scopes go along, and a task that would change its scope is refused", async () => {
  const { migrated } = await migrate([scoped("sub", "t"), scoped("part", "u")], [], { sub: "part", t: "u" });
  expect(elements(expectOk(migrated).state)).toEqual(["u"]);
  expect((await migrate([scoped("sub", "t"), line("t")], [])).migrated.ok).toBe(false);
});

test("a watching timer without a place is given up, one with a place runs on", async () => {
  const watched = processXml(
    [user("t"), boundary("late", "t", "PT1H"), end()],
    flows("s t", "t e", "late e"),
  );
  const gone = expectOk((await migrate([watched, line("t")], [])).migrated);
  expect(openTimers(gone.state)).toEqual([]);
  expect(gone.effects.map(({ kind }) => kind)).toEqual(["cancelTimer", "changeTask"]);
  const longer = watched.replace("PT1H", "PT9H");
  const kept = await migrate([watched, longer], []);
  expect(openTimers(expectOk(kept.migrated).state)).toEqual(
    kept.state === null ? [] : openTimers(kept.state),
  );
});

const many = (sequential: boolean): string =>
  processXml(
    [
      element("userTask", "t", {
        extensions: "<zeebe:userTask/>",
        inside: loop('inputCollection="=[1,2]"', sequential),
      }),
      end(),
    ],
    flows("s t", "t e"),
  );

test("several runs stay several, and are not turned into one", async () => {
  expect((await migrate([many(false), many(true)], [])).migrated.ok).toBe(false);
  expect((await migrate([many(false), line("t")], [])).migrated.ok).toBe(false);
  const named = many(false).replace('name="t"', 'name="new"');
  const { state } = expectOk((await migrate([many(false), named], [])).migrated);
  expect(openTasks(state).map(({ name }) => name)).toEqual(["new", "new"]);
});
