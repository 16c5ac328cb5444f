import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import type { CaseAnswer } from "#contract";
import type { Store } from "#store";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase } from "../harness/test-platform.ts";
import { chanceOf, KILLS, SEED } from "./chance.ts";
import { faultsIn } from "./kept-whole.ts";
import { liveIncidents, type LivedEvent } from "./restless-incidents.ts";
import { startMortalServer } from "./mortal-server.ts";
import { afterSomeWork, gate, nothingTold, type Told } from "./restless-people.ts";

onEachDatabase("incidents under kills", (database) => {
  // An embedded database is slow to come back.
  const kills = Math.min(KILLS, database === "PGlite" ? 2 : 6);
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  });

  it(`are merged, taken out, handled and answered as was acknowledged after ${kills} kills (seed ${SEED})`, async () => {
    const server = await startMortalServer(database, undo);
    const { told, lived } = await underKills(server.url, kills, server.kill);
    const store = await server.stopAndOpen();
    process.stderr.write(
      `${database}, seed ${SEED}, ${kills} kills: ${lived.length} events of three reports, ${told.acts.length} acts, ${told.unanswered} requests unanswered and sent again\n`,
    );
    expect(await faultsIn(store, server.files, told), `seed ${SEED}`).toEqual([]);
    expect(await eventFaults(store, lived), `seed ${SEED}`).toEqual([]);
    expect(told.unanswered, `seed ${SEED}: no kill met a request`).toBeGreaterThan(0);
  }, 900_000);
});

async function underKills(
  url: string,
  kills: number,
  kill: () => Promise<() => Promise<void>>,
): Promise<{ readonly told: Told; readonly lived: readonly LivedEvent[] }> {
  const logins = ["registrar", "dispatcher", "handler-town", "verifier"];
  const signedIn = await Promise.all(
    logins.map(async (login) => [login, await signInAs(url, login)] as const),
  );
  const staff: Record<string, Person> = Object.fromEntries(signedIn);
  const resident = await signInAs(url, "resident");
  const chance = chanceOf(SEED);
  const told = nothingTold();
  const line = gate();
  let goingOn = true;
  const crowd = { gate: line, told, goOn: () => goingOn, staff };
  const living = Promise.all([1, 2, 3].map((start) => liveIncidents(crowd, resident, start)));
  living.catch(() => undefined); // Told when it is waited for; until then the server is killed.
  for (let count = 0; count < kills; count += 1) {
    await afterSomeWork(told, chance);
    const restart = await kill();
    line.shut();
    await restart();
    line.up();
  }
  goingOn = false;
  const lived = (await living).flat();
  await untilAnswered(resident, told);
  return { told, lived };
}

/** The answers follow the closing by signal and outbox; what a kill interrupted is taken again. */
async function untilAnswered(resident: Person, told: Told): Promise<void> {
  const end = performance.now() + 120_000;
  const waiting = new Set(told.receipts.map(({ caseNo }) => caseNo));
  while (waiting.size > 0 && performance.now() < end) {
    for (const caseNo of waiting) {
      const { documents } = await resident.get<CaseAnswer>(`/api/cases/${caseNo}`);
      if (documents.length > 0 && documents.every(({ status }) => status === "ready")) waiting.delete(caseNo);
    }
    if (waiting.size > 0) await pause(300);
  }
  if (waiting.size > 0) told.faults.push(`not answered in time: ${[...waiting].join(", ")}`);
}

type CaseLine = {
  readonly id: string;
  readonly state: string | null;
  readonly outcome: string | null;
  readonly into: string | null;
  readonly answers: number;
  readonly acts: string;
};

/** What is not as was acknowledged of events: merged where and how often, ended how, answered once each. */
async function eventFaults(store: Store, lived: readonly LivedEvent[]): Promise<readonly string[]> {
  const lines = await store.database.asOwner((owner) =>
    owner.query<CaseLine>(
      `select c.id, c.state, c.outcome, c.merged_into as into,
              (select count(*) from document d where d.subject = c.id and d.title = '办理情况答复书')::integer as answers,
              coalesce((select string_agg(e.kind, ' ' order by e.seq) from entry e
                 where e.subject = c.id and e.kind in ('merge', 'unmerge')), '') as acts
         from case_file c where c.matter = 'incident'`,
    ),
  );
  const apart = await store.database.asOwner((owner) =>
    owner.query<{ pair: string }>(
      "select least(one, other) || ' ' || greatest(one, other) as pair from not_one_event",
    ),
  );
  const known = new Map(lines.map((line) => [line.id, line]));
  const due = lived.flatMap(({ main, twin, late }): CaseLine[] => [
    { id: main, state: "settled", outcome: null, into: null, answers: 1, acts: "" },
    { id: twin, state: "archived", outcome: "merged", into: main, answers: 1, acts: "merge unmerge merge" },
    { id: late, state: "archived", outcome: "merged", into: main, answers: 1, acts: "" },
  ]);
  const pairs = lived.map(({ main, twin }) => [main, twin].toSorted().join(" ")).toSorted();
  const kept = apart.map(({ pair }) => pair).toSorted();
  return [
    ...due.flatMap((line) => {
      const is = JSON.stringify(known.get(line.id));
      return is === JSON.stringify(line) ? [] : [`${is}, not ${JSON.stringify(line)}`];
    }),
    ...(lines.length === due.length ? [] : [`${lines.length} cases, not ${due.length}`]),
    ...(pairs.join() === kept.join() ? [] : [`held apart: ${kept.join()}, not ${pairs.join()}`]),
  ];
}
