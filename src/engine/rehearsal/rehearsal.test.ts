import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { expectOk, type Instant, type Json, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import {
  boundary,
  element,
  end,
  flows,
  gateway,
  job,
  processXml,
  script,
  terminate,
  timer,
  user,
} from "../../../test/support/bpmn.ts";
import { parseRehearsalScript, rehearse, type Rehearsal, type RehearsalRefusal } from "../index.ts";

const NOW = "2022-09-30T10:00:00+08:00";

/** Runs a script twice, once with a restart between all steps, and holds both to the same answer. */
async function play(
  xml: string,
  steps: readonly Json[],
  options: { readonly variables?: JsonObject; readonly startAt?: Json; readonly settings?: JsonObject } = {},
): Promise<Rehearsal & { readonly refused?: RehearsalRefusal }> {
  const plans = expectOk(await compileProcess(xml));
  const { variables = {}, startAt = null, settings = {} } = options;
  const parsed = expectOk(
    parseRehearsalScript({ process: "p", now: NOW, variables, startAt, steps: [...steps] }),
  );
  const rest = { now: "2022-01-01T00:00:00.000Z" as Instant, calendar: CN_CALENDAR, settings };
  const played = rehearse(plans, parsed, rest);
  const restarted = rehearse(plans, parsed, { ...rest, restartEveryStep: true });
  expect(restarted).toEqual(played);
  if (played.ok) return played.value;
  const nothing = { open: [], variables: {}, trace: [], failures: [], state: null, entries: [] };
  return { status: "failed", ...nothing, refused: played.error };
}

const fail = (retries: number): Json => ({ do: "fail", element: "j", retries });
const by = (id: string, account: string): Json => ({ do: "complete", element: id, by: account });
const open = (played: Rehearsal): readonly string[] => played.open.map((each) => each.element);
const complete = (id: string, variables: JsonObject = {}): Json => ({
  do: "complete",
  element: id,
  variables,
});
const traced = (played: Rehearsal, id: string): readonly string[] =>
  played.trace.filter((each) => each.element === id).map(({ event }) => event);
const failureOf = (played: Rehearsal): string | undefined =>
  Object.values(played.state?.instances ?? {}).flatMap(({ wait }) =>
    wait.kind === "failed" ? [wait.problem.code] : [],
  )[0];

test("results of a task go to the case, its inputs stay its own", async () => {
  const mapped = '<zeebe:ioMapping><zeebe:input source="=a + 1" target="b"/></zeebe:ioMapping>';
  const xml = processXml([user("t", mapped), end()], flows("s t", "t e"));
  const waiting = await play(xml, [], { variables: { a: 1 } });
  expect(waiting.state?.instances["e2"]).toMatchObject({ variables: { b: 2 } });
  const done = await play(xml, [complete("t", { c: 3, b: 9 })], { variables: { a: 1 } });
  expect(done).toMatchObject({ status: "completed", variables: { a: 1, c: 3 }, open: [] });
});

test("output mappings alone decide what leaves a task, in order and into nested targets", async () => {
  const mapping = `<zeebe:ioMapping><zeebe:output source="=x * 2" target="y"/>
    <zeebe:output source="=y + 1" target="all.z"/><zeebe:output source="fixed" target="word"/>
    <zeebe:output source="12" target="count"/></zeebe:ioMapping>`;
  const xml = processXml([user("t", mapping), end()], flows("s t", "t e"));
  const done = await play(xml, [complete("t", { x: 5, secret: 1 })], { variables: { all: { old: true } } });
  expect(done.variables).toEqual({ all: { old: true, z: 11 }, y: 10, word: "fixed", count: 12 });
});

test("an exclusive gateway takes the first true condition, else the default", async () => {
  const xml = processXml(
    [gateway("exclusive", "g", "f4"), user("a"), user("b"), user("c"), end()],
    flows("s g", "g a x > 10", "g b x > 5", "g c", "a e", "b e", "c e"),
  );
  const at = async (x: Json) => open(await play(xml, [], { variables: { x } }));
  expect([await at(11), await at(6), await at(1)]).toEqual([["a"], ["b"], ["c"]]);
});

test("a condition that is not a boolean is a failure that a person resolves", async () => {
  const xml = processXml(
    [gateway("exclusive", "g"), user("a"), user("b"), end()],
    flows("s g", "g a x > 10", "g b x <= 10", "a e", "b e"),
  );
  const failed = await play(xml, []);
  expect(failed.status).toBe("failed");
  expect(failureOf(failed)).toBe("ENGINE_CONDITION_NOT_BOOLEAN");
  expect(failed.open).toEqual([{ element: "g", type: "exclusiveGateway" }]);
  expect((await play(xml, [{ do: "resolve", element: "g" }])).status).toBe("failed");
  const resolved = await play(xml, [{ do: "resolve", element: "g", variables: { x: 11 } }]);
  expect(resolved.status).toBe("active");
  expect(open(resolved)).toEqual(["a"]);
});

test("no true condition and no default is a failure", async () => {
  const xml = processXml(
    [gateway("exclusive", "g"), user("a"), user("b"), end()],
    flows("s g", "g a x > 10", "g b x > 20", "a e", "b e"),
  );
  expect(failureOf(await play(xml, [], { variables: { x: 1 } }))).toBe("ENGINE_NO_FLOW_MATCHES");
});

test("a parallel join waits for one token of each incoming flow", async () => {
  const xml = processXml(
    [gateway("parallel", "fork"), user("a"), user("b"), gateway("parallel", "join"), user("c"), end()],
    flows("s fork", "fork a", "fork b", "a join", "b join", "join c", "c e"),
  );
  expect(open(await play(xml, [complete("b")]))).toEqual(["a"]);
  expect(open(await play(xml, [complete("b"), complete("a")]))).toEqual(["c"]);
  const done = await play(xml, [complete("a"), complete("b"), complete("c")]);
  expect(done.status).toBe("completed");
  expect(traced(done, "join")).toEqual(["entered", "completed"]);
});

test("two tokens by one flow do not open a join, and an exclusive gateway passes each token", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      user("b"),
      user("c"),
      gateway("exclusive", "merge"),
      gateway("parallel", "join"),
      end(),
    ],
    flows("s fork", "fork a", "fork b", "fork c", "a merge", "b merge", "merge join", "c join", "join e"),
  );
  const waiting = await play(xml, [complete("a"), complete("b")]);
  expect(open(waiting)).toEqual(["c"]);
  const stuck = await play(xml, [complete("a"), complete("b"), complete("c")]);
  expect(stuck).toMatchObject({ status: "active", open: [], state: { joins: { join: { f7: 1 } } } });
});

