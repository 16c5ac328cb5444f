import { caseDriver, linkedPlan, momentOf, newCase } from "../cases/case-driver.ts";
import { untilOver } from "../harness/clients.ts";
import { bytesOfTables, openBenchStore } from "../harness/database.ts";
import { bpmnEnginePart } from "../peers/bpmn-engine.ts";
import { dbosPart } from "../peers/dbos.ts";
import type { Effort, Part, Row } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

/** Cases under way at once: enough that no peer stands still only because it asks in intervals. */
export const CLIENTS = 64;
const REVIEWS = ["review-1", "review-2", "review-3"];
export const secondsOf = ({ quick }: Effort): number => (quick ? 2 : 10);

/** One process from its start to its end, against a durable-workflow library and a BPMN engine with saved state. */
export const reviewProcess: Row = {
  name: "review-process",
  title: "Start → accept → three parallel reviews → gateway → decide → end, 64 cases under way",
  units: { casesPerSecond: "cases/s", bytesPerCase: "bytes", p50: "ms", p95: "ms", p99: "ms" },
  goals: [
    {
      name: "yiwang ÷ DBOS, cases/s",
      of: ["yiwang", "casesPerSecond"],
      by: ["dbos", "casesPerSecond"],
      atLeast: 5,
    },
    {
      name: "yiwang ÷ DBOS, bytes of a case",
      of: ["yiwang", "bytesPerCase"],
      by: ["dbos", "bytesPerCase"],
      atMost: 0.75,
    },
    {
      name: "yiwang ÷ bpmn-engine, cases/s",
      of: ["yiwang", "casesPerSecond"],
      by: ["bpmn-engine", "casesPerSecond"],
      atLeast: 8,
    },
  ],
  notes: [
    "yiwang: start and five completions, each one durable step with its ledger entry, task rows, clock and facts.",
    "dbos: one workflow a case that receives five messages (`DBOS.recv`), sent by the client (`DBOS.send`) as fast as they are taken; the client waits for the workflow's result.",
    "bpmn-engine: the same model in memory; after the start and after each completion `getState()` is written into a jsonb column, one row a case. It is never read back.",
    "p50, p95 and p99 are of a case from its start to its end, 64 of them under way.",
    "Bytes: tables with indexes after VACUUM FULL, by case. A yiwang case keeps its whole history, a DBOS case its inputs, messages and results, a bpmn-engine case its last state alone.",
  ],
  server: true,
  prepare: async (effort) => [await ourPart(effort), await dbosPart(effort), await bpmnEnginePart(effort)],
};

async function ourPart(effort: Effort): Promise<Part> {
  const store = await openBenchStore("review", 16);
  const driver = caseDriver(store.cases, await linkedPlan("review.bpmn"));
  let number = 0;
  const empty = await bytesOfTables(store.url);
  const once = async (client: number): Promise<number> => {
    const live = newCase(driver.plan, `case-${(number += 1)}`, momentOf(number % 5000));
    await driver.start(live, { form: { area: "126.5", seats: 40 } });
    await driver.complete(live, "accept", {}, client);
    for (const review of REVIEWS) await driver.complete(live, review, { [review]: "passed" }, client);
    await driver.complete(live, "decide", { approved: true }, client);
    return 1;
  };
  return {
    name: "yiwang",
    run: async () => {
      const ran = await untilOver(CLIENTS, secondsOf(effort), once);
      const bytes = await bytesOfTables(store.url);
      return {
        casesPerSecond: ran.done / ran.seconds,
        bytesPerCase: (bytes - empty) / number,
        ...waits(ran.waits),
      };
    },
    close: () => store.close(),
  };
}
