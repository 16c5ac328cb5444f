import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingDays, CN_CALENDAR, isWorkingDay } from "#calendar";
import { canonicalJson, expectOk, localDateOf, type Instant, type Json } from "#kernel";
import { compileProcess } from "#process";
import { boundary, end, flow, flows, gateway, processXml, user } from "../../../test/support/bpmn.ts";
import { scope } from "../../../test/support/events.ts";
import { complete, playModels, timesOf, type Played } from "../../../test/support/play.ts";
import {
  deadlineOf,
  link,
  openScopes,
  openTasks,
  openTimers,
  replay,
  step,
  type CaseEvent,
  type Effect,
} from "../index.ts";

const START = '<yiwang:clock action="start" clock="decision" statutory="20wd"/>';
const PAUSE =
  '<yiwang:clock action="pause" clock="decision" ground="testing"/><yiwang:clock action="resume" clock="decision" when="leave"/>';
const RUNG = '<yiwang:escalation when="due" action="raise" to="leader"/>';

/**
 * The clock starts on Friday 2022-09-30 with `work`, which has a limit, an edge or a ladder; beside it people order a
 * test, whose task holds the clock until its result is there.
 */
function beside(work: readonly string[], ...more: readonly string[]): string {
  const id = /id="([^"]+)"/.exec(work[0] ?? "")?.[1] ?? "";
  return processXml(
    [
      user("accept", START),
      gateway("parallel", "fork"),
      ...work,
      user("order"),
      user("testing", PAUSE),
      gateway("parallel", "meet"),
      end(),
    ],
    [
      flows("s accept", "accept fork", `fork ${id}`, "fork order", "order testing", "testing meet", "meet e"),
      flow("out", id, "meet"),
      ...more,
    ].join(""),
  );
}

const wait = (duration: string) => ({ do: "advance", duration });
const day = (instant: Instant | null | undefined): string => instant?.slice(0, 10) ?? "none";
const dueOf = (played: Played, element: string): string => {
  const { state } = played;
  const task = state === null ? undefined : openTasks(state).find((each) => each.element === element);
  return state === null || task === undefined ? "closed" : day(deadlineOf(state, task)?.dueAt);
};
const timersOf = ({ state }: Played): readonly string[] =>
  state === null ? [] : openTimers(state).map(({ element, dueAt }) => `${element} ${day(dueAt)}`);
const ordered = [complete("accept"), complete("order")];

test("a task's own day is unknown in a pause and later after it by its working days", async () => {
  const xml = beside([user("check", '<yiwang:limit value="5wd"/>')]);
  expect(dueOf(await playModels([xml], [complete("accept")]), "check")).toBe("2022-10-12");
  // The testing begins on the 30th itself and ends on the 11th: four make-up and working days of it do not count.
  expect(dueOf(await playModels([xml], ordered), "check")).toBe("none");
  const resumed = await playModels([xml], [...ordered, wait("P12D"), complete("testing")]);
  expect(dueOf(resumed, "check")).toBe("2022-10-18");
});

test("what says clock=none, begins in the pause or is a plain BPMN timer counts on", async () => {
  const own = beside([user("check", '<yiwang:limit value="5wd" clock="none"/>')]);
  expect(dueOf(await playModels([own], ordered), "check")).toBe("2022-10-12");
  const plain = beside([user("check"), boundary("late", "check", "P5D")], flow("l", "late", "meet"));
  expect(timesOf(await playModels([plain], [...ordered, wait("P6D")]), "late", "entered")).toBe(1);
  const itself = beside([user("check")]).replace(PAUSE, `${PAUSE}<yiwang:limit value="5wd"/>`);
  expect(dueOf(await playModels([itself], ordered), "testing")).toBe("2022-10-12");
});

test("a limit that names the clock stands still even where it begins in the pause, or before the clock", async () => {
  const named = beside([user("check")]).replace(
    PAUSE,
    `${PAUSE}<yiwang:limit value="5wd" clock="decision"/>`,
  );
  expect(dueOf(await playModels([named], ordered), "testing")).toBe("none");
  const correction = PAUSE.replace("testing", "correction");
  const early = processXml(
    [
      gateway("parallel", "fork"),
      user("look", '<yiwang:limit value="5wd" clock="decision"/>'),
      user("mend", correction),
      user("accept", START),
      end(),
    ],
    flows("s fork", "fork look", "fork mend", "mend accept", "accept e", "look e"),
  );
  expect(dueOf(await playModels([early], []), "look")).toBe("none");
  expect(dueOf(await playModels([early], [wait("P12D"), complete("mend")]), "look")).toBe("2022-10-18");
});

