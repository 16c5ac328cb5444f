import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { expectOk, type Instant } from "#kernel";
import { compileProcess } from "#process";
import { element, end, flows, loop, processXml, user } from "../../../test/support/bpmn.ts";
import { eventScope, scope, withBeside } from "../../../test/support/events.ts";
import { complete, playModels, type Played } from "../../../test/support/play.ts";
import { link, openTasks, openTimers, progressOf, step, type CaseEvent, type CaseState } from "../index.ts";

const wait = (duration: string) => ({ do: "advance", duration });
const rung = (attributes: string): string => `<yiwang:escalation ${attributes}/>`;
const group = (name: string): string => `<zeebe:assignmentDefinition candidateGroups="${name}"/>`;
const tasks = ({ state }: Played) =>
  (state === null ? [] : openTasks(state)).map(({ element: id, priority, candidateGroups }) => [
    id,
    priority,
    ...candidateGroups,
  ]);
const told = ({ entries }: Played): readonly unknown[] =>
  entries.flatMap(({ marks }) =>
    marks.flatMap(({ kind, element: id, detail }) =>
      kind === "escalated" ? [[id ?? "case", detail?.["when"], detail?.["action"]]] : [],
    ),
  );
const timers = ({ state }: Played): readonly string[] =>
  state === null ? [] : openTimers(state).map(({ dueAt }) => dueAt.slice(0, 10));

test("a task that opens in a scope past its limit opens raised and with the others, and what is the applicant's stays theirs", async () => {
  const inside = [user("a", group("one")), user("b", group("one")), user("c", group("applicant")), end("se")];
  const ladder = [
    '<yiwang:limit value="5wd"/>',
    rung('when="due" action="raise"'),
    rung('when="overdue" by="1wd" action="reassign" to="leader"'),
  ].join("");
  const sub = scope("sub", inside).replace(
    /(id="sub" name="sub" [^>]*>)/,
    `$1<bpmn:extensionElements>${ladder}</bpmn:extensionElements>`,
  );
  const xml = processXml([sub, end()], flows("s sub", "sub e"));
  const late = await playModels([xml], [wait("P20D")]);
  expect(tasks(late)).toEqual([["a", 100, "leader"]]);
  const next = await playModels([xml], [wait("P20D"), complete("a")]);
  expect(tasks(next)).toEqual([["b", 100, "leader"]]);
  const last = await playModels([xml], [wait("P20D"), complete("a"), complete("b")]);
  expect(tasks(last)).toEqual([["c", 50, "applicant"]]);
  // Raised at the first rung only: the second has not been reached.
  const raised = await playModels([xml], [wait("P13D"), complete("a")]);
  expect(tasks(raised)).toEqual([["b", 100, "one"]]);
});

test("in a joint review each organ has its own clock and ladder, and only the late one is told and raised", async () => {
  const extensions = [
    "<zeebe:userTask/>",
    '<zeebe:assignmentDefinition candidateGroups="=[organ.role]"/>',
    '<yiwang:jointReview rule="all" vote="=agree" result="review"/>',
    '<yiwang:limit value="=organ.limit" promised="2wd"/>',
    rung('when="near" by="1wd" of="promised" action="notify" to="=[organ.role]"'),
    rung('when="due" action="raise" to="leader"'),
  ].join("");
  const asked = element("userTask", "ask", {
    extensions,
    inside: loop('inputCollection="=organs" inputElement="organ"'),
  });
  const xml = processXml([asked, end()], flows("s ask", "ask e"));
  const organs = [
    { role: "fire", limit: "3wd" },
    { role: "planning", limit: "9wd" },
  ];
  const options = { variables: { organs } };
  const begun = await playModels([xml], [], options);
  // Of two limits the task is held to what was promised.
  expect(
    (begun.state === null ? [] : openTasks(begun.state)).map(({ dueAt }) => dueAt?.slice(0, 10)),
  ).toEqual(["2022-10-09", "2022-10-09"]);
  expect(timers(begun)).toEqual(["2022-10-08", "2022-10-10", "2022-10-08", "2022-10-18"]);
  const late = await playModels([xml], [wait("P11D")], options);
  expect(tasks(late)).toEqual([
    ["ask", 100, "fire"],
    ["ask", 50, "planning"],
  ]);
  expect(told(late)).toEqual([
    ["ask", "near", "notify"],
    ["ask", "near", "notify"],
    ["ask", "due", "raise"],
  ]);
  const done = await playModels(
    [xml],
    [complete("ask", { agree: true }), complete("ask", { agree: true }), wait("P30D")],
    options,
  );
  expect([done.status, told(done)]).toEqual(["completed", []]);
});

