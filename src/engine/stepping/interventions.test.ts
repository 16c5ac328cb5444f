import { expect, test } from "vitest";
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
  timer,
  user,
} from "../../../test/support/bpmn.ts";
import { complete, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const inner = [element("startEvent", "s2"), user("b"), user("c"), end("e2")].join("");
const sub = element("subProcess", "sub", {
  inside: inner + flow("g1", "s2", "b") + flow("g2", "b", "c") + flow("g3", "c", "e2"),
});
const withSub = processXml(
  [gateway("parallel", "fork"), user("a"), sub, user("d"), gateway("parallel", "join"), end()],
  flows("s fork", "fork a", "fork sub", "sub d", "a join", "d join", "join e"),
);
const move = (from: string, to: string) => ({ do: "move", element: from, to });

test("a case that is given up is terminated and nothing of it stays open", async () => {
  const marked = element("userTask", "t", {
    extensions: "<zeebe:userTask/>",
    inside: loop('inputCollection="=[1,2]"'),
  });
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      marked,
      boundary("late", "t", "PT1H"),
      sub,
      job("j"),
      timer("w", "PT1H"),
      end(),
    ],
    flows("s fork", "fork t", "fork sub", "fork j", "fork w", "t e", "sub e", "j e", "w e", "late e"),
  );
  const given = await playModels([xml], [{ do: "cancel", reason: "withdrawn" }]);
  expect(given).toMatchObject({ status: "terminated", open: [], state: { instances: {}, joins: {} } });
  expect(given.entries.at(-1)?.marks.at(-1)).toEqual({
    kind: "closed",
    detail: { status: "terminated", outcome: null, reason: "withdrawn" },
  });
  expect(timesOf(given, "t", "cancelled")).toBe(2);
  const after = await playModels([xml], [{ do: "cancel" }, complete("t")]);
  expect(after.refused).toMatchObject({ step: 1, problem: { code: "REHEARSAL_ELEMENT_NOT_OPEN" } });
});

test("a token is moved inside its scope", async () => {
  const moved = await playModels([withSub], [move("b", "c")]);
  expect(openOf(moved)).toEqual(["a", "c"]);
  expect(moved.entries.at(-1)?.marks[0]).toMatchObject({ kind: "moved", element: "b", detail: { to: "c" } });
});

test("a token that is moved out of a scope ends that scope", async () => {
  const moved = await playModels([withSub], [move("b", "d")]);
  expect([openOf(moved), timesOf(moved, "sub", "cancelled")]).toEqual([["a", "d"], 1]);
  const done = await playModels([withSub], [move("b", "d"), complete("a"), complete("d")]);
  expect([done.status, timesOf(done, "d")]).toEqual(["completed", 1]);
});

test("a token that is moved into a scope opens it", async () => {
  const moved = await playModels([withSub], [move("b", "d"), move("d", "c")]);
  expect(openOf(moved)).toEqual(["a", "c"]);
  expect(openOf(await playModels([withSub], [move("b", "d"), move("d", "c"), complete("c")]))).toEqual([
    "a",
    "d",
  ]);
});

test("what failed may be moved on, and a job's failure goes with it", async () => {
  const xml = processXml([job("j"), user("t"), end()], flows("s j", "j t", "t e"));
  const steps = [{ do: "fail", element: "j", retries: 0 }, move("j", "t")];
  const moved = await playModels([xml], steps);
  expect([moved.status, openOf(moved)]).toEqual(["active", ["t"]]);
});

test("there is no moving to what does not exist, nor to or from a boundary event", async () => {
  const xml = processXml([user("t"), boundary("late", "t", "PT1H"), end()], flows("s t", "t e", "late e"));
  for (const asked of [move("t", "nobody"), move("t", "late"), move("late", "e")])
    expect((await playModels([xml], [asked])).refused?.problem.code).toBe("ENGINE_MOVE_IMPOSSIBLE");
});

test("one of several runs is moved out by ending them all", async () => {
  const marked = element("userTask", "t", {
    extensions: "<zeebe:userTask/>",
    inside: loop('inputCollection="=[1,2]"'),
  });
  const xml = processXml([marked, user("u"), end()], flows("s t", "t u", "u e"));
  const moved = await playModels([xml], [move("t", "u")]);
  expect([openOf(moved), timesOf(moved, "t", "cancelled")]).toEqual([["u"], 2]);
});

const duty = (attributes: string): string => `<yiwang:task ${attributes}/>`;
const review = processXml(
  [
    user("first"),
    gateway("exclusive", "g", "f3"),
    user("second", duty('returnTo="first"')),
    user("third", duty('returnTo="first second"')),
    end(),
  ],
  flows("s first", "first g", "g second", "second third", "third e", "g third skip = true"),
);
const back = (from: string, to: string) => ({ do: "return", element: from, to });

test("a task is returned to an earlier one that it names, and work goes on from there", async () => {
  const steps = [complete("first"), complete("second"), back("third", "first")];
  const returned = await playModels([review], steps);
  expect([openOf(returned), timesOf(returned, "third", "cancelled")]).toEqual([["first"], 1]);
  const [again] = Object.values(returned.state?.instances ?? {});
  expect(again?.wait).toMatchObject({ returned: { from: "third", name: "third", reason: "" } });
  const done = await playModels(
    [review],
    [...steps, complete("first"), complete("second"), complete("third")],
  );
  expect([done.status, timesOf(done, "first"), timesOf(done, "third")]).toEqual(["completed", 2, 1]);
});

test("a task is not returned to one that it does not name", async () => {
  const refused = await playModels([review], [complete("first"), back("second", "third")]);
  expect(refused.refused?.problem.code).toBe("ENGINE_RETURN_NOT_ALLOWED");
});

const across = (inside: string, behind: string) =>
  processXml(
    [
      user("before"),
      gateway("parallel", "fork"),
      user("a", inside),
      user("b"),
      gateway("parallel", "join"),
      user("after", behind),
      end(),
    ],
    flows("s before", "before fork", "fork a", "fork b", "a join", "b join", "join after", "after e"),
  );
const codes = async (xml: string) => {
  const compiled = await compileProcess(xml);
  return compiled.ok ? [] : compiled.error.map(({ code }) => code);
};

test("returning across the beginning or end of a parallel part is refused when the process is compiled", async () => {
  expect(await codes(across(duty('returnTo="before"'), ""))).toEqual(["PROCESS_RETURN_IMPOSSIBLE"]);
  expect(await codes(across("", duty('returnTo="a"')))).toEqual(["PROCESS_RETURN_IMPOSSIBLE"]);
  expect(await codes(across("", duty('returnTo="nobody"')))).toEqual(["PROCESS_RETURN_IMPOSSIBLE"]);
  expect(await codes(across("", duty('returnTo="before"')))).toEqual([]);
});

test("a task is transferred to other candidates and nobody holds it any more", async () => {
  const xml = processXml(
    [user("t", '<zeebe:assignmentDefinition assignee="ann" candidateGroups="one"/>'), end()],
    flows("s t", "t e"),
  );
  const given = await playModels([xml], [{ do: "transfer", element: "t", to: ["two"] }]);
  expect(given.state?.instances["e2"]?.wait).toMatchObject({ assignee: null, candidateGroups: ["two"] });
  expect(given.entries.at(-1)?.marks).toMatchObject([
    { kind: "transferred", detail: { from: ["one"], to: ["two"] } },
  ]);
});
