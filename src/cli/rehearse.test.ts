import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { element, end, flows, gateway, processXml, user } from "../../test/support/bpmn.ts";
import { rehearseCommand } from "./rehearse.ts";

let folder = "";
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-rehearse-"));
  await writeFile(at("simple.bpmn"), processXml([user("t"), end()], flows("s t", "t e")));
  await writeFile(at("bad.bpmn"), processXml([element("complexGateway", "x"), end()], flows("s x", "x e")));
  await writeFile(
    at("script.json"),
    JSON.stringify(script([{ do: "complete", element: "t", variables: { b: 2 } }])),
  );
  await writeFile(
    at("choice.bpmn"),
    processXml([gateway("exclusive", "g"), user("t"), end()], flows("s g", "g t kind > 5", "t e")),
  );
  for (const [name, more] of Object.entries({
    fails: {},
    expected: { failures: ["g"] },
    other: { failures: ["t"] },
  }))
    await writeFile(
      at(`${name}.json`),
      JSON.stringify({ process: "p", variables: { kind: "a" }, steps: [], ...more }),
    );
  await writeFile(at("twice.json"), JSON.stringify(script([complete, complete])));
});
afterAll(() => rm(folder, { recursive: true }));

const complete = { do: "complete", element: "t" };
const script = (steps: readonly object[]): object => ({ process: "p", variables: { a: 1 }, steps });

async function run(args: readonly string[], stdin = ""): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await rehearseCommand.run(args, {
    stdin: (async function* lines() {
      yield stdin;
    })(),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    env: {},
  });
  return { code, out, err };
}

test("a rehearsal answers status, open, variables and trace, restarted or not", async () => {
  const expected = {
    status: "completed",
    open: [],
    variables: { a: 1, b: 2 },
    trace: ["s", "t", "e"].flatMap((id) => [
      { element: id, event: "entered" },
      { element: id, event: "completed" },
    ]),
  };
  const plain = await run([at("simple.bpmn"), "--script", at("script.json")]);
  expect(plain.code).toBe(0);
  expect(JSON.parse(plain.out)).toEqual(expected);
  const restarted = await run([at("simple.bpmn"), "--script", at("script.json"), "--restart-every-step"]);
  expect(JSON.parse(restarted.out)).toEqual(expected);
  const pretty = await run([at("simple.bpmn"), "--script", at("script.json"), "--pretty"]);
  expect(pretty.out).toContain("t (t)");
});

test("a step that cannot apply names its index and exits with 1", async () => {
  const refused = await run([at("simple.bpmn"), "--script", at("twice.json")]);
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({
    refused: { step: 1, code: "REHEARSAL_ELEMENT_NOT_OPEN" },
    status: "completed",
    trace: [{ element: "s", event: "entered" }, {}, {}, {}, {}, { element: "e", event: "completed" }],
  });
  const pretty = await run([at("simple.bpmn"), "--script", at("twice.json"), "--pretty"]);
  expect(pretty.code).toBe(1);
  expect(pretty.out).toContain("✓ 完成 / completed  e (e)");
  expect(pretty.err).toContain("steps[1] ");
});

test("what failed is told with its reason, and exits with 1 unless the script says so", async () => {
  const rehearsed = (name: string, more: readonly string[] = []) =>
    run([at("choice.bpmn"), "--script", at(name), ...more]);
  const failed = await rehearsed("fails.json");
  expect(failed.code).toBe(1);
  expect(JSON.parse(failed.out)).toMatchObject({
    status: "failed",
    failures: [
      {
        element: "g",
        code: "ENGINE_CONDITION_NOT_BOOLEAN",
        message: expect.stringContaining("kind > 5"),
      },
    ],
  });
  expect((await rehearsed("expected.json")).code).toBe(0);
  expect((await rehearsed("other.json")).code).toBe(1);
  const pretty = await rehearsed("fails.json", ["--pretty"]);
  expect(pretty.code).toBe(1);
  expect(pretty.out).toMatch(/故障 \/ failure: .*kind > 5.*\[ENGINE_CONDITION_NOT_BOOLEAN\]/u);
});

test("a model that does not compile names the element and exits with 1", async () => {
  const failed = await run([at("bad.bpmn"), "--script", at("script.json")]);
  expect(failed.code).toBe(1);
  expect(JSON.parse(failed.out)).toMatchObject({
    error: { code: "PROCESS_ELEMENT_UNSUPPORTED", element: "x", name: "x" },
  });
});

test("wrong use exits with 2", async () => {
  expect((await run([])).code).toBe(2);
  expect((await run([at("simple.bpmn")])).code).toBe(2);
  expect((await run([at("simple.bpmn"), "--script", at("nowhere.json")])).code).toBe(2);
  expect((await run(["--nonsense"])).code).toBe(2);
});

test("a batch answers each line in order and goes on after a bad one", async () => {
  const models = [at("simple.bpmn")];
  const lines = [
    { models, script: script([complete]), restart: true },
    "nonsense",
    { models: [at("bad.bpmn")], script: script([]) },
    { models: [at("nowhere.bpmn")], script: script([]) },
    { models, script: script([complete, complete]) },
    { models, script: { process: "other" } },
    { models, script: {} },
    { models, script: script([]) },
  ];
  const { code, out } = await run(["--batch"], lines.map((line) => JSON.stringify(line)).join("\n"));
  expect(code).toBe(0);
  const answers = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(answers).toMatchObject([
    { status: "completed" },
    { error: { code: "REHEARSAL_SCRIPT_UNREADABLE" } },
    { error: { code: "PROCESS_ELEMENT_UNSUPPORTED", element: "x" } },
    { error: { code: "REHEARSAL_MODEL_MISSING" } },
    { refused: { step: 1 } },
    { error: { code: "REHEARSAL_PROCESS_UNKNOWN" } },
    { status: "active", open: [], trace: [] },
    { status: "active", open: [{ element: "t", type: "userTask" }] },
  ]);
});
