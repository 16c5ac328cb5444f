import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foldEntries, link, replay, step, type CaseEvent, type CaseState, type StepEntry } from "#engine";
import { expectOk, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import { findCase } from "../queries/cases.ts";
import { listEntries } from "../queries/entries.ts";
import { AT, commitOf, DISTRICT, sampleCase } from "../samples.ts";
import { eachDatabase, type TestStore } from "../testing.ts";
import { auditLedger } from "./audit.ts";
import { systemContext } from "./context.ts";

const SYSTEM = systemContext(DISTRICT);
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="p" name="P" isExecutable="true">
<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
<bpmn:userTask id="a" name="A"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
<bpmn:userTask id="b" name="B"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="e"/><bpmn:endEvent id="e"/>
</bpmn:process></bpmn:definitions>`;

eachDatabase("a case that the engine ran", (open) => {
  let fresh: TestStore;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.dispose());

  test("what is stored is the fold of its entries, a replay gives the same, and a refused event changes nothing", async () => {
    const [plan] = expectOk(await compileProcess(XML));
    if (plan === undefined) throw new Error("no plan");
    const linked = link(plan);
    const actor = { kind: "system", name: "test" } as const;
    let number = 0;
    const tasks = fc.array(fc.constantFrom("e1", "e2", "e3", "e4", "nowhere"), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        tasks,
        fc.dictionary(fc.string({ maxLength: 3, unit: "grapheme" }), fc.integer(), { maxKeys: 3 }),
        async (order, variables) => {
          const id = `case-${(number += 1)}`;
          let [state, version]: [CaseState | null, number] = [null, 0];
          const events: CaseEvent[] = [
            { kind: "start", at: AT, actor, variables },
            ...order.map((task) => ({ kind: "completeTask", at: AT, actor, task, variables }) as const),
          ];
          for (const event of events) {
            const before = await findCase(fresh.store, SYSTEM, id);
            const stepped = step(linked, state, event);
            if (!stepped.ok) {
              expect(await findCase(fresh.store, SYSTEM, id)).toEqual(before);
              continue;
            }
            const { entries, effects } = stepped.value;
            const change = sampleCase(id, version, {
              state: stepped.value.state,
              effects,
              entries: entries.map((data) => ({
                at: AT,
                actor,
                kind: data.kind,
                data: data as unknown as JsonObject,
              })),
            });
            expectOk(await fresh.store.cases.transact(SYSTEM, (each) => each.commit(commitOf([change]))));
            state = stepped.value.state;
            version += entries.length;
          }
          const kept = (await listEntries(fresh.store, SYSTEM, id)).map(
            ({ data }) => data as unknown as StepEntry,
          );
          const stored = await findCase(fresh.store, SYSTEM, id);
          expect(stored?.state).toEqual(state);
          expect(foldEntries(kept)).toEqual(stored?.state);
          expect(expectOk(replay(linked, kept))).toEqual({ state, entries: kept });
        },
      ),
      { numRuns: 15 },
    );
    expect((await auditLedger(fresh.store)).faults).toEqual([]);
  });

  test("a state changed beside its entries is found by the audit", async () => {
    await fresh.store.database.asOwner(async (owner) => {
      await owner.script(
        `begin; select set_context('{"district": "*", "account": null, "roles": [], "organs": [], "divisions": []}');
         update case_file set engine_state = engine_state || '{"status": "terminated"}' where id = 'case-1'; commit`,
      );
    });
    expect((await auditLedger(fresh.store)).faults).toMatchObject([
      { kind: "stateDiffers", subject: "case-1" },
    ]);
  });
});
