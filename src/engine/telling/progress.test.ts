import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { expectOk, type Instant, type Json } from "#kernel";
import { compileProcess } from "#process";
import {
  element,
  end,
  flow,
  flows,
  gateway,
  job,
  loop,
  processXml,
  user,
} from "../../../test/support/bpmn.ts";
import { complete } from "../../../test/support/play.ts";
import { link } from "../state/link.ts";
import { progressOf, type ProcessProgress } from "./progress.ts";
import { parseRehearsalScript } from "../rehearsal/rehearsal-script.ts";
import { rehearse } from "../rehearsal/rehearsal.ts";

/** How far a case is after a script's steps. */
async function after(models: readonly string[], steps: readonly Json[], variables = {}) {
  const plans = (await Promise.all(models.map(async (xml) => expectOk(await compileProcess(xml))))).flat();
  const now = "2022-09-30T10:00:00+08:00";
  const script = expectOk(parseRehearsalScript({ process: "p", now, variables, steps: [...steps] }));
  const played = expectOk(
    rehearse(plans, script, { now: "2022-01-01T00:00:00.000Z" as Instant, calendar: CN_CALENDAR }),
  );
  const plan = plans.find(({ id }) => id === "p");
  if (plan === undefined || played.state === null) throw new Error("nothing was played");
  return progressOf(link(plan, { plans, calendar: CN_CALENDAR }), played.state, played.entries);
}

const statuses = (progress: ProcessProgress | undefined): Record<string, string> =>
  Object.fromEntries((progress?.elements ?? []).map((each) => [each.element, each.status]));
const of = (progress: ProcessProgress | undefined, id: string) =>
  progress?.elements.find((each) => each.element === id);

const CHOICE = processXml(
  [
    user("ask"),
    gateway("exclusive", "g", "f3"),
    user("yes"),
    user("no"),
    element("boundaryEvent", "late", {
      attributes: 'attachedToRef="yes"',
      inside:
        '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    }),
    user("hurry"),
    end("e"),
    end("e2"),
  ],
  [
    flow("f1", "s", "ask"),
    flow("f2", "ask", "g"),
    flow("f3", "g", "yes"),
    flow("f4", "g", "no", "no"),
    flow("f5", "yes", "e"),
    flow("f6", "no", "e2"),
    flow("f7", "late", "hurry"),
    flow("f8", "hurry", "e"),
  ].join(""),
);

test("what was done, is being done, waits, may come and was not taken are told apart", async () => {
  const [begun] = await after([CHOICE], [], { no: false });
  expect(statuses(begun)).toEqual({
    s: "done",
    ask: "current",
    g: "ahead",
    yes: "ahead",
    no: "ahead",
    late: "ahead",
    hurry: "ahead",
    e: "ahead",
    e2: "ahead",
  });
  const [chosen] = await after([CHOICE], [complete("ask")], { no: false });
  expect(statuses(chosen)).toEqual({
    s: "done",
    ask: "done",
    g: "done",
    yes: "current",
    no: "notTaken",
    late: "waiting",
    hurry: "ahead",
    e: "ahead",
    e2: "notTaken",
  });
  expect(of(chosen, "late")?.dueAt).toEqual(["2022-09-30T03:00:00.000Z"]);
  expect(chosen?.flows.toSorted()).toEqual(["f1", "f2", "f3"]);
});

test("an activity that a timer interrupted was stopped, and nothing is ahead of a case that ended", async () => {
  const [late] = await after([CHOICE], [complete("ask"), { do: "advance", duration: "PT1H" }], { no: false });
  expect(statuses(late)).toMatchObject({ yes: "stopped", late: "done", hurry: "current", e: "ahead" });
  expect(late?.flows).toContain("f7");
  const [ended] = await after([CHOICE], [complete("ask"), complete("no")], { no: true });
  expect(statuses(ended)).toMatchObject({ no: "done", e2: "done", yes: "notTaken", e: "notTaken" });
  expect(ended?.flows.toSorted()).toEqual(["f1", "f2", "f4", "f6"]);
});

test("an optional task is offered, and tokens that wait to be joined are counted", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      user("b"),
      user("extra", '<yiwang:task optional="true"/>'),
      gateway("parallel", "join"),
      end("e"),
      end("e2"),
    ],
    flows("s fork", "fork a", "fork b", "fork extra", "a join", "b join", "join e", "extra e2"),
  );
  const [progress] = await after([xml], [complete("a")]);
  expect(statuses(progress)).toMatchObject({
    a: "done",
    b: "current",
    extra: "offered",
    join: "current",
    e: "ahead",
  });
  expect(of(progress, "join")?.arrived).toBe(1);
  expect(progress?.flows).toContain("f5");
});

test("of several runs it says how many there are, and afterwards how many there were", async () => {
  const review = element("userTask", "review", {
    extensions: "<zeebe:userTask/>",
    inside: loop('inputCollection="=[1, 2, 3]" inputElement="n"'),
  });
  const xml = processXml([review, end("e")], flows("s review", "review e"));
  const [first] = await after([xml], [complete("review")]);
  expect(of(first, "review")).toMatchObject({
    status: "current",
    runs: { total: 3, done: 1, votes: null },
    times: 1,
  });
  expect(of(first, "review")?.open).toHaveLength(2);
  const [all] = await after([xml], [complete("review"), complete("review"), complete("review")]);
  expect(of(all, "review")).toMatchObject({ status: "done", runs: null, times: 3 });
});

test("a failure is told as one", async () => {
  const xml = processXml([job("j"), end("e")], flows("s j", "j e"));
  const [progress] = await after([xml], [{ do: "fail", element: "j", retries: 0 }]);
  expect(of(progress, "j")).toMatchObject({ status: "failed", times: 0 });
  expect(of(progress, "j")?.failures).toHaveLength(1);
});

test("a called process has a place of its own, though its elements are named as the caller's", async () => {
  const caller = processXml(
    [
      element("callActivity", "call", { extensions: '<zeebe:calledElement processId="child"/>' }),
      user("t"),
      end(),
    ],
    flows("s call", "call t", "t e"),
  );
  const child = processXml([user("t"), job("j"), end()], flows("s t", "t j", "j e"), "child");
  const [own, called] = await after([caller, child], [complete("t")]);
  expect(statuses(own)).toMatchObject({ call: "current", t: "ahead" });
  expect(called?.calls.map(({ by }) => by)).toEqual(["call"]);
  expect(statuses(called)).toMatchObject({ t: "done", j: "current" });
  const [later, over] = await after([caller, child], [complete("t"), complete("j")]);
  expect(statuses(later)).toMatchObject({ call: "done", t: "current" });
  expect(statuses(over)).toMatchObject({ t: "done", j: "done", e: "done" });
});