test("a limit that would interrupt the work does not while the clock is paused", async () => {
  const edge = boundary("late", "check", "", true, '<yiwang:limit value="5wd"/>');
  const xml = beside([user("check"), edge], flow("l", "late", "meet"));
  const begun = await playModels([xml], [complete("accept")]);
  expect(timersOf(begun)).toEqual(["late 2022-10-12"]);
  const paused = await playModels([xml], [...ordered, wait("P30D")]);
  expect([timersOf(paused), timesOf(paused, "late", "entered")]).toEqual([[], 0]);
  const resumed = await playModels([xml], [...ordered, wait("P12D"), complete("testing")]);
  expect(timersOf(resumed)).toEqual(["late 2022-10-18"]);
  const over = await playModels([xml], [...ordered, wait("P12D"), complete("testing"), wait("P8D")]);
  expect([dueOf(over, "check"), timesOf(over, "late", "entered")]).toEqual(["closed", 1]);
});

test("no rung fires in a pause; afterwards the ladder stands that much later", async () => {
  const inside = scope("sub", [user("a"), end("se")]);
  const limited = inside.replace(
    /(id="sub" name="sub" [^>]*>)/,
    `$1<bpmn:extensionElements><yiwang:limit value="5wd" promised="3wd"/>${RUNG}</bpmn:extensionElements>`,
  );
  const xml = beside([limited]);
  const scopes = ({ state }: Played) =>
    (state === null ? [] : openScopes(state)).map((each) => [
      day(each.statutoryDueAt),
      day(each.promisedDueAt),
    ]);
  const begun = await playModels([xml], [complete("accept")]);
  expect([scopes(begun), timersOf(begun)]).toEqual([[["2022-10-12", "2022-10-10"]], ["sub 2022-10-12"]]);
  const paused = await playModels([xml], [...ordered, wait("P30D")]);
  expect([scopes(paused), timersOf(paused)]).toEqual([[["none", "none"]], []]);
  const resumed = await playModels([xml], [...ordered, wait("P12D"), complete("testing")]);
  expect([scopes(resumed), timersOf(resumed)]).toEqual([[["2022-10-18", "2022-10-14"]], ["sub 2022-10-18"]]);
  const late = await playModels([xml], [...ordered, wait("P12D"), complete("testing"), wait("P8D")]);
  expect(late.entries.at(-1)?.marks).toMatchObject([
    { kind: "escalated", detail: { due: "2022-10-18T15:59:59.999Z" } },
  ]);
});

test("a clock that something inside a scope has paused goes on when the scope is interrupted", async () => {
  const inside = scope("sub", [user("testing", PAUSE), end("se")]);
  const xml = processXml(
    [user("accept", START), inside, boundary("late", "sub", "PT1H"), user("next"), end()],
    flows("s accept", "accept sub", "sub e", "late next", "next e"),
  );
  const played = await playModels([xml], [complete("accept"), wait("PT2H")]);
  expect(played.state?.clocks["decision"]?.pauses).toMatchObject([{ to: "2022-09-30T03:00:00.000Z" }]);
});

test("a clock that nothing starts is refused, and no clock may be called none", async () => {
  const codes = async (extensions: string) => {
    const compiled = await compileProcess(processXml([user("t", extensions), end()], flows("s t", "t e")));
    return compiled.ok ? [] : compiled.error.map(({ code }) => code);
  };
  expect(await codes('<yiwang:limit value="5wd" clock="other"/>')).toEqual(["PROCESS_ATTRIBUTE_UNREADABLE"]);
  expect(await codes('<yiwang:clock action="start" clock="none" statutory="5wd"/>')).toEqual([
    "PROCESS_ATTRIBUTE_UNREADABLE",
  ]);
  // Of the case that calls this process.
  expect(await codes('<yiwang:limit value="5wd" clock="decision"/>')).toEqual([]);
});

const HOUR = 3_600_000;
const actor = { kind: "system", name: "property" } as const;

