import { expect, test } from "vitest";
import type { Json } from "#kernel";
import {
  element,
  end,
  flows,
  gateway,
  processXml,
  script,
  terminate,
  user,
} from "../../../test/support/bpmn.ts";
import {
  catching,
  edge,
  ending,
  eventScope,
  eventsXml,
  scope,
  throwing,
  undoing,
} from "../../../test/support/events.ts";
import { complete, openOf, playModels, timesOf, type Played } from "../../../test/support/play.ts";

const undo = (id: string, extensions = ""): string =>
  element("userTask", id, {
    attributes: 'isForCompensation="true"',
    extensions: `<zeebe:userTask/>${extensions}`,
  });
const undoScript = (id: string, expression: string, result: string): string =>
  script(id, expression, result).replace("<bpmn:scriptTask ", '<bpmn:scriptTask isForCompensation="true" ');
const entered = (played: Played): readonly string[] =>
  played.trace.filter(({ event }) => event === "entered").map((each) => each.element);

test("a link goes on at its catching end, from as many ends as there are", async () => {
  const xml = processXml(
    [
      gateway("exclusive", "g", "f3"),
      user("a"),
      throwing("one", "link there"),
      throwing("two", "link there"),
      catching("there", "link there"),
      user("t"),
      end(),
    ],
    flows("s g", "g a x = 1", "g two", "a one", "there t", "t e"),
  );
  expect(openOf(await playModels([xml], [complete("a")], { variables: { x: 1 } }))).toEqual(["t"]);
  const two = await playModels([xml], [], { variables: { x: 2 } });
  expect(openOf(two)).toEqual(["t"]);
  expect(entered(two)).toEqual(["s", "g", "two", "there", "t"]);
});

test("compensation undoes what was completed, the latest first, and then goes on", async () => {
  const xml = processXml(
    [
      user("a"),
      user("b"),
      user("c"),
      ...["a", "b", "c"].flatMap((each) => [undoing(`undo_${each}`, each), undo(`undo_${each}`)]),
      throwing("back", "compensate"),
      end(),
    ],
    flows("s a", "a b", "b back", "back e", "c e", "b c"),
  );
  const begun = await playModels([xml], [complete("a"), complete("b")]);
  expect(openOf(begun)).toEqual(["undo_b", "undo_a", "c"]);
  expect(entered(begun).slice(-4)).toEqual(["a_edge", "c", "undo_b", "undo_a"]);
  const steps = [complete("a"), complete("b"), complete("undo_a"), complete("c")];
  expect(openOf(await playModels([xml], steps))).toEqual(["undo_b"]);
  const done = await playModels([xml], [...steps, complete("undo_b", { undone: true })]);
  expect(done).toMatchObject({ status: "completed", variables: { undone: true } });
  expect([timesOf(done, "back"), timesOf(done, "undo_c", "entered")]).toEqual([1, 0]);
  expect(done.state?.compensations).toBeUndefined();
});

test("compensation without anything to undo passes, and nothing is undone twice", async () => {
  const xml = processXml(
    [
      undoing("undo_a", "a"),
      user("a"),
      undo("undo_a"),
      throwing("one", "compensate"),
      throwing("two", "compensate"),
      end(),
    ],
    flows("s a", "a one", "one two", "two e"),
  );
  const done = await playModels([xml], [complete("a"), complete("undo_a")]);
  expect([done.status, timesOf(done, "undo_a")]).toEqual(["completed", 1]);
});

test("an activity done several times is undone as often", async () => {
  const xml = processXml(
    [
      gateway("exclusive", "merge"),
      script("a", "n + 1", "n"),
      undoing("undo_a", "a"),
      undoScript("undo_a", "n - 1", "n"),
      gateway("exclusive", "g", "f5"),
      ending("e", "compensate"),
    ],
    flows("s merge", "merge a", "a g", "g merge n < 3", "g e"),
  );
  const done = await playModels([xml], [], { variables: { n: 0 } });
  expect(done).toMatchObject({ status: "completed", variables: { n: 0 } });
  expect([timesOf(done, "undo_a"), timesOf(done, "e")]).toEqual([3, 1]);
});

test("compensation may name one activity", async () => {
  const xml = processXml(
    [
      user("a"),
      user("b"),
      undoing("undo_a", "a"),
      undoing("undo_b", "b"),
      undo("undo_a"),
      undo("undo_b"),
      throwing("back", "compensate a"),
      end(),
    ],
    flows("s a", "a b", "b back", "back e"),
  );
  expect(openOf(await playModels([xml], [complete("a"), complete("b")]))).toEqual(["undo_a"]);
});

