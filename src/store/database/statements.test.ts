import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext, withContext } from "../ledger/context.ts";
import { parameters } from "../queries/parameters.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import type { Sql } from "./database.ts";

const ECHO =
  "select $1::text as text, $2::text[] as texts, $3::integer as number, $4::boolean as yes, $5::jsonb as json, $6::timestamptz as at";
const VALUES = [null, ["千山区", 'a "b", {c}\\'], 7, true, '{"名":"值"}', "2026-11-30T01:02:03.004Z"];
const DIVIDE = "select 12 / $1::integer as number";

eachDatabase("statements that are asked again and again", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());
  const inside = <Value>(work: (sql: Sql) => Promise<Value>): Promise<Value> =>
    withContext(fresh.store.database, systemContext("210311"), work);

  it("take and give the same values as at the first time", async () => {
    for (let time = 1; time <= 4; time += 1)
      expect(await inside((sql) => sql.query(ECHO, VALUES))).toEqual([
        {
          text: null,
          texts: VALUES[1],
          number: 7,
          yes: true,
          json: { 名: "值" },
          at: "2026-11-30T01:02:03.004Z",
        },
      ]);
  });

  it("fail for themselves: what was asked before is undone, and the next transaction is answered", async () => {
    const asked = async (by: number): Promise<unknown> =>
      inside(async (sql) => {
        await sql.query(
          "insert into number_sequence (district, name, value) values ('210311', 'tried', $1)",
          [by],
        );
        return sql.last(DIVIDE, [by]);
      });
    for (let time = 1; time <= 3; time += 1) {
      await expect(asked(0)).rejects.toMatchObject({ code: "22012" });
      expect(await inside((sql) => sql.query(DIVIDE, [4]))).toEqual([{ number: 3 }]);
    }
    expect(await inside((sql) => sql.query("select from number_sequence where name = 'tried'", []))).toEqual(
      [],
    );
    await asked(6);
    await expect(asked(6)).rejects.toMatchObject({ code: "23505" });
  });

  it("are answered in the order in which they were asked, whoever waits for which", async () => {
    const set = "select set_config('yiwang.tried', $1, true)";
    const get = "select current_setting('yiwang.tried') as tried";
    for (let time = 1; time <= 3; time += 1) {
      const tried = await inside((sql) =>
        Promise.all(
          ["甲", "乙", "丙"].flatMap((each) => [
            sql.query(set, [each]).then(() => null),
            sql.query<{ tried: string }>(get, []).then(([row]) => row?.tried),
          ]),
        ),
      );
      expect(tried).toEqual([null, "甲", null, "乙", null, "丙"]);
    }
  });

  it("are kept prepared on the connection, unless they are planned for their values", async () => {
    const [kept, narrowed] = ["select $1::integer + 1 as kept", "select $1::integer + 2 as narrowed"];
    const prepared = await inside(async (sql) => {
      for (let time = 1; time <= 3; time += 1) {
        const { values, put } = parameters();
        put(time);
        await sql.query(kept, [time]);
        await sql.query(narrowed, values);
      }
      return sql.query("select statement from pg_prepared_statements where statement = any ($1)", [
        [kept, narrowed],
      ]);
    });
    expect(prepared).toEqual([{ statement: kept }]);
  });

  it("refuse the whole transaction where its context is refused, although the next question is under way", async () => {
    const first = { text: "select set_context($1::jsonb)", parameters: ["no context"] };
    const written = "insert into number_sequence (district, name, value) values ('210311', 'slipped in', $1)";
    for (let time = 1; time <= 3; time += 1)
      await expect(
        fresh.store.database.transaction((sql) => sql.last(written, [1]), { first }),
      ).rejects.toThrow();
    expect(
      await inside((sql) => sql.query("select from number_sequence where name = 'slipped in'", [])),
    ).toEqual([]);
  });

  it("that are asked without waiting stand or fall together, and each behind the refused one says so", async () => {
    const write = "insert into number_sequence (district, name, value) values ('210311', $1, 1)";
    const behind = "select $1::integer + 9 as behind";
    for (let time = 1; time <= 3; time += 1) {
      const told: unknown[] = [];
      const tell = (fault: { readonly code?: unknown }) => told.push(fault.code);
      await expect(
        inside((sql) =>
          Promise.all([
            sql.query(write, ["together"]),
            sql.query(DIVIDE, [0]).finally(() => told.push("refused")),
            sql.query(behind, [1]).catch(tell),
            sql.last(behind, [2]).catch(tell),
          ]),
        ),
      ).rejects.toMatchObject({ code: "22012" });
      await expect.poll(() => told).toEqual(["refused", "25P02", "25P02"]);
      // What was passed over is answered at its next use.
      expect(await inside((sql) => sql.query(behind, [1]))).toEqual([{ behind: 10 }]);
      expect(
        await inside((sql) => sql.query("select from number_sequence where name = 'together'", [])),
      ).toEqual([]);
    }
  });

  it("leave nothing behind where the work throws before anything is sent, or after its last question", async () => {
    const write = "insert into number_sequence (district, name, value) values ('210311', $1, 1)";
    const thrown = new Error("of the work");
    for (let time = 1; time <= 3; time += 1) {
      await expect(
        inside(async (sql) => {
          sql.query(write, ["thrown"]).catch(() => undefined);
          throw thrown;
        }),
      ).rejects.toBe(thrown);
      await expect(
        inside(async (sql) => {
          await sql.query(write, ["thrown"]);
          throw thrown;
        }),
      ).rejects.toBe(thrown);
      expect(
        await inside((sql) =>
          sql.last("select count(*)::integer as kept from number_sequence where name = $1", ["thrown"]),
        ),
      ).toEqual([{ kept: 0 }]);
    }
  });

  it("tell whoever asked of a value that cannot be read, and answer the next", async () => {
    const far = "select '10000-01-01T00:00:00Z'::timestamptz as at, $1::integer as number";
    for (let time = 1; time <= 3; time += 1) {
      await expect(inside((sql) => sql.last(far, [time]))).rejects.toThrow();
      expect(await inside((sql) => sql.query(DIVIDE, [4]))).toEqual([{ number: 3 }]);
    }
  });
});