test("a terminate end ends everything and completes the case", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      boundary("bt", "a", "PT1H"),
      job("j"),
      timer("wait", "PT1H"),
      user("stop"),
      terminate("over"),
      end(),
    ],
    flows(
      "s fork",
      "fork a",
      "fork j",
      "fork wait",
      "fork stop",
      "stop over",
      "a e",
      "j e",
      "wait e",
      "bt e",
    ),
  );
  const done = await play(xml, [complete("stop")]);
  expect(done).toMatchObject({ status: "completed", open: [] });
  expect(traced(done, "a")).toEqual(["entered", "cancelled"]);
  expect(traced(done, "wait")).toEqual(["entered", "cancelled"]);
});

test("a timer catch event fires when its time has come, not before", async () => {
  const xml = processXml([timer("w", "=wait"), end()], flows("s w", "w e"));
  const wait = { variables: { wait: "PT10M" } };
  expect(open(await play(xml, [{ do: "advance", duration: "PT9M59S" }], wait))).toEqual(["w"]);
  const done = await play(xml, [{ do: "advance", duration: "PT10M" }], wait);
  expect(traced(done, "w")).toEqual(["entered", "fired", "completed"]);
  expect(failureOf(await play(xml, [], { variables: { wait: "soon" } }))).toBe("ENGINE_VALUE_UNEXPECTED");
});

test("timers fire in the order of their due times, each at its own moment", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      timer("late", "PT20M"),
      timer("early", "PT10M"),
      timer("then", "PT5M"),
      end(),
    ],
    flows("s fork", "fork late", "fork early", "early then", "then e", "late e"),
  );
  const done = await play(xml, [{ do: "advance", duration: "PT1H" }]);
  const fired = done.trace.filter(({ event }) => event === "fired").map((each) => each.element);
  expect(fired).toEqual(["early", "then", "late"]);
  expect(done.entries.at(-1)?.event.at).toBe("2022-09-30T02:20:00.000Z");
});

