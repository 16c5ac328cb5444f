import { expect, test } from "vitest";
import { end, flows, processXml, user } from "../../test/support/bpmn.ts";
import { eventScope, scope, start, startless } from "../../test/support/events.ts";
import { complete, openOf, playModels } from "../../test/support/play.ts";

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
