import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { stringify } from "yaml";
import { expectOk } from "#kernel";
import { auditLedger, openStore, type Store } from "#store";
import { freshServerDatabase } from "../../src/store/fresh-database.ts";
import { certificatePack } from "../harness/certificate-pack.ts";
import { startChildServer } from "../harness/child-server.ts";
import { freePort, onEachDatabase } from "../harness/test-platform.ts";
import { chanceOf, KILLS, SEED } from "./chance.ts";

/** So many records come due to begin a case, and as many to take another state. */
const RECORDS = 300;
const MOST_KILLS = Math.min(KILLS, 6);
/** Both kinds come in turn: the longest due goes first. */
const dayOf = (index: number): string =>
  Temporal.PlainDate.from("2024-01-01").add({ days: index }).toString();

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

onEachDatabase("days that records come due on, under kills", (database) => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it(`are done once each, none lost and none doubled, whatever ${MOST_KILLS} kills interrupt (seed ${SEED})`, async () => {
    const data = await mkdtemp(join(tmpdir(), "yiwang-kill-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const district = await duePack();
    undo.push(() => rm(district, { recursive: true, force: true }));
    const fresh = database === "PostgreSQL" ? await freshServerDatabase() : undefined;
    if (fresh !== undefined) undo.push(fresh.drop);
    const place = {
      port: await freePort(),
      data,
      district,
      ...(fresh === undefined ? {} : { databaseUrl: fresh.url }),
    };
    const reopen = async (): Promise<Store> =>
      expectOk(
        await openStore(
          fresh === undefined ? { kind: "embedded", folder: data } : { kind: "server", url: fresh.url },
        ),
      );
    const chance = chanceOf(SEED);
    let server = await startChildServer(place);
    undo.push(() => server.kill());
    const doneAtKills: number[] = [];
    let delay = 100;
    for (let count = 0; count < MOST_KILLS; count += 1) {
      await wait(delay * (0.5 + chance()));
      await server.kill();
      const store = await reopen();
      const done = await countDone(store);
      await store.close();
      // A slow machine had not begun: the next one is let live a little longer.
      if (done === (doneAtKills.at(-1) ?? 0)) delay += 400;
      doneAtKills.push(done);
      server = await startChildServer(place);
    }
    const underWay = doneAtKills.filter((done) => done > 0 && done < 2 * RECORDS).length;
    const end = performance.now() + 240_000;
    let rest = 2 * RECORDS;
    // The server holds an embedded database alone: it is counted once the server has stopped.
    while (rest > 0 && performance.now() < end) {
      await wait(6_000);
      expect(await server.stop()).toBe(0);
      const store = await reopen();
      rest = 2 * RECORDS - (await countDone(store));
      await store.close();
      if (rest > 0) server = await startChildServer(place);
    }
    const store = await reopen();
    undo.push(() => store.close());
    process.stderr.write(
      `${database}, seed ${SEED}: ${underWay} of ${MOST_KILLS} kills met due days under way (done then: ${doneAtKills.join(", ")}), ${rest} lost\n`,
    );
    expect(await wrongs(store), `seed ${SEED}`).toEqual([]);
    // An embedded database has done all of it before its server says that it is ready: there a kill comes after.
    if (database === "PostgreSQL") expect(underWay, `seed ${SEED}: no kill met a due day`).toBeGreaterThan(0);
  }, 900_000);
});

/** Stalls begin a review each, and permits end, on a day that has long come. */
async function duePack(): Promise<string> {
  const folder = await certificatePack();
  const name = (text: string) => ({ zh: text, en: text });
  const field = (id: string, type: string) => ({ id, name: name(id), type, required: true });
  const register = (id: string, due: object) => ({
    id,
    name: name(id),
    owner: "market-regulation",
    description: name(id),
    key: "no",
    title: "{no}",
    divisionField: "division",
    fields: [
      field("no", "text"),
      field("creditCode", "text"),
      field("premises", "text"),
      field("division", "division"),
      field("day", "date"),
    ],
    statuses: [
      { id: "live", name: name("live"), live: true },
      { id: "over", name: name("over"), live: false },
    ],
    dues: [{ field: "day", status: ["live"], ...due }],
  });
  const begins = register("due-stalls", { begins: "stall-review" });
  await writeFile(join(folder, "registers/due-stalls.yaml"), stringify(begins));
  await writeFile(
    join(folder, "registers/due-permits.yaml"),
    stringify(register("due-permits", { set: "over" })),
  );
  for (const of of ["due-stalls", "due-permits"]) {
    const rows = Array.from(
      { length: RECORDS },
      (_, index) => `${of}-${index},92210311MA1Q00010P,东${index},210311006001,${dayOf(index)}`,
    );
    const file = join(folder, `demo/records/${of}.csv`);
    await appendFile(file, `no,creditCode,premises,division,day\n${rows.join("\n")}\n`);
  }
  return folder;
}

const countDone = async (store: Store): Promise<number> => {
  const [row] = await store.database.asOwner((owner) =>
    owner.query<{ done: number }>(
      `select (select count(*) from case_file where matter = 'stall-review')::integer
            + (select count(*) from record where register = 'due-permits' and status = 'over')::integer as done`,
    ),
  );
  return row?.done ?? 0;
};

/** Every stall must have begun one review and kept it with its day; every permit must have ended by one entry. */
async function wrongs(store: Store): Promise<readonly string[]> {
  const [counted] = await store.database.asOwner((owner) =>
    owner.query<{ cases: number; marked: number; over: number; changes: number }>(
      `select (select count(*) from case_file where matter = 'stall-review')::integer as cases,
              (select count(distinct case_id) from record_due
                where register = 'due-stalls' and done_at is not null)::integer as marked,
              (select count(*) from record where register = 'due-permits' and status = 'over')::integer as over,
              (select count(*) from entry where kind = 'recordChanged'
                  and starts_with(subject, 'record:due-permits:'))::integer as changes`,
    ),
  );
  const right = { cases: RECORDS, marked: RECORDS, over: RECORDS, changes: RECORDS };
  return [
    ...(JSON.stringify(counted) === JSON.stringify(right) ? [] : [JSON.stringify(counted)]),
    ...(await auditLedger(store)).faults.map((fault) => `audit: ${JSON.stringify(fault)}`),
  ];
}