test("an interrupting boundary timer cancels its task, a completed task cancels its timer", async () => {
  const xml = processXml(
    [user("t"), boundary("b", "t", "PT1H"), user("late"), end()],
    flows("s t", "t e", "b late", "late e"),
  );
  const late = await play(xml, [{ do: "advance", duration: "PT1H" }]);
  expect(open(late)).toEqual(["late"]);
  expect(traced(late, "t")).toEqual(["entered", "cancelled"]);
  expect(traced(late, "b")).toEqual(["fired", "entered", "completed"]);
  expect(await play(xml, [complete("t")])).toMatchObject({ status: "completed", open: [] });
});

test("a repeating boundary timer fires as often as it says and leaves its task alone", async () => {
  const xml = processXml(
    [user("t"), boundary("b", "t", "R3/PT10M", false), user("remind"), end()],
    flows("s t", "t e", "b remind", "remind e"),
  );
  const twice = await play(xml, [{ do: "advance", duration: "PT25M" }]);
  expect(open(twice)).toEqual(["t", "remind", "b", "remind"]);
  const thrice = await play(xml, [{ do: "advance", duration: "P1D" }]);
  expect(open(thrice)).toEqual(["t", "remind", "remind", "remind"]);
  expect((await play(xml, [{ do: "advance", duration: "P1D" }, complete("t")])).status).toBe("active");
});

test("a job fails with retries, then becomes a failure, and is called again once resolved", async () => {
  const xml = processXml([job("j"), end()], flows("s j", "j e"));
  const resolve: Json = { do: "resolve", element: "j" };
  expect((await play(xml, [fail(1)])).status).toBe("active");
  const failed = await play(xml, [fail(1), fail(0)]);
  expect(failed).toMatchObject({ status: "failed", open: [{ element: "j", type: "serviceTask" }] });
  expect((await play(xml, [fail(0), complete("j")])).refused).toMatchObject({
    step: 1,
    problem: { code: "REHEARSAL_ELEMENT_NOT_OPEN" },
  });
  const done = await play(xml, [fail(0), resolve, complete("j", { x: 1 })]);
  expect(done).toMatchObject({ status: "completed", variables: { x: 1 } });
});

test("a script task sets its result, a pass-through element is passed", async () => {
  const xml = processXml(
    [script("t", "a + 1", "b"), element("manualTask", "m"), element("task", "n"), end()],
    flows("s t", "t m", "m n", "n e"),
  );
  expect(await play(xml, [], { variables: { a: 1 } })).toMatchObject({
    status: "completed",
    variables: { a: 1, b: 2 },
  });
});

test("assignment reads texts, comma lists and FEEL lists; due dates and priority too", async () => {
  const assigned = `<zeebe:assignmentDefinition assignee="=who" candidateGroups="clerk, reviewer" candidateUsers='=["a","b"]'/>
    <zeebe:taskSchedule dueDate="=due" followUpDate="2022-10-01T00:00:00Z"/><zeebe:priorityDefinition priority="=10 + 5"/>
    <zeebe:formDefinition formId="intake"/>`;
  const xml = processXml([user("t", assigned), end()], flows("s t", "t e"));
  const played = await play(xml, [], { variables: { who: "alice", due: "2022-10-05" } });
  expect(played.state?.instances["e2"]?.wait).toMatchObject({
    assignee: "alice",
    candidateGroups: ["clerk", "reviewer"],
    candidateUsers: ["a", "b"],
    formId: "intake",
    dueAt: "2022-10-04T16:00:00.000Z",
    followUpAt: "2022-10-01T00:00:00.000Z",
    priority: 15,
  });
  const wrong = await play(xml, [], { variables: { who: 7, due: null } });
  expect(failureOf(wrong)).toBe("ENGINE_VALUE_UNEXPECTED");
});

test("a loop without a wait is a failure, not a hang", async () => {
  const xml = processXml(
    [gateway("exclusive", "g"), script("t", "1", "x"), end()],
    flows("s g", "g t true", "t g", "g e false"),
  );
  const looped = await play(xml, []);
  expect(looped.status).toBe("failed");
  expect(failureOf(looped)).toBe("ENGINE_LOOP_WITHOUT_WAIT");
});

test("a loop of a thousand rounds with an end is no fault", async () => {
  const xml = processXml(
    [gateway("exclusive", "g", "f3"), script("t", "n + 1", "n"), end()],
    flows("s g", "g t n < 1000", "g e", "t g"),
  );
  expect(await play(xml, [], { variables: { n: 0 } })).toMatchObject({
    status: "completed",
    variables: { n: 1000 },
  });
});

