import { expect, test } from "vitest";
import { instantFromMillis, expectOk, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import { element, end, flow, flows, gateway, job, processXml, user } from "../../../test/support/bpmn.ts";
import { applyDelta } from "../state/delta.ts";
import { findFailed } from "./failed-reads.ts";
import { link, type LinkedPlan } from "../state/link.ts";
import { openFailures } from "./open-work.ts";
import type { CaseState } from "../state/state.ts";
import { step } from "../stepping/step.ts";
import type { CaseEvent } from "../state/types.ts";

const at = instantFromMillis(Date.parse("2026-11-16T01:00:00.000Z"));
const happened = { at, actor: { kind: "system", name: "test" } } as const;
const EXTRA = '<zeebe:taskDefinition type="j"/>';

async function planOf(xml: string): Promise<LinkedPlan> {
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no process");
  return link(plan, { settings: { most: 3 } });
}

function began(linked: LinkedPlan, variables: JsonObject): CaseState {
  return expectOk(step(linked, null, { kind: "start", variables, ...happened })).state;
}

type Resolving = Extract<CaseEvent, { kind: "resolveFailure" }>;

function resolved(linked: LinkedPlan, state: CaseState, more: Partial<Resolving>) {
  const [failure] = openFailures(state);
  const event = { kind: "resolveFailure", instance: failure?.id ?? "", ...happened, ...more } as const;
  return expectOk(step(linked, state, event));
}

function readsOf(linked: LinkedPlan, state: CaseState) {
  const [failure] = openFailures(state);
  return findFailed(linked, state, failure?.id ?? "")?.reads.map(({ path, value, isThere }) => [
    path.join("."),
    value,
    isThere,
  ]);
}

const CHOICE = processXml(
  [gateway("exclusive", "g"), user("t"), user("u"), end()],
  flows("s g", "g t credit.score > 600 and settings.most > 1", "g u credit.score < 100", "t e", "u e"),
);

test("a failed gateway tells the values that its conditions read, and goes on with one of them corrected", async () => {
  const linked = await planOf(CHOICE);
  const state = began(linked, { credit: { score: "many", by: "bank" }, other: 1 });
  expect(readsOf(linked, state)).toEqual([["credit.score", "many", true]]);
  const { state: after, entries } = resolved(linked, state, {
    corrections: [{ path: ["credit", "score"], value: 700 }],
    reason: "a typing error of the bank",
  });
  expect(after.variables).toEqual({ credit: { score: 700, by: "bank" }, other: 1 });
  expect(Object.values(after.instances).map((each) => each.element)).toEqual(["t"]);
  expect(entries[0].marks[0]).toMatchObject({
    kind: "resolved",
    detail: {
      reason: "a typing error of the bank",
      corrections: [{ path: ["credit", "score"], before: "many", after: 700 }],
    },
  });
});

test("a value that is missing is told as missing, and what is no object is corrected whole", async () => {
  const linked = await planOf(CHOICE);
  expect(readsOf(linked, began(linked, {}))).toEqual([["credit.score", null, false]]);
  const listed = began(linked, { credit: [{ score: 5 }] });
  expect(readsOf(linked, listed)).toEqual([["credit", [{ score: 5 }], true]]);
  const { state } = resolved(linked, listed, { corrections: [{ path: ["credit"], value: { score: 50 } }] });
  expect(Object.values(state.instances).map((each) => each.element)).toEqual(["u"]);
});

test("a job without inputs reads all that it sees, one with inputs what was mapped for it", async () => {
  const open = await planOf(processXml([job("j"), end()], flows("s j", "j e")));
  const mapped = await planOf(
    processXml(
      [
        element("serviceTask", "j", {
          extensions: `${EXTRA}<zeebe:ioMapping><zeebe:input source="=a" target="only"/></zeebe:ioMapping>`,
        }),
        end(),
      ],
      flows("s j", "j e"),
    ),
  );
  const given = (linked: LinkedPlan) => {
    const state = began(linked, { a: 1, b: 2 });
    const failing = { kind: "failJob", job: "e2", retries: 0, message: "no", ...happened } as const;
    return expectOk(step(linked, state, failing)).state;
  };
  expect(readsOf(open, given(open))).toEqual([
    ["a", 1, true],
    ["b", 2, true],
  ]);
  const failed = given(mapped);
  expect(readsOf(mapped, failed)).toEqual([["only", 1, true]]);
  const { effects, state } = resolved(mapped, failed, { corrections: [{ path: ["only"], value: 9 }] });
  expect(effects).toContainEqual(expect.objectContaining({ kind: "callJob" }));
  expect(JSON.stringify(effects)).toContain('"variables":{"only":9}');
  expect(state.variables).toEqual({ a: 1, b: 2 });
});

test("in a subprocess the value is corrected where the element sees it", async () => {
  const inside = [
    element("startEvent", "s2", { inside: "" }),
    gateway("exclusive", "g"),
    user("t"),
    `${flows("s2 g", "g t kind = 1")}`,
  ].join("");
  const xml = processXml(
    [
      element("subProcess", "sub", {
        extensions: '<zeebe:ioMapping><zeebe:input source="=2" target="kind"/></zeebe:ioMapping>',
        inside,
      }),
      end(),
    ],
    flow("out1", "s", "sub") + flow("out2", "sub", "e"),
  );
  const linked = await planOf(xml);
  const state = began(linked, { kind: 5 });
  expect(readsOf(linked, state)).toEqual([["kind", 2, true]]);
  const { state: after, entries } = resolved(linked, state, { corrections: [{ path: ["kind"], value: 1 }] });
  expect(after.variables).toEqual({ kind: 5 });
  expect(openFailures(after)).toEqual([]);
  expect(applyDelta(state, entries[0].delta)).toEqual(after);
});