const START = '<yiwang:clock action="start" clock="decision" statutory="=limit" promised="5wd"/>';
const PAUSE =
  '<yiwang:clock action="pause" clock="decision" ground="testing"/><yiwang:clock action="resume" clock="decision" when="leave"/>';
const EXTEND = '<yiwang:clock action="extend" clock="decision" by="5wd" approver="zhang" reason="survey"/>';
const STOP = '<yiwang:clock action="stop" clock="decision" when="leave"/>';
const LADDER = [
  rung('clock="decision" when="near" by="2wd" of="promised" action="notify" to="approver"'),
  rung('clock="decision" when="due" action="raise" to="leader"'),
  rung('clock="decision" when="overdue" by="1wd" action="reassign" to="leader"'),
].join("");

/** Accepted on Friday 2022-09-30: five working days end on the 12th of October, ten on the 19th. */
const caseWith = (ladder = LADDER, ...more: readonly string[]): string =>
  withBeside(
    processXml(
      [
        user("accept", START + group("clerk")),
        user("review", group("reviewer")),
        user("testing", PAUSE + group("reviewer")),
        user("extend", EXTEND + group("reviewer")),
        user("decide", group("approver") + STOP),
        user("deliver", group("clerk")),
        end(),
        ...more,
      ],
      flows(
        "s accept",
        "accept review",
        "review testing",
        "testing extend",
        "extend decide",
        "decide deliver",
        "deliver e",
      ),
      "p",
      "",
    ).replace(/(<bpmn:process [^>]*>)/, `$1<bpmn:extensionElements>${ladder}</bpmn:extensionElements>`),
    ["message recall =&quot;k&quot;"],
  );
const TEN = { variables: { limit: "10wd" } };
const accepted = complete("accept");

test("the case's clock has a ladder: near, due and overdue reach every task of the case, until it stops", async () => {
  const xml = caseWith();
  expect(timers(await playModels([xml], [], TEN))).toEqual(["2022-10-10", "2022-10-19", "2022-10-20"]);
  const late = await playModels([xml], [accepted, wait("P30D")], TEN);
  expect(told(late)).toEqual([
    ["case", "near", "notify"],
    ["case", "due", "raise"],
    ["case", "overdue", "reassign"],
  ]);
  expect(tasks(late)).toEqual([["review", 100, "leader"]]);
  // What opens later is as late; what comes after the decision is not.
  const rest = [complete("review"), complete("testing"), complete("extend")];
  expect(tasks(await playModels([xml], [accepted, wait("P30D"), ...rest], TEN))).toEqual([
    ["decide", 100, "leader"],
  ]);
  const after = await playModels([xml], [accepted, wait("P30D"), ...rest, complete("decide")], TEN);
  expect([tasks(after), timers(after), after.state?.climbed]).toEqual([
    [["deliver", 50, "clerk"]],
    [],
    undefined,
  ]);
});

test("it stands still in a pause, and an extension sets it up again", async () => {
  const xml = caseWith();
  const inTesting = [accepted, complete("review")];
  expect(timers(await playModels([xml], inTesting, TEN))).toEqual([]);
  expect(told(await playModels([xml], [...inTesting, wait("P60D")], TEN))).toEqual([]);
  const resumed = [...inTesting, wait("P12D"), complete("testing")];
  // Four working days were paused, then five more granted: both limits are longer by nine.
  expect(timers(await playModels([xml], resumed, TEN))).toEqual(["2022-10-21", "2022-11-01", "2022-11-02"]);
  const warned = [accepted, wait("P40D"), complete("review"), complete("testing")];
  const again = await playModels([xml], warned, { variables: { limit: "30wd" } });
  expect(told(again)).toEqual([["case", "near", "notify"]]);
  expect(timers(again)).toEqual(["2022-11-23", "2022-11-24"]);
});

test("an extension takes back what an overdue case had done to tasks that open later", async () => {
  const xml = caseWith();
  const late = [accepted, wait("P20D"), complete("review")];
  expect(tasks(await playModels([xml], late, TEN))).toEqual([["testing", 100, "reviewer"]]);
  const next = await playModels([xml], [...late, complete("testing"), complete("extend")], TEN);
  expect(tasks(next)).toEqual([["decide", 50, "approver"]]);
});

test("it outlives what an event interrupts, and stands at no element of the drawing", async () => {
  const xml = caseWith(
    LADDER,
    eventScope("recalled", "message recall", [user("reconsider", group("reviewer"))]),
  );
  const recalled = await playModels([xml], [accepted, { do: "message", name: "recall", key: "k" }], TEN);
  expect([tasks(recalled), timers(recalled)]).toEqual([
    [["reconsider", 50, "reviewer"]],
    ["2022-10-10", "2022-10-19", "2022-10-20"],
  ]);
  const plan = expectOk(await compileProcess(xml))[0];
  if (plan === undefined || recalled.state === null) throw new Error("no plan");
  const [own] = progressOf(link(plan), recalled.state, recalled.entries);
  expect(own?.elements.filter(({ status }) => status === "waiting")).toEqual([]);
  const over = await playModels(
    [xml],
    [accepted, { do: "message", name: "recall", key: "k" }, complete("reconsider")],
    TEN,
  );
  expect([over.status, over.state?.instances]).toEqual(["completed", {}]);
  const given = await playModels([xml], [accepted, { do: "cancel", reason: "withdrawn" }], TEN);
  expect([given.status, given.state?.instances]).toEqual(["terminated", {}]);
});

