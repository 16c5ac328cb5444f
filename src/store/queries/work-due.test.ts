import { afterAll, beforeAll, expect, test } from "vitest";
import { instantFromMillis, localDateOf, type Instant } from "#kernel";
import { systemContext } from "../ledger/context.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { claimOutbox } from "./outbox.ts";
import { findWorkDue, type KindOfWork } from "./work-due.ts";

const DISTRICT = "210311";
const CONTEXT = systemContext(DISTRICT);
const AT = Date.parse("2026-11-16T01:00:00.000Z");
const at = (seconds: number): Instant => instantFromMillis(AT + seconds * 1000);
const KINDS: readonly KindOfWork[] = [
  "outbox notice",
  "outbox later",
  "job mail",
  "job none",
  "timers",
  "start timers",
  "record dues",
  "batches",
  "migrations",
];

eachDatabase("what work is due", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
    const ask = (sql: string) => fresh.store.database.asOwner((owner) => owner.query(sql));
    await ask(`insert into outbox (district, id, kind, payload, next_at) values
      ('${DISTRICT}', 'a', 'notice', '{}', '${at(0)}'),
      ('${DISTRICT}', 'b', 'later', '{}', '${at(60)}'),
      ('${DISTRICT}', 'c', 'job', '{"type": "mail"}', '${at(0)}'),
      ('999999', 'd', 'job', '{"type": "none"}', '${at(0)}')`);
    await ask(`insert into timer (district, case_id, id, element, due_at)
      values ('${DISTRICT}', 'c', 't', 'e', '${at(30)}')`);
  });
  afterAll(() => fresh.dispose());

  const due = async (seconds: number, kinds = KINDS) => {
    const found = await findWorkDue(fresh.store, CONTEXT, {
      kinds,
      now: at(seconds),
      today: localDateOf(at(seconds)),
    });
    return [...found].toSorted();
  };

  test("is told by its kind, once its moment has come", async () => {
    expect(await due(-1)).toEqual([]);
    expect(await due(1)).toEqual(["job mail", "outbox notice"]);
    expect(await due(61)).toEqual(["job mail", "outbox later", "outbox notice", "timers"]);
    expect(await due(61, ["outbox later"])).toEqual(["outbox later", "timers"]);
  });

  test("is not told while somebody has taken it", async () => {
    await claimOutbox(fresh.store, CONTEXT, { now: at(1), limit: 10, until: at(11), kinds: ["notice"] });
    expect(await due(2)).toEqual(["job mail"]);
    expect(await due(12)).toEqual(["job mail", "outbox notice"]);
  });
});
