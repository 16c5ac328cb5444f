import { beforeAll, expect, test } from "vitest";
import type { DistrictPack, Matter } from "#district";
import { link, openFailures, openTasks, step, type CaseState, type LinkedPlan } from "#engine";
import { expectOk, type Instant, type JsonObject } from "#kernel";
import { compileProcess } from "#process";
import { packWith } from "../../../test/exchange/exchange-house.ts";
import { end, flows, gateway, processXml, user } from "../../../test/support/bpmn.ts";
import { findFailure } from "./failure-values.ts";

const happened = {
  at: "2026-11-16T01:00:00.000Z" as Instant,
  actor: { kind: "person", account: "li" },
} as const;

/** What a review and a decision give, a remark that anybody may, and what the applicant and a message brought. */
const READ = [
  "decision",
  "verdict",
  "remark",
  "form.area",
  "caseNo",
  "credit.note",
  "credit.phone",
  "credit.idNumber",
  "credit.score",
];
const XML = processXml(
  [
    user("note"),
    user(
      "review",
      '<zeebe:formDefinition formId="review"/><zeebe:ioMapping><zeebe:output source="=agreed" target="verdict"/></zeebe:ioMapping>',
    ),
    user("decide", '<zeebe:formDefinition formId="decision"/><yiwang:task separateFrom="review"/>'),
    gateway("exclusive", "g"),
    user("t"),
    end(),
  ],
  flows(
    "s note",
    "note review",
    "review decide",
    "decide g",
    `g t ${READ.map((path) => `${path} = 1`).join(" and ")} and missing > 1`,
    "t e",
  ),
);
const VARIABLES: JsonObject = {
  caseNo: "2103110001",
  form: { area: "large" },
  credit: {
    note: "联系13812345678，身份证210311199001011234",
    phone: 13_812_345_678,
    idNumber: "210311199001011234",
    score: 5,
  },
};
const GIVEN: Readonly<Record<string, JsonObject>> = {
  note: { remark: "urgent" },
  review: { agreed: "yes" },
  decide: { decision: "perhaps" },
};

let pack: DistrictPack;
let matter: Matter;
let plan: LinkedPlan;
let state: CaseState;
beforeAll(async () => {
  pack = await packWith({});
  const [first] = pack.matters.values();
  const [compiled] = expectOk(await compileProcess(XML));
  if (first === undefined || compiled === undefined) throw new Error("no matter, or no process");
  matter = first;
  plan = link(compiled);
  state = expectOk(step(plan, null, { kind: "start", variables: VARIABLES, ...happened })).state;
  for (let task = openTasks(state)[0]; task !== undefined; task = openTasks(state)[0]) {
    const variables = GIVEN[task.element] ?? {};
    const actor = { kind: "person", account: task.element } as const;
    const done = { kind: "completeTask", task: task.id, variables, ...happened, actor } as const;
    state = expectOk(step(plan, state, done)).state;
  }
}, 120_000);

const seen = (inFull: boolean) => {
  const failure = openFailures(state)[0]?.id ?? "";
  const found = findFailure(pack, matter, { plan, stored: { state } }, failure, inFull);
  return Object.fromEntries(found?.values.map((each) => [each.path.join("."), each]) ?? []);
};

test("what decides in somebody's place, what the applicant declared and what the case is known by is not corrected beside it", () => {
  const values = seen(true);
  const locks = Object.fromEntries(Object.entries(values).map(([path, { lock }]) => [path, lock]));
  expect(locks).toEqual({
    remark: null,
    "credit.note": null,
    "credit.phone": null,
    "credit.idNumber": null,
    "credit.score": null,
    missing: null,
    decision: "duty",
    verdict: "duty",
    "form.area": "applied",
    caseNo: "fact",
  });
  // What may be put right comes first.
  expect(Object.values(locks).findIndex((lock) => lock !== null)).toBe(6);
  expect(values["missing"]).toMatchObject({ value: null, isThere: false });
  expect(values["decision"]?.label?.zh).toBe(pack.forms.get("decision")?.fields[0]?.label.zh);
});

test("who may not see personal data is shown it starred, wherever it stands, and corrects nothing of it", () => {
  const values = seen(false);
  expect(values["credit.note"]).toMatchObject({
    value: "联系138****5678，身份证210311********1234",
    masked: true,
    lock: "personal",
  });
  expect(values["credit.phone"]).toMatchObject({ value: "****", lock: "personal" });
  expect(values["credit.idNumber"]).toMatchObject({ value: "210311********1234", lock: "personal" });
  expect(values["credit.score"]).toMatchObject({ value: 5, masked: false, lock: null });
});