test("a period shorter than its warning has none; a year the calendar does not know holds nothing up", async () => {
  const short = await playModels(
    [caseWith(rung('clock="decision" when="near" by="6wd" of="promised" action="notify" to="approver"'))],
    [],
    TEN,
  );
  expect([short.status, timers(short)]).toEqual(["active", []]);
  const plan = expectOk(await compileProcess(caseWith()))[0];
  if (plan === undefined) throw new Error("no plan");
  const last = Math.max(...CN_CALENDAR.coveredYears);
  const at = `${last}-12-28T02:00:00.000Z` as Instant;
  const actor = { kind: "system", name: "test" } as const;
  const begun = expectOk(
    step(link(plan, { calendar: CN_CALENDAR }), null, {
      kind: "start",
      variables: { limit: "10wd" },
      at,
      actor,
    }),
  );
  expect([begun.state.status, openTimers(begun.state)]).toMatchObject([
    "active",
    [{ dueAt: `${last}-12-31T15:59:59.999Z` }],
  ]);
  // The next year's calendar has come in: the next thing that happens gives the ladder its days.
  const next = { ...CN_CALENDAR, coveredYears: [...CN_CALENDAR.coveredYears, last + 1] };
  const task = openTasks(begun.state)[0]?.id ?? "";
  const event: CaseEvent = { kind: "completeTask", task, variables: {}, at, actor };
  const later: CaseState = expectOk(step(link(plan, { calendar: next }), begun.state, event)).state;
  expect(openTimers(later)).toHaveLength(3);
});

test("a case that is migrated climbs the ladder of its new plan from where it is", async () => {
  const [from, to] = [
    expectOk(await compileProcess(caseWith("")))[0],
    expectOk(await compileProcess(caseWith()))[0],
  ];
  if (from === undefined || to === undefined) throw new Error("no plan");
  const common = {
    at: "2022-09-30T02:00:00.000Z" as Instant,
    actor: { kind: "system", name: "test" },
  } as const;
  const calendar = CN_CALENDAR;
  const begun = expectOk(
    step(link(from, { calendar }), null, { kind: "start", variables: { limit: "10wd" }, ...common }),
  );
  expect(openTimers(begun.state)).toEqual([]);
  const event = {
    kind: "migrate",
    plan: to.hash,
    mapping: {},
    ...common,
    at: "2022-10-11T02:00:00.000Z" as Instant,
  } as const;
  const moved = expectOk(step(link(to, { calendar, former: [from] }), begun.state, event));
  expect(openTimers(moved.state).map(({ dueAt }) => dueAt.slice(0, 10))).toEqual([
    "2022-10-19",
    "2022-10-20",
  ]);
});

test("a ladder of a clock that is not there, of no clock or on a promise nobody gives is refused", async () => {
  const codes = async (xml: string) => {
    const compiled = await compileProcess(xml);
    return compiled.ok ? [] : compiled.error.map(({ code }) => code);
  };
  const withLadder = (ladder: string) => codes(caseWith(ladder));
  expect(await withLadder(rung('clock="other" when="due" action="raise"'))).toEqual([
    "PROCESS_ATTRIBUTE_UNREADABLE",
  ]);
  expect(await withLadder(rung('when="due" action="raise"'))).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  expect(await withLadder(rung('clock="decision" when="due" action="notify"'))).toEqual([
    "PROCESS_ATTRIBUTE_MISSING",
  ]);
  const bare = caseWith(rung('clock="decision" of="promised" when="due" action="raise"')).replace(
    ' promised="5wd"',
    "",
  );
  expect(await codes(bare)).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  const task = (extensions: string) => codes(processXml([user("t", extensions), end()], flows("s t", "t e")));
  expect(await task(rung('when="due" action="raise"'))).toEqual(["PROCESS_ATTRIBUTE_MISSING"]);
  expect(
    await task(`<yiwang:limit value="5wd"/>${rung('clock="decision" when="due" action="raise"')}`),
  ).toEqual(["PROCESS_FEATURE_UNSUPPORTED"]);
  expect(
    await task(`<yiwang:limit value="5wd" promised="3wd"/>${rung('when="due" action="raise"')}`),
  ).toEqual([]);
});
