import { parseIndicator } from "#indicators";
import type { CaseState } from "#engine";
import { foldEntries, type StepEntry } from "#engine";
import { canonicalJson, type Json } from "#kernel";
import { readFigure, systemContext, type Store } from "#store";
import { readPack } from "#app";
import { effectsOf, type Book, type Entered } from "./book.ts";
import { DISPATCH, ECHO, ERRAND } from "./district.ts";
import type { Effect } from "./sink.ts";

/** What the storm may have cost; every list must be empty. */
export type Verdict = {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** There or done more often than once. */
  readonly duplicates: readonly string[];
  /** Neither ended nor waiting for something that the script never gave. */
  readonly stuck: readonly string[];
  /** Stored states and figures that their entries and facts do not add up to. */
  readonly untrue: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
};

type CaseLine = {
  readonly id: string;
  readonly matter: string;
  readonly of: string;
  readonly status: string;
  readonly waits: readonly string[] | null;
};

const ask = <Row extends Record<string, unknown>>(
  store: Store,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> => store.database.asOwner((owner) => owner.query<Row>(sql, values));

/** Holds what stands in the database and at the sink against what was acknowledged. */
export async function verdictOn(
  store: Store,
  book: Book,
  deliveries: readonly Effect[],
  pack: string,
): Promise<Verdict> {
  const cases = await ask<CaseLine>(
    store,
    `select c.id, c.matter, c.title as of, c.status,
            (select array_agg(x.name order by x.name) from (
               select 'message ' || s.name as name from subscription s where s.district = c.district and s.case_id = c.id
               union all select 'timer ' || t.element from timer t where t.district = c.district and t.case_id = c.id
               union all select o.kind || ' ' || o.id from outbox o
                where o.district = c.district and o.subject = c.id and o.status <> 'done'
               union all select 'failure ' || f.element from failure f where f.district = c.district and f.case_id = c.id
             ) x) as waits
       from case_file c where c.matter = any ($1)`,
    [[ERRAND, DISPATCH, ECHO]],
  );
  const placed = Map.groupBy(cases, ({ matter, of }) => `${matter} ${of}`);
  const effects = effectFaults(book, deliveries);
  const loose = await looseEnds(store);
  const unequal = await unequalStates(store);
  const figures = await wrongFigures(store, pack);
  const lostCases = book.entered.flatMap((each) => lostCase(each, placed));
  return {
    lost: [...lostCases, ...effects.lost, ...(await lostEnds(store, book))],
    duplicates: [
      ...[...placed].flatMap(([name, { length }]) => (length === 1 ? [] : [`${name}: ${length} cases`])),
      ...unasked(cases, book),
      ...effects.duplicates,
    ],
    stuck: [...stuckCases(cases, book), ...loose],
    untrue: [...unequal.faults, ...figures],
    counts: {
      errands: cases.filter(({ matter }) => matter === ERRAND).length,
      dispatches: cases.filter(({ matter }) => matter === DISPATCH).length,
      echoes: cases.filter(({ matter }) => matter === ECHO).length,
      waiting: cases.filter(({ status }) => status !== "completed").length,
      statesFolded: unequal.count,
      ...effects.counts,
    },
  };
}

function lostCase(
  { of, matter, caseNo, paid }: Entered,
  placed: ReadonlyMap<string, readonly CaseLine[]>,
): readonly string[] {
  const found = placed.get(`${matter} ${of}`) ?? [];
  if (found.length === 0) return [`the ${matter} ${of} was acknowledged and is missing`];
  if (caseNo !== null && found[0]?.id !== caseNo) return [`${caseNo} is ${found[0]?.id} now`];
  const told = matter === ERRAND && paid && !placed.has(`${ECHO} ${of}`);
  return told ? [`${caseNo} told nobody that it ended`] : [];
}

/** Cases that nobody asked for. */
function unasked(cases: readonly CaseLine[], { entered }: Book): readonly string[] {
  const asked = new Set(
    entered.flatMap(({ matter, of }) => [`${matter} ${of}`, ...(matter === ERRAND ? [`${ECHO} ${of}`] : [])]),
  );
  return cases.flatMap(({ id, matter, of }) =>
    asked.has(`${matter} ${of}`) ? [] : [`nobody asked for ${id} (${matter} ${of})`],
  );
}

function stuckCases(cases: readonly CaseLine[], { entered }: Book): readonly string[] {
  const unpaid = new Set(entered.filter(({ paid }) => !paid).map(({ of }) => of));
  return cases.flatMap(({ id, matter, of, status, waits }) => {
    const waitsFor = (waits ?? []).join(", ");
    const right = unpaid.has(of)
      ? status !== "completed" && waitsFor === "message paid"
      : status === "completed" && waitsFor === "";
    return right ? [] : [`${id} (${matter}) is ${status} and waits for ${waitsFor || "nothing"}`];
  });
}

/** What is on its way and does not arrive. */
async function looseEnds(store: Store): Promise<readonly string[]> {
  const left = await ask<{ what: string }>(
    store,
    `select 'the order ' || id || ' (' || kind || ') is ' || status || coalesce(': ' || fault, '') as what
       from outbox where status <> 'done'
     union all
     select 'the message ' || id || ' (' || name || ') is ' || status from message where status <> 'delivered'
     union all
     select 'failure of ' || case_id || ' at ' || element from failure
     union all
     select 'the document ' || number || ' is ' || status from document where status <> 'ready'`,
  );
  return left.map(({ what }) => what);
}

/** Ends of jobs that were acknowledged and that the ledger does not know. */
async function lostEnds(store: Store, { ended, messages }: Book): Promise<readonly string[]> {
  const known = new Set(
    (
      await ask<{ key: string }>(
        store,
        `select subject || '/' || (data -> 'event' ->> 'job') as key from entry where kind = 'completeJob'`,
      )
    ).map(({ key }) => key),
  );
  const kept = new Set((await ask<{ id: string }>(store, "select id from message")).map(({ id }) => id));
  return [
    ...[...ended].flatMap((key) =>
      known.has(key) ? [] : [`the end of ${key} was acknowledged and is lost`],
    ),
    ...messages.flatMap((id) => (kept.has(id) ? [] : [`the message ${id} was acknowledged and is lost`])),
  ];
}

/** The sink applies an effect once a key: an errand's effect under two keys was done twice. */
function effectFaults({ entered }: Book, deliveries: readonly Effect[]) {
  const keysOf = new Map<string, Set<string>>();
  for (const { key, of, what } of deliveries) {
    const name = `${of} ${what}`;
    keysOf.set(name, (keysOf.get(name) ?? new Set()).add(key));
  }
  const due = new Set(entered.flatMap((each) => effectsOf(each).map((what) => `${each.of} ${what}`)));
  const keys = new Set(deliveries.map(({ key }) => key));
  return {
    lost: [...due].flatMap((name) => (keysOf.has(name) ? [] : [`the effect ${name} never happened`])),
    duplicates: [...keysOf].flatMap(([name, { size }]) => [
      ...(size === 1 ? [] : [`the effect ${name} happened under ${size} keys`]),
      ...(due.has(name) ? [] : [`the effect ${name} was not to happen`]),
    ]),
    counts: { effectsDue: due.size, effectsApplied: keys.size, deliveries: deliveries.length },
  };
}

const AT_ONCE = 500;

/** Every case's entries added up again, against the state that is stored. */
async function unequalStates(store: Store): Promise<{ count: number; faults: readonly string[] }> {
  const faults: string[] = [];
  let [count, after] = [0, ""];
  for (;;) {
    const rows = await ask<{ id: string; state: CaseState; steps: readonly StepEntry[] }>(
      store,
      `select c.id, c.engine_state as state,
              (select jsonb_agg(e.data order by e.seq) from entry e
                where e.district = c.district and e.subject = c.id) as steps
         from case_file c where c.id > $1 order by c.id limit ${AT_ONCE}`,
      [after],
    );
    for (const { id, state, steps } of rows) {
      const folded = foldEntries(steps) as unknown as Json;
      if (canonicalJson(folded) !== canonicalJson(state as unknown as Json))
        faults.push(`${id}: its entries do not add up to its state`);
    }
    count += rows.length;
    after = rows.at(-1)?.id ?? "";
    if (rows.length < AT_ONCE) return { count, faults };
  }
}

/** Every figure as its counters give it, against the facts counted again. */
async function wrongFigures(store: Store, folder: string): Promise<readonly string[]> {
  const pack = await readPack(folder);
  if (!pack.ok) return pack.error.map(({ code }) => `the pack cannot be read: ${code}`);
  const { code, indicators } = pack.value;
  const faults: string[] = [];
  for (const { definition } of indicators.values()) {
    const indicator = parseIndicator(definition);
    if (!indicator.ok) continue;
    const question = { year: new Date().getUTCFullYear() };
    const folded = await readFigure(store, systemContext(code), indicator.value, question);
    const counted = await readFigure(store, systemContext(code), indicator.value, {
      ...question,
      asOf: folded.asOf,
    });
    if (canonicalJson({ ...folded, asOf: null }) !== canonicalJson({ ...counted, asOf: null }))
      faults.push(
        `${definition.id}: the counters say ${JSON.stringify(folded)}, the facts ${JSON.stringify(counted)}`,
      );
  }
  return faults;
}
