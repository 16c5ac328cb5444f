import { expect, test } from "vitest";
import {
  boundary,
  element,
  end,
  flow,
  flows,
  gateway,
  processXml,
  terminate,
  user,
} from "../../../test/support/bpmn.ts";
import { complete, failureOf, openOf, playModels, timesOf } from "../../../test/support/play.ts";

const split = processXml(
  [
    gateway("inclusive", "split", "f4"),
    user("a"),
    user("b"),
    user("c"),
    gateway("inclusive", "join"),
    user("d"),
    end(),
  ],
  flows(
    "s split",
    "split a x > 1",
    "split b x > 2",
    "split c",
    "a join",
    "b join",
    "c join",
    "join d",
    "d e",
  ),
);
const at = (x: number) => ({ variables: { x } });

test("an inclusive gateway takes every flow whose condition holds, the default only where none does", async () => {
  expect(openOf(await playModels([split], [], at(3)))).toEqual(["a", "b"]);
  expect(openOf(await playModels([split], [], at(2)))).toEqual(["a"]);
  expect(openOf(await playModels([split], [], at(0)))).toEqual(["c"]);
});

test("its join waits for those that were sent and for no others", async () => {
  expect(openOf(await playModels([split], [complete("b")], at(3)))).toEqual(["a"]);
  const joined = await playModels([split], [complete("b"), complete("a")], at(3));
  expect([openOf(joined), timesOf(joined, "join")]).toEqual([["d"], 1]);
  expect(openOf(await playModels([split], [complete("a")], at(2)))).toEqual(["d"]);
});

test("no true condition and no default, or a condition that is no boolean, is a failure", async () => {
  const xml = processXml(
    [gateway("inclusive", "g"), user("a"), user("b"), end()],
    flows("s g", "g a x > 1", "g b x > 2", "a e", "b e"),
  );
  expect(failureOf(await playModels([xml], [], at(0)))).toBe("ENGINE_NO_FLOW_MATCHES");
  expect(failureOf(await playModels([xml], []))).toBe("ENGINE_CONDITION_NOT_BOOLEAN");
});

test("a branch that ends before the join is no longer waited for", async () => {
  const xml = processXml(
    [
      gateway("inclusive", "split"),
      user("a"),
      user("b"),
      gateway("exclusive", "out", "f6"),
      gateway("inclusive", "join"),
      user("d"),
      end(),
      end("e2"),
    ],
    flows(
      "s split",
      "split a x > 1",
      "split b x > 2",
      "a join",
      "b out",
      "out join",
      "out e2 stop = true",
      "join d",
      "d e",
    ),
  );
  const stopped = await playModels([xml], [complete("a"), complete("b", { stop: true })], at(3));
  expect(openOf(stopped)).toEqual(["d"]);
  const joined = await playModels([xml], [complete("a"), complete("b", { stop: false })], at(3));
  expect([openOf(joined), timesOf(joined, "join")]).toEqual([["d"], 1]);
});

test("a token that may still come by an interrupting timer of a task is waited for", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      user("b"),
      boundary("late", "b", "PT1H"),
      gateway("inclusive", "join"),
      user("d"),
      end(),
      end("e2"),
    ],
    flows("s fork", "fork a", "fork b", "a join", "b e2", "late join", "join d", "d e"),
  );
  expect(openOf(await playModels([xml], [complete("a")]))).toEqual(["b", "late"]);
  const late = await playModels([xml], [complete("a"), { do: "advance", duration: "PT1H" }]);
  expect([openOf(late), timesOf(late, "join")]).toEqual([["d"], 1]);
  expect(openOf(await playModels([xml], [complete("a"), complete("b")]))).toEqual(["d"]);
});

test("a join inside a join opens first, and tokens in a subprocess count where the subprocess stands", async () => {
  const inside = [
    element("startEvent", "s2"),
    user("b"),
    end("e2"),
    flow("g1", "s2", "b"),
    flow("g2", "b", "e2"),
  ];
  const xml = processXml(
    [
      gateway("inclusive", "outer"),
      gateway("inclusive", "inner"),
      user("a"),
      element("subProcess", "sub", { inside: inside.join("") }),
      user("c"),
      gateway("inclusive", "innerJoin"),
      gateway("inclusive", "outerJoin"),
      user("d"),
      end(),
    ],
    flows(
      "s outer",
      "outer inner x > 0",
      "outer c x > 0",
      "inner a x > 0",
      "inner sub x > 0",
      "a innerJoin",
      "sub innerJoin",
      "innerJoin outerJoin",
      "c outerJoin",
      "outerJoin d",
      "d e",
    ),
  );
  expect(openOf(await playModels([xml], [complete("c"), complete("a")], at(1)))).toEqual(["b"]);
  const done = await playModels([xml], [complete("c"), complete("a"), complete("b")], at(1));
  expect([openOf(done), timesOf(done, "innerJoin"), timesOf(done, "outerJoin")]).toEqual([["d"], 1, 1]);
});

