import { execFile } from "node:child_process";
import { access, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { caseDriver, linkedPlan, momentOf, newCase, type LiveCase } from "../cases/case-driver.ts";
import { untilOver } from "../harness/clients.ts";
import { createDatabase, onServer, openBenchStore } from "../harness/database.ts";
import type { Effort, Part, Row } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

const CLIENTS = 16;
const CASES_OF_A_CLIENT = 64;

/** Durable task completions a second, against what PostgreSQL can do with the least such transition. */
export const completions: Row = {
  name: "completions",
  title: "Durable task completions a second, 16 clients, one process",
  units: { perSecond: "completions/s", p50: "ms", p95: "ms", p99: "ms" },
  goals: [
    {
      name: "yiwang ÷ pgbench",
      of: ["yiwang", "perSecond"],
      by: ["pgbench", "perSecond"],
      atLeast: 0.6,
    },
    { name: "p99 of a completion (ms)", of: ["yiwang", "p99"], by: null, atMost: 50 },
  ],
  notes: [
    "yiwang: engine step with plan, legal clock and FEEL gateway, hash chain, facts, row security, tasks; state from the driver's cache; every completion is answered after it is durable.",
    "pgbench: the least transition as one plpgsql function: state row with version check, one log row, one task closed, one opened; no row security, one index a table; `-M prepared`, one connection a client.",
    "p50, p95 and p99 are of a completion as its client sees it, under this load.",
  ],
  server: true,
  prepare: async (effort) => [await ourPart(effort), await pgbenchPart(effort)],
};

async function ourPart({ quick }: Effort): Promise<Part> {
  const store = await openBenchStore("completions", CLIENTS);
  const driver = caseDriver(store.cases, await linkedPlan("handling.bpmn"));
  const lives: (readonly LiveCase[])[] = [];
  for (let client = 0; client < CLIENTS; client += 1) {
    const own = Array.from({ length: CASES_OF_A_CLIENT }, (_, number) =>
      newCase(driver.plan, `c${client}-${number}`, momentOf(0)),
    );
    for (const live of own) {
      await driver.start(live, { round: 0, form: { area: "126.5", seats: 40 } });
      await driver.complete(live, "handle", { round: 1 });
    }
    lives.push(own);
  }
  // As in a server that has run for a while: without statistics plans are made for empty tables.
  await onServer(store.url, "vacuum analyze");
  const turns = Array.from({ length: CLIENTS }, () => 0);
  const once = async (client: number): Promise<number> => {
    const turn = turns[client] ?? 0;
    turns[client] = turn + 1;
    const live = lives[client]?.[turn % CASES_OF_A_CLIENT];
    if (live === undefined) throw new Error("a client without cases");
    const element = live.version % 2 === 0 ? "check" : "rework";
    await driver.complete(live, element, { round: live.version }, client + 1);
    return 1;
  };
  return {
    name: "yiwang",
    run: async () => {
      const ran = await untilOver(CLIENTS, quick ? 1 : 8, once);
      return { perSecond: ran.done / ran.seconds, ...waits(ran.waits) };
    },
    close: () => store.close(),
  };
}

const SCHEMA = `
create table bench_state (id integer primary key, version integer not null, state jsonb not null);
create table bench_log (id integer not null, seq integer not null, at timestamptz not null, data jsonb not null, primary key (id, seq));
create table bench_task (id integer not null, task integer not null, name text not null, status text not null,
  opened_at timestamptz not null, closed_at timestamptz, primary key (id, task));
insert into bench_state select n, 1, '{}' from generate_series(0, ${CLIENTS - 1}) as n;
insert into bench_task select n, 1, 'check', 'open', now(), null from generate_series(0, ${CLIENTS - 1}) as n;
create function transition(of_id integer, expected integer, new_state jsonb, data jsonb) returns void language plpgsql as $$
begin
  update bench_state set version = version + 1, state = new_state where id = of_id and version = expected;
  if not found then raise exception 'stale'; end if;
  insert into bench_log values (of_id, expected + 1, now(), data);
  update bench_task set status = 'completed', closed_at = now() where id = of_id and task = expected;
  insert into bench_task values (of_id, expected + 1, 'rework', 'open', now(), null);
end
$$;`;

// Each client owns a case, so that it knows the version without asking for it.
const SCRIPT = `\\set v :v + 1
select transition(:client_id, :v, '{"status": "active", "at": "check", "round": 3}', '{"kind": "completed", "actor": "clerk-1", "task": "check", "round": 3}');
`;

async function pgbenchPart({ quick }: Effort): Promise<Part> {
  const program = await findPgbench();
  const folder = await mkdtemp(join(tmpdir(), "yiwang-bench-"));
  const script = join(folder, "transition.sql");
  await writeFile(script, SCRIPT);
  const database = await createDatabase("pgbench");
  await onServer(database.url, SCHEMA);
  return {
    name: "pgbench",
    run: async () => {
      await onServer(database.url, "truncate bench_state, bench_log, bench_task");
      await onServer(
        database.url,
        `insert into bench_state select n, 1, '{}' from generate_series(0, ${CLIENTS - 1}) as n;
         insert into bench_task select n, 1, 'check', 'open', now(), null from generate_series(0, ${CLIENTS - 1}) as n`,
      );
      const seconds = String(quick ? 1 : 8);
      const { stdout } = await promisify(execFile)(program, [
        "-n",
        "-M",
        "prepared",
        "-c",
        String(CLIENTS),
        "-j",
        "2",
        "-T",
        seconds,
        "-D",
        "v=0",
        "-f",
        script,
        database.url,
      ]);
      const perSecond = Number(/tps = ([\d.]+)/u.exec(stdout)?.[1]);
      const p50 = Number(/latency average = ([\d.]+)/u.exec(stdout)?.[1]);
      return { perSecond, average: p50 };
    },
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findPgbench(): Promise<string> {
  const versions = await readdir("/usr/lib/postgresql").catch(() => []);
  const places = [
    "/usr/bin",
    ...versions
      .toSorted()
      .toReversed()
      .map((each) => `/usr/lib/postgresql/${each}/bin`),
  ];
  for (const place of places) {
    const program = join(place, "pgbench");
    if (
      await access(program).then(
        () => true,
        () => false,
      )
    )
      return program;
  }
  throw new Error("pgbench is not installed: it comes with PostgreSQL (postgresql-contrib)");
}
