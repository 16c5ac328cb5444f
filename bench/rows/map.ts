import { performance } from "node:perf_hooks";
import {
  clusterOpenPoints,
  listOpenPoints,
  openPointsWithin,
  sumOpenPoints,
  type PointFilter,
  type Store,
} from "#store";
import type { Instant } from "#kernel";
import type { Bounds } from "#places";
import type { StoreContext } from "#registers";
import { DISTRICT } from "../cases/case-driver.ts";
import { openBenchStore, onServer } from "../harness/database.ts";
import type { Part, Row } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

const CENTRE = "command-centre";
const dispatcher: StoreContext = {
  district: DISTRICT,
  account: "dispatcher-1",
  roles: ["dispatcher"],
  organs: [CENTRE],
  divisions: [DISTRICT],
  knownAs: [],
};
const leader: StoreContext = { ...dispatcher, account: "leader-1", roles: ["leader"], organs: ["leaders"] };

const WHOLE: Bounds = [122.77, 40.95, 123.2, 41.2];
const SQUARE: Bounds = [122.9, 41.05, 122.95, 41.08];
const FILTER: PointFilter = {
  now: "2026-11-16T01:00:00.000Z" as Instant,
  until: "2026-11-17T16:00:00.000Z" as Instant,
  without: ["settled"],
};
const RING = [
  [122.88, 41.02],
  [122.99, 41.03],
  [123.01, 41.11],
  [122.93, 41.14],
  [122.86, 41.09],
] as const;

/** What the map of the command centre asks for. */
export const map: Row = {
  name: "map",
  title: "The map of a hundred thousand open cases: clusters, points, sums, and the list of a drawn area",
  units: { p50: "ms", p95: "ms", p99: "ms" },
  goals: [
    {
      name: "p95 of clusters and sums, the whole district (ms)",
      of: ["whole", "p95"],
      by: null,
      atMost: 200,
    },
    {
      name: "p95 of clusters and points of a square kilometre or so (ms)",
      of: ["near", "p95"],
      by: null,
      atMost: 100,
    },
    { name: "p95 of the list and sum of a drawn area (ms)", of: ["area", "p95"], by: null, atMost: 200 },
  ],
  notes: [
    "Through the store's own queries with row security: a dispatcher whose organ takes part in every case, and a leader who sees them by place.",
    "The points lie thicker towards the middle of the district. A fiftieth is urgent, a third near its limit or past it.",
    "Quick: a fiftieth of the cases.",
  ],
  server: true,
  prepare: async ({ quick }) => {
    const store = await openBenchStore("map", 4);
    await writePoints(store.url, quick ? 2000 : 100_000);
    const rounds = quick ? 2 : 12;
    return [
      part("whole", rounds, (reader) => [
        () => clusterOpenPoints(store, reader, FILTER, { bounds: WHOLE, level: 3 }),
        () => sumOpenPoints(store, reader, FILTER),
      ]),
      part("near", rounds, (reader) => [
        () => clusterOpenPoints(store, reader, FILTER, { bounds: SQUARE, level: 0 }),
        () => openPointsWithin(store, reader, FILTER, { bounds: SQUARE, most: 500 }),
      ]),
      { ...part("area", rounds, (reader) => drawn(store, reader)), close: () => store.close() },
    ];
  },
};

function drawn(store: Store, reader: StoreContext): readonly (() => Promise<unknown>)[] {
  const filter = { ...FILTER, area: { bounds: [122.86, 41.02, 123.01, 41.14] as Bounds, ring: RING } };
  return [
    () => listOpenPoints(store, reader, filter, {}),
    () => sumOpenPoints(store, reader, filter),
    () => listOpenPoints(store, reader, { ...filter, urgent: true, due: "overdue" }, {}),
  ];
}

function part(
  name: string,
  rounds: number,
  questionsOf: (reader: StoreContext) => readonly (() => Promise<unknown>)[],
): Part {
  const questions = [dispatcher, leader].flatMap(questionsOf);
  return {
    name,
    run: async () => {
      const took: number[] = [];
      for (let round = 0; round < rounds; round += 1)
        for (const ask of questions) {
          const began = performance.now();
          await ask();
          took.push(performance.now() - began);
        }
      return waits(took);
    },
  };
}

async function writePoints(url: string, count: number): Promise<void> {
  await onServer(
    url,
    `insert into case_file (district, id, version, head_hash, case_no, matter, matter_version, matter_name, plan, title,
       status, state, organ, other_organs, division, applicant, applicant_name, received_at, due_at, facts, engine_state)
     select '${DISTRICT}', 'c' || n, 1, '\\x00', 'c' || n, 'incident', '1', '城市管理事件处置', 'p', '暴露垃圾 · 汤泉社区',
            'active', (array['registered', 'handling', 'checking'])[1 + n % 3], 'supervision-centre',
            array['government', '${CENTRE}', 'organ-' || n % 20], '2103110' || lpad((n % 20)::text, 2, '0') || '001',
            'report:' || n, '随手拍', timestamptz '2026-11-01' + n * interval '13 seconds',
            timestamptz '2026-11-14' + (n % 97) * interval '2 hours',
            jsonb_build_object('lon', 122.985 + (random() + random() - 1) * 0.21, 'lat', 41.075 + (random() + random() - 1) * 0.12,
              'class', 'E-' || lpad((100 + n % 60)::text, 4, '0'), 'handlingOrgan', 'organ-' || n % 20, 'urgent', n % 50 = 0,
              'source', 'report', 'registered', true, 'dispatches', 1),
            jsonb_build_object('status', 'active', 'variables', jsonb_build_object('text', repeat(md5(n::text), 30)))
       from generate_series(1, ${count}) n`,
  );
  await onServer(url, "vacuum analyze");
}