/** Pauses as they follow each other: hours until each begins, and how long it lasts. */
const PAUSES = fc.array(
  fc.record({ after: fc.integer({ min: 1, max: 200 }), hours: fc.integer({ min: 0, max: 400 }) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);

test("a pause moves every day that counts by it as the calendar says, never earlier, and nothing fires in it", async () => {
  const work = user("check", '<yiwang:limit value="=limit"/>');
  const edge = boundary("late", "check", "", false, '<yiwang:limit value="=limit"/>');
  const xml = processXml(
    [
      user("accept", START),
      gateway("parallel", "fork"),
      work,
      edge,
      end("e2"),
      user("order"),
      user("testing", PAUSE),
      end(),
    ],
    flows(
      "s accept",
      "accept fork",
      "fork check",
      "fork order",
      "order testing",
      "testing order",
      "check e",
      "late e2",
    ),
  );
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no plan");
  const linked = link(plan, { calendar: CN_CALENDAR });
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2024, 0, 1) }),
      fc.constantFrom("1wd", "5wd", "20wd", "15d", "4wh", "20wh", "24h", "0wd"),
      PAUSES,
      (begin, limit, pauses) => {
        let now = begin;
        const at = (): Instant => new Date(now).toISOString() as Instant;
        const first = expectOk(step(linked, null, { kind: "start", variables: { limit }, at: at(), actor }));
        let state = first.state;
        const entries = [...first.entries];
        const timers = new Set<string>();
        const apply = (event: CaseEvent): void => {
          const { state: after, entries: made, effects } = expectOk(step(linked, state, event));
          state = after;
          entries.push(...made);
          effects.forEach((effect) => keep(timers, effect));
          expect([...timers]).toEqual(openTimers(state).map(({ id }) => id));
        };
        const finish = (element: string): void => {
          const task = openTasks(state).find((each) => each.element === element)?.id ?? "";
          apply({ kind: "completeTask", task, variables: {}, at: at(), actor });
        };
        const task = () => openTasks(state).find(({ element }) => element === "check");
        /** All that is due by then, as the worker would do. */
        const pass = (hours: number): void => {
          const until = now + hours * HOUR;
          for (;;) {
            const due = openTimers(state).find(({ dueAt }) => Date.parse(dueAt) <= until);
            if (due === undefined) break;
            now = Math.max(now, Date.parse(due.dueAt));
            apply({ kind: "fireTimer", timer: due.id, at: at(), actor });
          }
          now = until;
        };
        finish("accept");
        let known = task()?.dueAt ?? null;
        expect(known).not.toBeNull();
        for (const { after, hours } of pauses) {
          pass(after);
          const before = task()?.dueAt ?? null;
          finish("order");
          expect(openTimers(state)).toEqual([]);
          const count = entries.length;
          pass(hours);
          expect(entries.length).toBe(count);
          finish("testing");
          const later = task()?.dueAt ?? null;
          expect(later).not.toBeNull();
          if (before !== null && later !== null) expect(later >= before).toBe(true);
          known = later;
        }
        if (limit.endsWith("wd") && known !== null && limit !== "0wd")
          expect(localDateOf(known)).toBe(
            lastDayOf(begin, Number.parseInt(limit, 10), state.clocks["decision"]?.pauses ?? []),
          );
        const again = expectOk(replay(linked, entries));
        expect(canonicalJson(again as unknown as Json)).toBe(
          canonicalJson({ state, entries } as unknown as Json),
        );
      },
    ),
    { numRuns: 300 },
  );
});

function keep(timers: Set<string>, effect: Effect): void {
  if (effect.kind === "startTimer") timers.add(effect.timer.id);
  if (effect.kind === "cancelTimer") expect(timers.delete(effect.timer)).toBe(true);
}

/** The same by counting on one's fingers: working days that no pause takes up from midnight to midnight. */
function lastDayOf(
  begin: number,
  days: number,
  pauses: readonly { readonly from: Instant; readonly to: Instant | null }[],
): string {
  let date = localDateOf(new Date(begin).toISOString() as Instant);
  for (let left = days; left > 0;) {
    date = expectOk(addWorkingDays(CN_CALENDAR, date, 1));
    expect(expectOk(isWorkingDay(CN_CALENDAR, date))).toBe(true);
    const [open, close] = [
      Date.parse(`${date}T00:00:00+08:00`),
      Date.parse(`${date}T00:00:00+08:00`) + 24 * HOUR,
    ];
    const spans = pauses.map(({ from, to }) => [Date.parse(from), Date.parse(to ?? from)] as const);
    if (!spans.some(([from, to]) => from <= open && to >= close)) left -= 1;
  }
  return date;
}
