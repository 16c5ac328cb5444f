import { EventEmitter } from "node:events";
import { Engine } from "bpmn-engine";
import { Pool } from "pg";
import { untilOver } from "../harness/clients.ts";
import { bytesOfTables, createDatabase, onServer } from "../harness/database.ts";
import type { Effort, Part } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";
import { CLIENTS, secondsOf } from "../rows/review-process.ts";

const STEPS = ["accept", "review-1", "review-2", "review-3", "decide"];

// The same process in the words bpmn-engine understands: its conditions are its own expressions.
const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="review-model" targetNamespace="bench">
<process id="review" isExecutable="true">
<startEvent id="received"/><userTask id="accept"/><parallelGateway id="fork"/>
<userTask id="review-1"/><userTask id="review-2"/><userTask id="review-3"/><parallelGateway id="join"/>
<userTask id="decide"/><exclusiveGateway id="decided" default="to-refused"/><endEvent id="granted"/><endEvent id="refused"/>
<sequenceFlow id="f1" sourceRef="received" targetRef="accept"/><sequenceFlow id="f2" sourceRef="accept" targetRef="fork"/>
<sequenceFlow id="f3" sourceRef="fork" targetRef="review-1"/><sequenceFlow id="f4" sourceRef="fork" targetRef="review-2"/>
<sequenceFlow id="f5" sourceRef="fork" targetRef="review-3"/><sequenceFlow id="f6" sourceRef="review-1" targetRef="join"/>
<sequenceFlow id="f7" sourceRef="review-2" targetRef="join"/><sequenceFlow id="f8" sourceRef="review-3" targetRef="join"/>
<sequenceFlow id="f9" sourceRef="join" targetRef="decide"/><sequenceFlow id="f10" sourceRef="decide" targetRef="decided"/>
<sequenceFlow id="to-granted" sourceRef="decided" targetRef="granted"><conditionExpression xsi:type="tFormalExpression">\${environment.output.decide.approved}</conditionExpression></sequenceFlow>
<sequenceFlow id="to-refused" sourceRef="decided" targetRef="refused"/>
</process></definitions>`;

/** `bpmn-engine`, which keeps nothing itself: its state is saved after every completion. */
export async function bpmnEnginePart(effort: Effort): Promise<Part> {
  const database = await createDatabase("bpmn_engine");
  await onServer(database.url, "create table saved (id text primary key, state jsonb not null)");
  const pool = new Pool({ connectionString: database.url, max: 16 });
  // The database is dropped with its last connections.
  pool.on("error", () => undefined);
  const empty = await bytesOfTables(database.url);
  let number = 0;
  const once = async (): Promise<number> => {
    await runCase(pool, `case-${(number += 1)}`);
    return 1;
  };
  return {
    name: "bpmn-engine",
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
      await pool.end();
      await database.drop();
    },
  };
}

async function runCase(pool: Pool, id: string): Promise<void> {
  const engine = new Engine({ name: id, source: MODEL, variables: { form: { area: "126.5", seats: 40 } } });
  const listener = new EventEmitter();
  const ended = new Promise<void>((resolve, reject) => {
    engine.once("end", () => resolve());
    engine.once("error", reject);
  });
  const execution = await engine.execute({ listener });
  await save(pool, id, execution.getState());
  for (const element of STEPS) {
    const task = execution.getPostponed().find((each) => each.id === element);
    if (task === undefined) throw new Error(`bpmn-engine does not wait at ${element}`);
    task.signal(element === "decide" ? { approved: true } : { [element]: "passed" });
    await save(pool, id, execution.getState());
  }
  await ended;
}

function save(pool: Pool, id: string, state: unknown) {
  return pool.query({
    name: "save",
    text: "insert into saved values ($1, $2) on conflict (id) do update set state = excluded.state",
    values: [id, JSON.stringify(state)],
  });
}
