import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instant } from "#kernel";
import { packWith } from "../../../test/exchange/exchange-house.ts";
import { element, end, flows, processXml, user } from "../../../test/support/bpmn.ts";
import { drawn } from "../../../test/support/drawn.ts";
import { eachDatabase, type TestStore } from "../../store/testing.ts";
import { publishPlans, type Plans } from "./publish-plans.ts";

const EARLIER = "2026-11-16T01:00:00.000Z" as Instant;
const NOW = "2026-11-17T01:00:00.000Z" as Instant;
const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';
const child = (task: string) =>
  drawn(processXml([user(task, CLERK), end()], flows(`s ${task}`, `${task} e`), "child"));
const CALLER = processXml(
  [element("callActivity", "call", { extensions: '<zeebe:calledElement processId="child"/>' }), end()],
  flows("s call", "call e"),
);

eachDatabase("published plans", (open) => {
  let fresh: TestStore;
  let plans: Plans;
  let former: string;
  let current: string;

  beforeAll(async () => {
    fresh = await open();
    const before = await packWith({ p: { xml: CALLER }, child: { xml: child("first") } });
    await publishPlans(fresh.store, before, EARLIER);
    const now = await packWith({ p: { xml: CALLER }, child: { xml: child("second") } });
    plans = await publishPlans(fresh.store, now, NOW);
    former = before.processes.get("child")?.plan.hash ?? "";
    current = now.processes.get("child")?.plan.hash ?? "";
  });
  afterAll(() => fresh.dispose());

  test("the drawing of a version that the pack no longer has is the one it was published with", async () => {
    expect(await plans.drawingOf(former)).toContain('id="first"');
    expect(await plans.drawingOf(current)).toContain('id="second"');
    expect(await plans.drawingOf("0".repeat(64))).toBeUndefined();
  });

  test("a plan that is drawn anew without being changed is shown as it is drawn now", async () => {
    const moved = child("second").replaceAll('y="60"', 'y="61"');
    const pack = await packWith({ p: { xml: CALLER }, child: { xml: moved } });
    expect(pack.processes.get("child")?.plan.hash).toBe(current);
    const again = await publishPlans(fresh.store, pack, NOW);
    expect(await again.drawingOf(current)).toBe(moved);
  });

  test("a case that stands in a former version of a called process goes on in it", async () => {
    const matter = [...(await packWith({ p: { xml: CALLER }, child: { xml: child("second") } })).matters];
    const [, own] = matter.find(([id]) => id === "p") ?? [];
    if (own === undefined) throw new Error("no matter p");
    const linked = plans.planOf(own);
    expect([...linked.plans.keys()]).toEqual(expect.arrayContaining([former, current]));
    // What is called from now on is the current version: of one id the last.
    const children = [...linked.plans.values()].filter(({ plan }) => plan.id === "child");
    expect(children.at(-1)?.plan.hash).toBe(current);
  });
});
