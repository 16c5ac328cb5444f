import { expect, test } from "vitest";
import { compileProcess } from "#process";
import { boundary, end, flows, processXml, user } from "../../../test/support/bpmn.ts";
import { expectOk, type Instant } from "#kernel";
import { eventScope, scope, start, startless } from "../../../test/support/events.ts";
import { complete, openOf, playModels } from "../../../test/support/play.ts";
import { link } from "../state/link.ts";
import { openTimers } from "../telling/open-work.ts";
import { step } from "../stepping/step.ts";

const begunBy = (when: string): string =>
  startless(processXml([start("begin", `timer ${when}`), user("t"), end()], flows("begin t", "t e")));

const openAfter = async (xml: string, duration: string): Promise<readonly string[]> =>
  openOf(
    await playModels(
      [xml],
      [{ do: "advance", duration }],
      xml.includes('id="begin"') ? { process: null } : {},
    ),
  );

test("a timer begins a process by date, duration or cycle, once the models are published", async () => {
  expect(await openAfter(begunBy("PT1H"), "PT59M")).toEqual([]);
  expect(await openAfter(begunBy("PT1H"), "PT1H")).toEqual(["t"]);
  expect(await openAfter(begunBy("R3/PT1H"), "PT5H")).toEqual(["t"]);
  expect(await openAfter(begunBy("2022-09-30T12:00:00+08:00"), "PT2H")).toEqual(["t"]);
  const past = await playModels([begunBy("2022-09-30T09:00:00+08:00")], [], { process: null });
  expect(openOf(past)).toEqual(["t"]);
});

const watched = (when: string, interrupting: boolean): string =>
  processXml(
    [
      scope(
        "sub",
        [user("t"), end("subEnd")],
        eventScope("x", `timer ${when}`, [user("in")], { interrupting }),
      ),
      end(),
    ],
    flows("s sub", "sub e"),
  );

test("a timer begins an event subprocess: once when it interrupts, else as often as its cycle says", async () => {
  expect(await openAfter(watched("PT1H", true), "PT59M")).toEqual(["x_start", "t"]);
  expect(await openAfter(watched("PT1H", true), "PT2H")).toEqual(["in"]);
  expect(await openAfter(watched("R2/PT1H", false), "PT5H")).toEqual(["t", "in", "in"]);
  const done = await playModels(
    [watched("PT1H", true)],
    [complete("t"), { do: "advance", duration: "PT2H" }],
  );
  expect(done).toMatchObject({ status: "completed", open: [] });
});

// The rehearsals begin on Friday, the 30th of September 2022, at ten.
test("a cron begins a process, a branch beside a task and an event subprocess, by China's clock", async () => {
  const hourly = "0 0 9-17 * * MON-FRI";
  expect(await openAfter(begunBy(hourly), "PT59M")).toEqual([]);
  expect(await openAfter(begunBy(hourly), "PT1H")).toEqual(["t"]);
  expect(await openAfter(begunBy("@daily"), "PT13H59M")).toEqual([]);
  expect(await openAfter(begunBy("@daily"), "PT14H")).toEqual(["t"]);
  const reminded = processXml(
    [user("t"), boundary("b", "t", hourly, false), user("remind"), end()],
    flows("s t", "t e", "b remind", "remind e"),
  );
  // 11:00 to 17:00 on Friday, and 9:00 on Monday.
  const open = await openAfter(reminded, "P2DT23H");
  expect(open.filter((each) => each === "remind")).toHaveLength(8);
  const inside = await openAfter(watched("0 30 10,11 ? * FRI", false), "PT10H");
  expect(inside.toSorted()).toEqual(["in", "in", "t", "x_start"]);
});

test("what a cron missed is made up for once", async () => {
  const xml = processXml(
    [user("t"), boundary("b", "t", "@hourly", false), user("remind"), end()],
    flows("s t", "t e", "b remind", "remind e"),
  );
  const [plan] = expectOk(await compileProcess(xml));
  const linked = link(plan as never);
  const actor = { kind: "system", name: "test" } as const;
  const begun = expectOk(
    step(linked, null, { kind: "start", variables: {}, at: "2022-09-30T02:00:00.000Z" as Instant, actor }),
  ).state;
  const [timer] = openTimers(begun);
  const late = {
    kind: "fireTimer",
    timer: timer?.id ?? "",
    at: "2022-09-30T07:30:00.000Z" as Instant,
    actor,
  } as const;
  const fired = expectOk(step(linked, begun, late)).state;
  expect(openTimers(fired).map(({ dueAt }) => dueAt)).toEqual(["2022-09-30T08:00:00.000Z"]);
});

test("a cron that cannot be read, or that would interrupt, is refused when the process is compiled", async () => {
  const codes = async (xml: string) => {
    const compiled = await compileProcess(xml);
    return compiled.ok ? [] : compiled.error.map(({ code }) => code);
  };
  const edge = (when: string, cancel: boolean) =>
    processXml([user("t"), boundary("b", "t", when, cancel), end()], flows("s t", "t e", "b e"));
  expect(await codes(edge("0 0 25 * * *", false))).toEqual(["PROCESS_ATTRIBUTE_UNREADABLE"]);
  expect(await codes(edge("0 0 9 * * *", true))).toEqual(["PROCESS_FEATURE_UNSUPPORTED"]);
  expect(await codes(edge("0 0 9 * * *", false))).toEqual([]);
});