test("what is only offered does not hold a case open", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("withdraw", '<yiwang:task optional="true"/>'),
      user("work"),
      terminate("gone"),
      end(),
    ],
    flows("s fork", "fork withdraw", "fork work", "withdraw gone", "work e"),
  );
  const done = await play(xml, [complete("work")]);
  expect(done).toMatchObject({ status: "completed", open: [] });
  expect(traced(done, "withdraw")).toEqual(["entered", "cancelled"]);
});

test("who did one duty may not do the other, unless the event says that it is relaxed", async () => {
  const xml = processXml(
    [user("intake"), user("review", '<yiwang:task separateFrom="intake"/>'), end()],
    flows("s intake", "intake review", "review e"),
  );
  expect((await play(xml, [by("intake", "alice"), by("review", "alice")])).refused).toMatchObject({
    step: 1,
    problem: { code: "ENGINE_SEPARATION_OF_DUTY", status: 403 },
  });
  expect((await play(xml, [by("intake", "alice"), by("review", "bob")])).status).toBe("completed");
});

test("state, outcome and several starts are declared by the process", async () => {
  const xml = processXml(
    [
      user("t", '<yiwang:state name="accepted"/>'),
      end("e", "", '<yiwang:outcome value="=result"/><yiwang:state name="closed"/>'),
    ],
    flows("s t", "t e"),
  );
  expect((await play(xml, [])).state?.state).toBe("accepted");
  const done = await play(xml, [complete("t", { result: "granted" })]);
  expect(done.state).toMatchObject({ state: "closed", outcome: "granted", status: "completed" });
  expect(open(await play(xml, [], { startAt: ["t", "t"] }))).toEqual(["t", "t"]);
});

const scoped = (...inside: readonly string[]): string =>
  element("subProcess", "sub", {
    extensions: `<zeebe:ioMapping><zeebe:input source="=0" target="local"/></zeebe:ioMapping>`,
    inside: [element("startEvent", "begin"), ...inside].join("\n"),
  });
const inner = scoped(
  gateway("parallel", "fork"),
  user("a"),
  user("b"),
  terminate("stop"),
  end("over"),
  flows("begin fork", "fork a", "fork b", "a stop", "b over").replaceAll('id="f', 'id="g'),
);

test("a subprocess keeps its own variables and ends when nothing is left inside", async () => {
  const xml = processXml([inner, user("after"), end()], flows("s sub", "sub after", "after e"));
  expect(open(await play(xml, []))).toEqual(["a", "b"]);
  const half = await play(xml, [complete("b", { local: 1, shared: 2 })]);
  expect(half).toMatchObject({ variables: { shared: 2 } });
  expect(Object.values(half.state?.instances ?? {})[0]).toMatchObject({ variables: { local: 1 } });
  const ended = await play(xml, [complete("a")]);
  expect(open(ended)).toEqual(["after"]);
  expect(traced(ended, "b")).toEqual(["entered", "cancelled"]);
  expect(traced(ended, "sub")).toEqual(["entered", "completed"]);
  expect((await play(xml, [complete("a"), complete("after")])).status).toBe("completed");
});

test("a timer on a subprocess ends all that is inside it", async () => {
  const xml = processXml(
    [inner, boundary("late", "sub", "PT1H"), user("after"), end()],
    flows("s sub", "sub e", "late after", "after e"),
  );
  const late = await play(xml, [{ do: "advance", duration: "PT1H" }]);
  expect(open(late)).toEqual(["after"]);
  expect(traced(late, "a")).toEqual(["entered", "cancelled"]);
});

test("a case may begin inside a subprocess", async () => {
  const xml = processXml([inner, end()], flows("s sub", "sub e"));
  expect(open(await play(xml, [], { startAt: ["b"] }))).toEqual(["b"]);
  expect((await play(xml, [complete("b")], { startAt: ["b"] })).status).toBe("completed");
});

test("a script that cannot be followed names its step or its place", async () => {
  const xml = processXml([user("t"), end()], flows("s t", "t e"));
  expect((await play(xml, [complete("t"), complete("t")])).refused).toMatchObject({ step: 1 });
  expect((await play(xml, [{ do: "message", name: "m", key: "k" }])).refused).toMatchObject({
    step: 0,
    problem: { code: "REHEARSAL_NOT_EXPECTED" },
  });
  expect(parseRehearsalScript({ steps: [{ do: "complete" }] })).toMatchObject({
    error: { details: { place: "steps[0].element" } },
  });
  expect(parseRehearsalScript({ steps: [{ do: "advance", duration: "-PT1H" }] })).toMatchObject({
    ok: false,
  });
});