const inner = (more = ""): string =>
  scope(
    "sub",
    [user("a"), end("subEnd")],
    undoing("undo_a", "a"),
    undo("undo_a", '<zeebe:ioMapping><zeebe:output source="=seen" target="seen"/></zeebe:ioMapping>'),
    more,
  ).replace(
    '<bpmn:subProcess id="sub" name="sub" >',
    '<bpmn:subProcess id="sub" name="sub"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=7" target="seen"/></zeebe:ioMapping></bpmn:extensionElements>',
  );

test("a completed subprocess is undone from outside by its own handlers, which see its variables", async () => {
  const xml = processXml(
    [inner(), throwing("back", "compensate"), user("t"), end()],
    flows("s sub", "sub back", "back t", "t e"),
  );
  const undoingIt = await playModels([xml], [complete("a")]);
  expect(openOf(undoingIt)).toEqual(["undo_a"]);
  const done = await playModels([xml], [complete("a"), complete("undo_a")]);
  expect([openOf(done), done.variables]).toEqual([["t"], { seen: 7 }]);
});

test("what an interrupted subprocess had done is not undone, and a throw inside reaches nothing outside", async () => {
  const late = processXml(
    [
      inner(user("b"))
        .replace("sub_f1", "sub_f9")
        .replace('targetRef="subEnd"', 'targetRef="b"')
        .replace(
          "</bpmn:subProcess>",
          '<bpmn:sequenceFlow id="z" sourceRef="b" targetRef="subEnd"/></bpmn:subProcess>',
        ),
      edge("out", "sub", "timer PT1H"),
      throwing("back", "compensate"),
      end(),
    ],
    flows("s sub", "sub e", "out back", "back e"),
  );
  const steps: readonly Json[] = [complete("a"), { do: "advance", duration: "PT1H" }];
  expect((await playModels([late], steps)).status).toBe("completed");
  const inside = processXml(
    [user("a"), undoing("undo_a", "a"), undo("undo_a"), scope("sub", [ending("back", "compensate")]), end()],
    flows("s a", "a sub", "sub e"),
  );
  expect((await playModels([inside], [complete("a")])).status).toBe("completed");
});

test("an event subprocess undoes what was done in the scope around it", async () => {
  const xml = eventsXml(
    [
      user("a"),
      undoing("undo_a", "a"),
      undo("undo_a"),
      user("t"),
      edge("b", "t", "error e"),
      ending("fail", "error f"),
      eventScope("x", "error f", [throwing("back", "compensate"), user("after")]),
      end(),
    ],
    flows("s a", "a t", "t e", "b fail"),
    ["error e E", "error f F"],
  );
  const steps = [complete("a"), { do: "throw", element: "t", code: "E" }];
  expect(openOf(await playModels([xml], steps))).toEqual(["undo_a"]);
  expect(openOf(await playModels([xml], [...steps, complete("undo_a")]))).toEqual(["after"]);
});

test("a compensation event subprocess undoes its subprocess as a whole, and alone says what else is undone", async () => {
  const seeing = '<zeebe:ioMapping><zeebe:input source="=seen" target="was"/></zeebe:ioMapping>';
  const sub = (...whole: readonly string[]) =>
    processXml(
      [inner(eventScope("x", "compensate", whole)), throwing("back", "compensate"), user("t"), end()],
      flows("s sub", "sub back", "back t", "t e"),
    );
  const alone = await playModels([sub(user("whole", seeing))], [complete("a")]);
  expect(openOf(alone)).toEqual(["whole"]);
  expect(Object.values(alone.state?.instances ?? {}).at(-1)?.variables).toEqual({ was: 7 });
  expect(openOf(await playModels([sub(user("whole"))], [complete("a"), complete("whole")]))).toEqual(["t"]);
  const deeper = sub(user("whole"), throwing("each", "compensate"));
  const steps = [complete("a"), complete("whole")];
  expect(openOf(await playModels([deeper], steps))).toEqual(["undo_a"]);
  const done = await playModels([deeper], [...steps, complete("undo_a")]);
  expect([openOf(done), timesOf(done, "undo_a"), timesOf(done, "x")]).toEqual([["t"], 1, 1]);
  const never = await playModels([sub(user("whole"))], []);
  expect(openOf(never)).toEqual(["a"]);
});

test("a terminate end ends handlers and what waits for them", async () => {
  const xml = processXml(
    [
      gateway("parallel", "fork"),
      user("a"),
      undoing("undo_a", "a"),
      undo("undo_a"),
      throwing("back", "compensate"),
      user("stop"),
      terminate("over"),
      end(),
    ],
    flows("s fork", "fork a", "fork stop", "a back", "back e", "stop over"),
  );
  const done = await playModels([xml], [complete("a"), complete("stop")]);
  expect([done.status, timesOf(done, "undo_a", "cancelled"), timesOf(done, "back", "cancelled")]).toEqual([
    "completed",
    1,
    1,
  ]);
});
