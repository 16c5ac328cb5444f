import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess } from "#process";
import { element, end, flow, flows, loop, processXml, user } from "../../../test/support/bpmn.ts";
import { complete, failureOf, openOf, playModels, type Played } from "../../../test/support/play.ts";
import { link, openScopes, openTimers, progressOf } from "../index.ts";

/** A review of two tasks with a limit of its own. Rehearsals begin on Friday 2022-09-30, before a week of holidays. */
const limited = (extensions: string, marker = ""): string =>
  processXml(
    [
      element("subProcess", "sub", {
        extensions,
        inside: [
          element("startEvent", "s2"),
          user("a", '<zeebe:assignmentDefinition assignee="ann" candidateGroups="one"/>'),
          user("b"),
          end("e2"),
          flow("g1", "s2", "a"),
          flow("g2", "a", "b"),
          flow("g3", "b", "e2"),
          marker,
        ].join(""),
      }),
      end(),
    ],
    flows("s sub", "sub e"),
  );
const LIMIT = '<yiwang:limit value="5wd" promised="3wd"/>';
const rung = (attributes: string): string => `<yiwang:escalation ${attributes}/>`;
const days = (count: number) => ({ do: "advance", duration: `P${count}D` });
const scopes = ({ state }: Played) => (state === null ? [] : openScopes(state));

const waitOf = (played: Played, id: string) =>
  Object.values(played.state?.instances ?? {}).find((each) => each.element === id)?.wait;

test("a scope tells when its statutory and its promised period end, in working days", async () => {
  expect(scopes(await playModels([limited(LIMIT)], []))).toEqual([
    {
      id: "e2",
      element: "sub",
      statutoryDueAt: "2022-10-12T15:59:59.999Z",
      promisedDueAt: "2022-10-10T15:59:59.999Z",
    },
  ]);
  expect(scopes(await playModels([limited(LIMIT)], [complete("a"), complete("b")]))).toEqual([]);
});

test("how far the case is tells when the scope must be done, not when its ladder is climbed", async () => {
  const played = await playModels([limited(LIMIT + rung('when="near" by="1wd" action="notify" to="a"'))], []);
  const plan = expectOk(await compileProcess(limited(LIMIT)))[0];
  if (plan === undefined || played.state === null) throw new Error("no case");
  const [own] = progressOf(link(plan), played.state, played.entries);
  expect(own?.elements.find((each) => each.element === "sub")?.dueAt).toEqual(["2022-10-10T15:59:59.999Z"]);
});

test("near its end, people are told; at and after it, tasks are raised and go to others", async () => {
  const ladder = [
    rung('when="near" by="2wd" of="statutory" action="notify" to="leader"'),
    rung('when="due" action="raise" to="leader, office"'),
    rung('when="overdue" by="1wd" action="reassign" to="=[&quot;two&quot;]"'),
  ];
  const xml = limited(LIMIT + ladder.join(""));
  const begun = await playModels([xml], []);
  expect(openOf(begun)).toEqual(["a"]);
  expect(begun.state === null ? [] : openTimers(begun.state).map(({ dueAt }) => dueAt.slice(0, 10))).toEqual([
    "2022-10-10",
    "2022-10-12",
    "2022-10-13",
  ]);
  const told = await playModels([xml], [days(11)]);
  expect(told.entries.at(-1)?.marks).toMatchObject([
    { kind: "escalated", element: "sub", detail: { when: "near", action: "notify", to: ["leader"] } },
  ]);
  expect(waitOf(told, "a")).toMatchObject({ priority: 50, assignee: "ann" });
  const raised = await playModels([xml], [days(13)]);
  expect(waitOf(raised, "a")).toMatchObject({ priority: 100, assignee: "ann", candidateGroups: ["one"] });
  const given = await playModels([xml], [days(30)]);
  expect(waitOf(given, "a")).toMatchObject({ priority: 100, assignee: null, candidateGroups: ["two"] });
  expect(given.status).toBe("active");
});

test("a scope that has ended climbs no further", async () => {
  const xml = limited(LIMIT + rung('when="due" action="raise"'));
  const done = await playModels([xml], [complete("a"), complete("b"), days(30)]);
  expect([done.status, done.entries.at(-1)?.kind]).toEqual(["completed", "completeTask"]);
});

test("of several runs each has a limit of its own", async () => {
  const each = '<yiwang:limit value="=string(days) + &quot;wd&quot;"/>';
  const xml = limited(each, loop('inputCollection="=[1, 2]" inputElement="days"'));
  const begun = await playModels([xml], []);
  expect(scopes(begun).map(({ statutoryDueAt }) => statutoryDueAt?.slice(0, 10))).toEqual([
    "2022-10-08",
    "2022-10-09",
  ]);
});

test("a rung in another unit than its period is a failure, and so is a year without a calendar", async () => {
  const mixed = limited(LIMIT + rung('when="near" by="5h" action="notify" to="leader"'));
  expect(failureOf(await playModels([mixed], []))).toBe("ENGINE_VALUE_UNEXPECTED");
  const far = limited('<yiwang:limit value="5wd" from="2099-01-01T00:00:00Z"/>');
  expect(failureOf(await playModels([far], []))).toBe("CALENDAR_YEAR_NOT_COVERED");
});

test("a ladder without a limit, without people or on a promise nobody made is refused", async () => {
  const codes = async (extensions: string) => {
    const compiled = await compileProcess(limited(extensions));
    return compiled.ok ? [] : compiled.error.map(({ code }) => code);
  };
  expect(await codes(rung('when="due" action="raise"'))).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  expect(await codes(LIMIT + rung('when="due" action="notify"'))).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  expect(
    await codes(`<yiwang:limit value="5wd"/>${rung('of="promised" when="due" action="raise"')}`),
  ).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  expect(await codes(LIMIT + rung('when="sometimes" by="1wd" action="raise"'))).toEqual([
    "PROCESS_ATTRIBUTE_UNREADABLE",
  ]);
});
