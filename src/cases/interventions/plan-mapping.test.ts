import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { compileProcess, type Plan } from "#process";
import {
  boundary,
  element,
  end,
  flow,
  flows,
  gateway,
  processXml,
  user,
} from "../../../test/support/bpmn.ts";
import { lostElements, mappingFault, proposeMapping, withFlows } from "./plan-mapping.ts";

async function planOf(xml: string): Promise<Plan> {
  const [plan] = expectOk(await compileProcess(xml));
  if (plan === undefined) throw new Error("no plan");
  return plan;
}

const of = (role: string): string => `<zeebe:assignmentDefinition candidateGroups="${role}"/>`;
const named = (xml: string, id: string, name: string): string =>
  xml.replace(`name="${id}"`, `name="${name}"`);
const line = (...tasks: readonly (readonly [string, string])[]): string =>
  processXml(
    [...tasks.map(([id, role]) => user(id, of(role))), end()],
    ["s", ...tasks.map(([id]) => id)]
      .map((id, index) => flow(`${id}_`, id, tasks[index]?.[0] ?? "e"))
      .join(""),
  );
const faultOf = (from: Plan, to: Plan, mapping: Readonly<Record<string, string>>) =>
  mappingFault({ from, to, mapping })?.code;

test("what both versions have stays itself, and no step becomes another or somebody else's", async () => {
  const from = await planOf(line(["take", "clerk"], ["review", "reviewer"], ["decide", "approver"]));
  const to = await planOf(
    line(["take", "clerk"], ["check", "reviewer"], ["decide", "approver"], ["sign", "approver"]),
  );
  expect(
    lostElements({ from, to, mapping: {} }).map(({ node, candidates }) => [
      node.id,
      candidates.map(({ id }) => id),
    ]),
  ).toEqual([["review", ["check"]]]);
  expect(faultOf(from, to, { review: "check" })).toBeUndefined();
  for (const mapping of [
    { review: "decide" },
    { review: "sign" },
    { take: "check" },
    { decide: "sign" },
    { decide: "decide" },
  ] as const)
    expect(faultOf(from, to, mapping as Readonly<Record<string, string>>)).toBe("MIGRATION_MAPPING_UNFIT");
  expect(faultOf(from, to, { review: "nowhere" })).toBe("MIGRATION_MAPPING_UNKNOWN");
  expect(faultOf(from, to, { nobody: "check" })).toBe("MIGRATION_MAPPING_UNKNOWN");
});

test("two steps do not become one", async () => {
  const from = await planOf(line(["one", "clerk"], ["two", "clerk"]));
  const to = await planOf(line(["both", "clerk"]));
  expect(faultOf(from, to, { one: "both" })).toBeUndefined();
  expect(faultOf(from, to, { one: "both", two: "both" })).toBe("MIGRATION_MAPPING_TWICE");
});

test("what is called the same is proposed, with the scope around it, what is on its edge, and the flows between", async () => {
  const inside = (task: string) =>
    [element("startEvent", "s2"), user(task), end("e2"), flow("g1", "s2", task), flow("g2", task, "e2")].join(
      "",
    );
  const drawn = (scope: string, task: string, edge: string) =>
    [
      [scope, "联合审查"],
      [task, "会商"],
      [edge, "超期"],
    ].reduce(
      (xml, [id = "", name = ""]) => named(xml, id, name),
      processXml(
        [element("subProcess", scope, { inside: inside(task) }), boundary(edge, scope, "PT1H"), end()],
        flows(`s ${scope}`, `${scope} e`, `${edge} e`),
      ),
    );
  const [from, to] = [
    await planOf(drawn("sub", "talk", "late")),
    await planOf(drawn("part", "confer", "over")),
  ];
  const mapping = proposeMapping(from, to);
  expect(mapping).toEqual({ sub: "part", talk: "confer", late: "over" });
  expect(mappingFault({ from, to, mapping })).toBeUndefined();
  // Without the scope, what has kept its id in it has no place either.
  expect(lostElements({ from, to, mapping: {} }).map(({ node }) => node.id)).toEqual([
    "sub",
    "late",
    "s2",
    "talk",
    "e2",
  ]);
  expect(lostElements({ from, to, mapping: { sub: "part" } }).map(({ node }) => node.id)).toEqual([
    "sub",
    "late",
    "talk",
  ]);
});

test("a flow goes with the two elements that it joins, where it is the only one", async () => {
  const fork = (join: string, via: string): string =>
    processXml(
      [gateway("parallel", "fork"), user("a"), user("b"), gateway("parallel", join), end()],
      flow("x1", "s", "fork") +
        flow("x2", "fork", "a") +
        flow("x3", "fork", "b") +
        flow(via, "a", join) +
        flow("x5", "b", join) +
        flow("x6", join, "e"),
    );
  const [from, to] = [await planOf(fork("join", "x4")), await planOf(fork("meet", "y4"))];
  expect(withFlows({ from, to, mapping: { join: "meet" } })).toEqual({ x4: "y4", join: "meet" });
  expect(withFlows({ from, to, mapping: {} })).toEqual({});
});
