import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { link, standingsOf, step, type CaseEvent, type CaseState, type LinkedPlan } from "#engine";
import { expectOk, type Instant } from "#kernel";
import { compileProcess } from "#process";
import {
  boundary,
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
import { moveRefusal } from "./may-move.ts";

const AT = "2026-11-16T01:00:00.000Z" as Instant;
const ACTOR = { kind: "person", account: "head" } as const;
type Happened = CaseEvent extends infer Each
  ? Each extends CaseEvent
    ? Omit<Each, "at" | "actor">
    : never
  : never;

/** A case after what happened to it, and why it may not move from its first place to each element asked. */
async function refusals(xml: string, done: readonly string[], asked: readonly string[]) {
  const [compiled] = expectOk(await compileProcess(xml));
  if (compiled === undefined) throw new Error("no process");
  const plan = link(compiled, { calendar: CN_CALENDAR });
  let state = happen(plan, null, { kind: "start", variables: {} });
  for (const task of done) {
    const open = standingsOf(plan, state).find(({ node }) => node.id === task);
    state = happen(plan, state, { kind: "completeTask", task: open?.id ?? task, variables: {} });
  }
  const [from] = standingsOf(plan, state);
  if (from === undefined) throw new Error("it stands nowhere");
  return asked.map((to) => moveRefusal({ plan, state, from, to, at: AT, actor: ACTOR })?.code ?? "");
}

function happen(plan: LinkedPlan, state: CaseState | null, event: Happened): CaseState {
  return expectOk(step(plan, state, { at: AT, actor: ACTOR, ...event } as CaseEvent)).state;
}

const separate = (from: string): string => `<yiwang:task separateFrom="${from}"/>`;
const applicant = '<zeebe:assignmentDefinition candidateGroups="applicant"/>';
const turning = (action: string): string =>
  element("intermediateThrowEvent", action, {
    extensions: `<yiwang:clock action="${action}" clock="decision" when="enter" ${action === "start" ? 'statutory="20wd"' : ""}/>`,
  });

test("a move passes over what nobody is set apart for, and over no duty that is still to be done", async () => {
  const xml = processXml(
    [user("check"), user("review"), user("decide", separate("review")), job("make"), end()],
    flows("s check", "check review", "review decide", "decide make", "make e"),
  );
  const asked = ["review", "decide", "make", "e"];
  const skipped = "MOVE_SKIPS_DUTY";
  expect(await refusals(xml, [], asked)).toEqual(["", skipped, skipped, skipped]);
  expect(await refusals(xml, ["check"], ["check", ...asked])).toEqual([
    "",
    "MOVE_STANDS_THERE",
    skipped,
    skipped,
    skipped,
  ]);
  expect(await refusals(xml, ["check", "review"], ["check", "review", "make"])).toEqual(["", "", skipped]);
});

test("a duty that the process can do without is no bar, a timer on its edge is no way round it", async () => {
  const xml = processXml(
    [
      gateway("exclusive", "ask", "f3"),
      user("visit", separate("review")),
      user("review"),
      boundary("late", "review", "PT1H"),
      user("after"),
      end(),
    ],
    flows("s ask", "ask visit true", "ask review", "visit review", "review after", "late after", "after e"),
  );
  expect(await refusals(xml, [], ["review", "after", "late"])).toEqual([
    "",
    "MOVE_SKIPS_DUTY",
    "MOVE_TO_EVENT",
  ]);
});

test("the applicant's own word is nobody's to give", async () => {
  const xml = processXml(
    [user("mend", applicant), user("look"), end()],
    flows("s mend", "mend look", "look e"),
  );
  expect(await refusals(xml, [], ["look"])).toEqual(["MOVE_SKIPS_DUTY"]);
});

test("a duty inside a subprocess is passed over neither into it nor out of it", async () => {
  const inside = [element("startEvent", "s2"), user("review"), user("sign", separate("review")), end("e2")];
  const sub = element("subProcess", "sub", {
    inside:
      inside.join("") + flow("g1", "s2", "review") + flow("g2", "review", "sign") + flow("g3", "sign", "e2"),
  });
  const xml = processXml(
    [user("first"), sub, user("last"), end()],
    flows("s first", "first sub", "sub last", "last e"),
  );
  expect(await refusals(xml, [], ["sub", "review", "sign", "last"])).toEqual([
    "",
    "",
    "MOVE_SKIPS_DUTY",
    "MOVE_SKIPS_DUTY",
  ]);
  expect(await refusals(xml, ["first", "review"], ["first", "sub", "last"])).toEqual([
    "",
    "",
    "MOVE_SKIPS_DUTY",
  ]);
});

test("no clock is started or stopped a second time", async () => {
  const xml = processXml(
    [user("intake"), turning("start"), user("review"), turning("stop"), user("deliver"), end()],
    flows("s intake", "intake start", "start review", "review stop", "stop deliver", "deliver e"),
  );
  const back = "MOVE_TURNS_CLOCK_BACK";
  expect(await refusals(xml, ["intake"], ["intake", "start", "stop", "deliver"])).toEqual([
    back,
    back,
    "",
    "",
  ]);
  expect(await refusals(xml, ["intake", "review"], ["intake", "review", "stop", "e"])).toEqual([
    back,
    back,
    back,
    "",
  ]);
});

test("no part that runs at the same time is entered or left", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      user("a2"),
      user("b"),
      gateway("parallel", "join"),
      user("after"),
      end(),
    ],
    flows("s fork", "fork a", "fork b", "a a2", "a2 join", "b join", "join after", "after e"),
  );
  const across = "MOVE_ACROSS_PARALLEL";
  expect(await refusals(xml, [], ["a2", "b", "fork", "join", "after", "e"])).toEqual([
    "",
    across,
    across,
    across,
    across,
    across,
  ]);
  expect(await refusals(xml, ["a", "a2", "b"], ["fork", "a", "e"])).toEqual(["", across, ""]);
});

test("one of several runs of a scope is not left alone, and several runs of a task move together", async () => {
  const many = element("userTask", "ask", {
    extensions: "<zeebe:userTask/>",
    inside: loop('inputCollection="=[1,2]"'),
  });
  const xml = processXml([many, user("u"), end()], flows("s ask", "ask u", "u e"));
  expect(await refusals(xml, [], ["u"])).toEqual([""]);
  const inside = [
    element("startEvent", "s2"),
    user("t"),
    user("t2"),
    end("e2"),
    loop('inputCollection="=[1,2]"'),
  ];
  const each = element("subProcess", "each", {
    inside: inside.join("") + flow("g1", "s2", "t") + flow("g2", "t", "t2") + flow("g3", "t2", "e2"),
  });
  const runs = processXml([each, user("u"), end()], flows("s each", "each u", "u e"));
  expect(await refusals(runs, [], ["t2", "u"])).toEqual(["", "MOVE_ACROSS_PARALLEL"]);
});
