import { expect, test } from "vitest";
import { CN_CALENDAR } from "#calendar";
import { expectOk, type Instant, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import { boundary, end, flows, processXml, user } from "../../../test/support/bpmn.ts";
import { failureOf } from "../../../test/support/play.ts";
import { parseRehearsalScript, rehearse, type Rehearsal } from "../index.ts";

async function play(
  xml: string,
  steps: readonly JsonObject[],
  variables: JsonObject,
  now: string,
): Promise<Rehearsal> {
  const plans = expectOk(await compileProcess(xml));
  const script = expectOk(parseRehearsalScript({ process: "p", now, variables, steps: [...steps] }));
  return expectOk(
    rehearse(plans, script, {
      now: "2022-01-01T00:00:00.000Z" as Instant,
      calendar: CN_CALENDAR,
      settings: { lapse: "3wd" },
    }),
  );
}

const clock = (rest: string): string => `<yiwang:clock clock="decision" ${rest}/>`;
const complete = (id: string, variables: JsonObject = {}): JsonObject => ({
  do: "complete",
  element: id,
  variables,
});

const FRIDAY = "2022-09-30T10:00:00+08:00";

test("a legal timer counts working days over the holiday and its make-up days", async () => {
  const limit = '<yiwang:limit value="5wd" from="=receivedAt"/>';
  const xml = processXml(
    [user("t", limit), boundary("b", "t", "", true, limit), end()],
    flows("s t", "t e", "b e"),
  );
  const played = await play(xml, [], { receivedAt: FRIDAY }, FRIDAY);
  const due = "2022-10-12T15:59:59.999Z";
  expect(Object.values(played.state?.instances ?? {}).map(({ wait }) => wait)).toMatchObject([
    { kind: "task", dueAt: due },
    { kind: "timer", dueAt: due },
  ]);
  const later = await play(xml, [{ do: "advance", duration: "P12D" }], { receivedAt: FRIDAY }, FRIDAY);
  expect(later.status).toBe("active");
  const over = await play(xml, [{ do: "advance", duration: "P13D" }], { receivedAt: FRIDAY }, FRIDAY);
  expect(over.status).toBe("completed");
});

test("a limit comes from settings too; outside the calendar or without its beginning it is a failure", async () => {
  const xml = processXml(
    [user("t", '<yiwang:limit value="=settings.lapse" from="=receivedAt"/>'), end()],
    flows("s t", "t e"),
  );
  const played = await play(xml, [], { receivedAt: FRIDAY }, FRIDAY);
  expect(played.state?.instances["e2"]?.wait).toMatchObject({ dueAt: "2022-10-10T15:59:59.999Z" });
  const beyond = await play(xml, [], { receivedAt: "2039-01-04T10:00:00+08:00" }, FRIDAY);
  expect(beyond.state?.instances["e2"]?.wait).toMatchObject({
    kind: "failed",
    problem: { code: "CALENDAR_YEAR_NOT_COVERED" },
  });
  const nothing = await play(xml, [], {}, FRIDAY);
  expect(nothing.state?.instances["e2"]?.wait).toMatchObject({
    problem: { code: "ENGINE_VALUE_UNEXPECTED" },
  });
});

test("clocks start from the day of receipt, pause on a ground, resume, extend once and stop", async () => {
  const xml = processXml(
    [
      user(
        "accept",
        clock('action="start" when="leave" statutory="=limits.statutory" promised="7wd" from="=receivedAt"'),
      ),
      user("test", clock('action="pause" ground="testing"') + clock('action="resume" when="leave"')),
      user("extend", clock('action="extend" when="leave" by="=by" approver="=approver" reason="=reason"')),
      user("decide", clock('action="stop" when="leave"')),
      end(),
    ],
    flows("s accept", "accept test", "test extend", "extend decide", "decide e"),
  );
  const day: JsonObject = { do: "advance", duration: "P1D" };
  const extension = { by: "10wd", approver: "zhang", reason: "survey" };
  const done = await play(
    xml,
    [day, complete("accept"), complete("test"), day, complete("extend", extension), complete("decide")],
    { receivedAt: FRIDAY, limits: { statutory: "20wd" } },
    FRIDAY,
  );
  expect(done.status).toBe("completed");
  expect(done.state?.clocks["decision"]).toMatchObject({
    calendar: CN_CALENDAR.version,
    startedAt: "2022-09-30T02:00:00.000Z",
    statutory: "20wd",
    promised: "7wd",
    pauses: [{ ground: "testing", from: "2022-10-01T02:00:00.000Z", to: "2022-10-01T02:00:00.000Z" }],
    extension,
    stoppedAt: "2022-10-02T02:00:00.000Z",
  });
});

test("a correction before acceptance pauses a clock that has not started yet", async () => {
  const xml = processXml(
    [
      user(
        "correct",
        '<yiwang:clock action="pause" clock="c" ground="correction"/><yiwang:clock action="resume" clock="c" when="leave"/>',
      ),
      user("accept", '<yiwang:clock action="start" clock="c" statutory="20wd"/>'),
      end(),
    ],
    flows("s correct", "correct accept", "accept e"),
  );
  const played = await play(
    xml,
    [
      { do: "advance", duration: "P1D" },
      { do: "complete", element: "correct" },
    ],
    {},
    FRIDAY,
  );
  expect(played.state?.clocks["c"]).toMatchObject({
    startedAt: "2022-10-01T02:00:00.000Z",
    pauses: [{ kind: "yours", to: "2022-10-01T02:00:00.000Z" }],
  });
});

test("an interrupted task gives back the clock it paused", async () => {
  const xml = processXml(
    [
      user("accept", '<yiwang:clock action="start" clock="c" statutory="20wd"/>'),
      user(
        "test",
        '<yiwang:clock action="pause" clock="c" ground="testing"/><yiwang:clock action="resume" clock="c" when="leave"/>',
      ),
      boundary("b", "test", "PT1H"),
      user("next"),
      end(),
    ],
    flows("s accept", "accept test", "test next", "b next", "next e"),
  );
  const played = await play(
    xml,
    [
      { do: "complete", element: "accept" },
      { do: "advance", duration: "PT1H" },
    ],
    {},
    FRIDAY,
  );
  expect(played.state?.clocks["c"]?.pauses).toMatchObject([{ to: "2022-09-30T03:00:00.000Z" }]);
});

test("a second extension is a failure for a person and moves no date", async () => {
  const extend = '<yiwang:clock action="extend" clock="c" by="10wd" approver="zhang" reason="r"/>';
  const xml = processXml(
    [
      user("a", `<yiwang:clock action="start" clock="c" statutory="20wd"/>${extend}`),
      user("b", extend),
      end(),
    ],
    flows("s a", "a b", "b e"),
  );
  const played = await play(xml, [{ do: "complete", element: "a" }], {}, FRIDAY);
  expect(played.status).toBe("failed");
  expect(played.state?.clocks["c"]?.extension?.by).toBe("10wd");
});

test("the ground of a pause may be told by FEEL, but only one that the law knows", async () => {
  const waits = `${clock('action="pause" ground="=special.ground"')}${clock('action="resume" when="leave"')}`;
  const xml = processXml(
    [user("t", clock('action="start" statutory="20wd"')), user("w", waits), end()],
    flows("s t", "t w", "w e"),
  );
  const steps = [complete("t"), { do: "advance", duration: "P3D" }];
  const played = await play(xml, steps, { special: { ground: "专家评审" } }, FRIDAY);
  expect(played.state?.clocks["decision"]).toMatchObject({ pauses: [{ ground: "expertReview" }] });
  const unknown = await play(xml, steps, { special: { ground: "lunch" } }, FRIDAY);
  expect(failureOf(unknown)).toBe("ENGINE_VALUE_UNEXPECTED");
});
