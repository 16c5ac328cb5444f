import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { auditLedger } from "#store";
import { startChildServer } from "../../test/harness/child-server.ts";
import { freePort } from "../../test/harness/test-platform.ts";
import { writeCases } from "../bulk/write-cases.ts";
import { openBenchStore } from "../harness/database.ts";
import type { Effort, Row, Sample } from "../harness/row.ts";
import { watchMemory } from "../soak/memory.ts";
import { workDay } from "../soak/work-day.ts";

const FIRST_DAY = "2020-01-02T01:00:00.000Z";
const DAYS = 1095;

/** A district of many years: how long writing and auditing it takes, and what a server over it needs. */
export const million: Row = {
  name: "million",
  title: "A million closed and a hundred thousand open cases: written, audited, worked on for ten minutes",
  units: { seconds: "s", perSecond: "a second", peak: "MB", early: "MB", late: "MB", requests: "a second" },
  goals: [
    { name: "writing them (s)", of: ["written", "seconds"], by: null, atMost: 600 },
    { name: "the server's memory at its highest (MB RSS)", of: ["server", "peak"], by: null, atMost: 400 },
    {
      name: "its memory in the last minute ÷ in the third",
      of: ["server", "late"],
      by: ["server", "early"],
      atMost: 1.05,
    },
  ],
  notes: [
    "written: cases that the engine ran once, moved to another number, person and place, each chain hashed anew; COPY past the application, indexes made afterwards.",
    "audited: every chain, current state and anchor (perSecond: entries); one fault would end the bench.",
    "server: `yiwang serve` as a process of its own; from its start it anchors and folds everything there is. Three people apply for food business licences and six officers take them to sealed decisions, four read lists, search, cases and the screen. Memory is the process's resident set, read every two seconds; the third and the last minute are told by their medians.",
    "Once, whatever the repetitions. Quick: a fiftieth of the cases and twenty seconds, of which a quarter each is compared.",
  ],
  server: true,
  once: true,
  prepare: async (effort) => {
    const store = await openBenchStore("million", 4);
    const size = effort.quick ? { closed: 20_000, open: 2000 } : { closed: 1_000_000, open: 100_000 };
    const timed = async (work: () => Promise<number>): Promise<Sample> => {
      const start = performance.now();
      const done = await work();
      const seconds = (performance.now() - start) / 1000;
      return { seconds, perSecond: done / seconds };
    };
    return [
      {
        name: "written",
        run: () =>
          timed(async () => {
            await writeCases(store.url, { ...size, from: FIRST_DAY, days: DAYS });
            return size.closed + size.open;
          }),
      },
      {
        name: "audited",
        run: () =>
          timed(async () => {
            const { entries, faults } = await auditLedger(store);
            if (faults.length > 0) throw new Error(`the audit found ${JSON.stringify(faults.slice(0, 3))}`);
            return entries;
          }),
      },
      { name: "server", run: () => served(store.url, effort), close: () => store.close() },
    ];
  },
};

async function served(databaseUrl: string, { quick }: Effort): Promise<Sample> {
  const minute = quick ? 5 : 60;
  const minutes = quick ? 4 : 10;
  const data = await mkdtemp(join(tmpdir(), "yiwang-bench-"));
  try {
    const server = await startChildServer({ port: await freePort(), data, databaseUrl });
    const work = await workDay(server.url).catch(async (fault: unknown) => {
      await server.stop();
      throw fault;
    });
    const memory = watchMemory(server.pid);
    try {
      const answered = await work(minutes * minute);
      const third = quick ? 1 : 2;
      return {
        peak: memory.highest(),
        early: memory.median(third * minute, (third + 1) * minute),
        late: memory.median((minutes - 1) * minute, minutes * minute),
        requests: answered / (minutes * minute),
      };
    } finally {
      memory.stop();
      await server.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
