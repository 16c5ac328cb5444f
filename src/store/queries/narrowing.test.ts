import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOk, instantFromMillis, type Instant } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { commitOf, DISTRICT, ORGAN, sampleCase, sampleHead, sampleTask, staff } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { listCases } from "./cases.ts";
import { listTasks } from "./tasks.ts";

const SYSTEM = systemContext(DISTRICT);
const FIRST = Date.parse("2026-03-01T01:00:00.000Z");
const DAY = 86_400_000;
const COUNT = 60;
const dayAt = (number: number): Instant => instantFromMillis(FIRST + number * DAY);
const idOf = (number: number): string => `n${String(number).padStart(2, "0")}`;
const STATES = ["received", "reviewing", "deciding"] as const;

const heads = Array.from({ length: COUNT }, (_, number) =>
  sampleHead(idOf(number), {
    title: number % 4 === 0 ? "温泉小馆" : "古树修剪",
    matter: number % 3 === 0 ? "tree-felling" : "food-licence",
    state: STATES[number % STATES.length] ?? null,
    outcome: number % 7 === 0 ? "granted" : null,
    organ: number % 5 === 0 ? "other-organ" : ORGAN,
    receivedAt: dayAt(number),
    dueAt: number % 6 === 0 ? null : dayAt(COUNT + ((number * 17) % COUNT)),
  }),
);
const shown = ({ state, outcome }: (typeof heads)[number]) => outcome ?? state;

eachDatabase("narrowing lists", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    for (const [number, head] of heads.entries()) {
      const effects = [{ kind: "openTask", task: sampleTask("e1") }] as const;
      const change = sampleCase(idOf(number), 0, { head, effects });
      expectOk(await fresh.store.cases.apply(SYSTEM, commitOf([change]), new Map()));
    }
  });
  afterAll(() => fresh.dispose());

  const filters = fc.record(
    {
      matter: fc.constantFrom("tree-felling", "food-licence", "none"),
      state: fc.constantFrom("received", "deciding", "granted", "none"),
      organ: fc.constantFrom(ORGAN, "other-organ"),
      search: fc.constantFrom("温泉", "古树修剪"),
      days: fc.tuple(fc.nat(COUNT), fc.nat(COUNT)),
    },
    { requiredKeys: [] },
  );
  type Filter = typeof filters extends fc.Arbitrary<infer Of> ? Of : never;

  const kept = ({ matter, state, organ, search, days }: Filter): readonly string[] =>
    heads.flatMap((head, number) => {
      const fits =
        (matter === undefined || head.matter === matter) &&
        (state === undefined || shown(head) === state) &&
        (organ === undefined || head.organ === organ) &&
        (search === undefined || head.title.includes(search)) &&
        (days === undefined || (number >= days[0] && number < days[1]));
      return fits ? [idOf(number)] : [];
    });

  async function every<Item>(
    read: (
      cursor: string | null,
    ) => Promise<{ readonly items: readonly Item[]; readonly next: string | null }>,
  ): Promise<readonly Item[]> {
    const all: Item[] = [];
    let cursor: string | null = null;
    do {
      const page = await read(cursor);
      all.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return all;
  }

  const span = ({ days }: Filter) =>
    days === undefined ? undefined : { from: dayAt(days[0]), to: dayAt(days[1]) };

  test("every page of the cases together are exactly those that fit, newest or oldest first", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.boolean(), async (filter, oldestFirst) => {
        const { days: _days, ...rest } = filter;
        const dates = span(filter);
        const options = {
          ...rest,
          oldestFirst,
          ...(dates === undefined ? {} : { receivedFrom: dates.from, receivedTo: dates.to }),
        };
        const rows = await every((cursor) =>
          listCases(fresh.store, SYSTEM, { ...options, cursor, limit: 7 }),
        );
        const expected = kept(filter).toReversed();
        const isOldestFirst = oldestFirst && filter.search === undefined;
        expect(rows.map(({ id }) => id)).toEqual(isOldestFirst ? expected.toReversed() : expected);
      }),
      { numRuns: 40 },
    );
  });

  test("every page of the open tasks together are exactly those that fit, by due date both ways", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.boolean(), async (filter, reversed) => {
        const { days: _days, ...rest } = filter;
        const options = { ...rest, ...span(filter), view: "organ" as const, reversed };
        const context = { ...staff("x"), organs: [ORGAN, "other-organ"] };
        const rows = await every((cursor) =>
          listTasks(fresh.store, context, { ...options, cursor, limit: 7 }),
        );
        const order = (id: string): string => {
          const due = heads[Number(id.slice(1))]?.dueAt ?? "9";
          return `${due} ${id}`;
        };
        const expected = kept(filter).toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
        expect(rows.map(({ caseId }) => caseId)).toEqual(reversed ? expected.toReversed() : expected);
      }),
      { numRuns: 40 },
    );
  });

  test("what was done is narrowed by the day on which it was done", async () => {
    for (const number of [1, 2, 3]) {
      const change = sampleCase(idOf(number), 1, {
        head: heads[number] ?? sampleHead(idOf(number)),
        entries: [
          {
            at: dayAt(70 + number),
            actor: { kind: "person", account: "bob" },
            kind: "completeTask",
            data: {},
          },
        ],
        effects: [{ kind: "closeTask", task: "e1", how: "completed" }],
      });
      expectOk(await fresh.store.cases.transact(staff("bob"), (each) => each.commit(commitOf([change]))));
    }
    const done = async (options: object) =>
      (await listTasks(fresh.store, staff("bob"), { view: "done", ...options })).items.map(
        ({ caseId }) => caseId,
      );
    expect(await done({})).toEqual([3, 2, 1].map(idOf));
    expect(await done({ reversed: true })).toEqual([1, 2, 3].map(idOf));
    expect(await done({ from: dayAt(71.5), to: dayAt(72.5) })).toEqual([idOf(2)]);
    expect(await done({ matter: "tree-felling" })).toEqual([idOf(3)]);
  });
});
