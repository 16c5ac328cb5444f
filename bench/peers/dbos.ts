import { DBOS } from "@dbos-inc/dbos-sdk";
import { untilOver } from "../harness/clients.ts";
import { bytesOfTables, createDatabase } from "../harness/database.ts";
import type { Effort, Part } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";
import { CLIENTS, secondsOf } from "../rows/review-process.ts";

const TOPICS = ["accept", "review-1", "review-2", "review-3", "decide"];
const LONG = 120;

type Message = { readonly by: string; readonly values: Readonly<Record<string, unknown>> };

/** The process as a DBOS workflow: what people do comes in as messages. */
async function review(_form: { readonly area: string; readonly seats: number }): Promise<string> {
  await DBOS.recv<Message>("accept", LONG);
  for (const topic of TOPICS.slice(1, 4)) await DBOS.recv<Message>(topic, LONG);
  const decision = await DBOS.recv<Message>("decide", LONG);
  return decision?.values["approved"] === true ? "granted" : "refused";
}

const reviewWorkflow = DBOS.registerWorkflow(review, { name: "review" });

/** `@dbos-inc/dbos-sdk` on a database of its own, as its documentation sets it up. */
export async function dbosPart(effort: Effort): Promise<Part> {
  const database = await createDatabase("dbos");
  DBOS.setConfig({
    name: "yiwang-bench",
    systemDatabaseUrl: database.url,
    systemDatabasePoolSize: 20,
    logLevel: "error",
    runAdminServer: false,
  });
  await DBOS.launch();
  const empty = await bytesOfTables(database.url);
  let number = 0;
  const once = async (client: number): Promise<number> => {
    const workflowID = `case-${(number += 1)}`;
    const handle = await DBOS.startWorkflow(reviewWorkflow, { workflowID })({ area: "126.5", seats: 40 });
    for (const topic of TOPICS) {
      const values = topic === "decide" ? { approved: true } : { [topic]: "passed" };
      await DBOS.send<Message>(workflowID, { by: `clerk-${client}`, values }, topic);
    }
    if ((await handle.getResult()) !== "granted") throw new Error("the workflow came to another end");
    return 1;
  };
  return {
    name: "dbos",
    run: async () => {
      const ran = await untilOver(CLIENTS, secondsOf(effort), once);
      const bytes = await bytesOfTables(database.url);
      return {
        casesPerSecond: ran.done / ran.seconds,
        bytesPerCase: (bytes - empty) / number,
        ...waits(ran.waits),
      };
    },
    close: async () => {
      await DBOS.shutdown();
      await database.drop();
    },
  };
}