test("in a loop the join opens once in each round", async () => {
  const xml = processXml(
    [
      gateway("exclusive", "again"),
      gateway("inclusive", "split"),
      user("a"),
      user("b"),
      gateway("inclusive", "join"),
      user("c"),
      gateway("exclusive", "done", "f10"),
      end(),
    ],
    flows(
      "s again",
      "again split",
      "split a x > 1",
      "split b x > 2",
      "a join",
      "b join",
      "join c",
      "c done",
      "done again x > 1",
      "done e",
    ),
  );
  const round = [complete("a"), complete("b")];
  const twice = [...round, complete("c"), ...round, complete("c", { x: 0 })];
  const done = await playModels([xml], twice, at(3));
  expect([done.status, timesOf(done, "join"), timesOf(done, "a")]).toEqual(["completed", 2, 2]);
});

test("nested joins in a loop wait for this round only, and open the inner one first", async () => {
  const xml = processXml(
    [
      gateway("exclusive", "again"),
      gateway("inclusive", "outer"),
      gateway("inclusive", "inner"),
      user("a"),
      user("b"),
      user("c"),
      gateway("inclusive", "innerJoin"),
      user("d"),
      gateway("inclusive", "outerJoin"),
      gateway("exclusive", "done", "f13"),
      end(),
    ],
    flows(
      "s again",
      "again outer",
      "outer inner x > 0",
      "outer c x > 0",
      "inner a x > 0",
      "inner b x > 1",
      "a innerJoin",
      "b innerJoin",
      "innerJoin d",
      "d outerJoin",
      "c outerJoin",
      "outerJoin done",
      "done e",
      "done again y > 0",
    ),
  );
  // With c still open, what it could bring in the next round must not hold the inner join.
  expect(openOf(await playModels([xml], [complete("a")], at(1)))).toEqual(["c", "d"]);
  const round = [complete("c"), complete("a"), complete("d")];
  const first = await playModels([xml], [...round.slice(0, 2), complete("d", { y: 1 })], at(1));
  expect([openOf(first), timesOf(first, "outerJoin")]).toEqual([["c", "a"], 1]);
  const done = await playModels(
    [xml],
    [...round.slice(0, 2), complete("d", { y: 1 }), ...round.slice(0, 2), complete("d", { y: 0 })],
    at(1),
  );
  expect([done.status, timesOf(done, "outerJoin"), timesOf(done, "d")]).toEqual(["completed", 2, 2]);
});

test("a loop before the join, left only at its head, is waited for", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      gateway("exclusive", "head", "f6"),
      user("b"),
      gateway("inclusive", "join"),
      user("c"),
      end(),
    ],
    flows("s fork", "fork a", "fork head", "head b x > 0", "b head", "head join", "a join", "join c", "c e"),
  );
  expect(openOf(await playModels([xml], [complete("a")], at(1)))).toEqual(["b"]);
  const left = await playModels([xml], [complete("a"), complete("b"), complete("b", { x: 0 })], at(1));
  expect([openOf(left), timesOf(left, "join")]).toEqual([["c"], 1]);
});

test("a loop back into the join itself does not hold the first token", async () => {
  const xml = processXml(
    [gateway("inclusive", "join"), user("a"), gateway("exclusive", "done", "f5"), end()],
    flows("s join", "join a", "a done", "done join again = true", "done e"),
  );
  expect(openOf(await playModels([xml], []))).toEqual(["a"]);
  const done = await playModels([xml], [complete("a", { again: true }), complete("a", { again: false })]);
  expect([done.status, timesOf(done, "join")]).toEqual(["completed", 2]);
});

test("two joins that each lie before the other do not stand still", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      gateway("inclusive", "one"),
      gateway("inclusive", "two"),
      user("a"),
      user("b"),
      gateway("exclusive", "x1", "f7"),
      gateway("exclusive", "x2", "f9"),
      end(),
    ],
    flows(
      "s fork",
      "fork one",
      "fork two",
      "one a",
      "two b",
      "a x1",
      "x1 e",
      "x1 two go = true",
      "x2 e",
      "x2 one go = true",
      "b x2",
    ),
  );
  const begun = await playModels([xml], []);
  expect(openOf(begun)).toEqual(["a"]);
  const done = await playModels([xml], [complete("a", { go: false }), complete("b")]);
  expect(done.status).toBe("completed");
});

test("a terminate end takes away what waits at an inclusive join", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      user("b"),
      gateway("exclusive", "out", "f6"),
      gateway("inclusive", "join"),
      terminate("stop"),
      end(),
    ],
    flows("s fork", "fork a", "fork b", "a join", "b out", "out stop", "out join x = 1", "join e"),
  );
  const done = await playModels([xml], [complete("a"), complete("b", { x: 2 })]);
  expect(done).toMatchObject({ status: "completed", state: { joins: {} } });
  expect(timesOf(done, "join")).toBe(0);
});
