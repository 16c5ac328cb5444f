import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkCommand } from "./check.ts";

const scratch = mkdtempSync(join(tmpdir(), "yiwang-check-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function check(...args: readonly string[]) {
  let out = "";
  let err = "";
  const code = await checkCommand.run(args, {
    stdin: (async function* () {})(),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    env: {},
  });
  return { code, out, err };
}

function brokenPack(name: string, file: string, change: (text: string) => string): string {
  const folder = join(scratch, name);
  cpSync(QIANSHAN, folder, { recursive: true });
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
  return folder;
}

const QIANSHAN = "districts/qianshan";
const folders = (part: string): readonly string[] => readdirSync(join(QIANSHAN, part));

describe("yiwang check", () => {
  it("finds Qianshan's pack sound and prints what it counted", async () => {
    const { code, out } = await check("--json");
    expect(JSON.parse(out)).toEqual({
      faults: [],
      toVerify: expect.arrayContaining([
        expect.objectContaining({
          file: "matters/food-business-licence/matter.yaml",
          place: expect.any(String),
        }),
      ]),
      matters: folders("matters").length,
      organs: readFileSync(join(QIANSHAN, "organs.yaml"), "utf8").match(/^- id:/gm)?.length,
      // The rows that some registers mirror stand beside them.
      registers: folders("registers").filter((file) => file.endsWith(".yaml")).length,
      indicators: folders("indicators").length,
      examples: { run: expect.any(Number), passed: expect.any(Number) },
    });
    const { run, passed } = JSON.parse(out).examples;
    expect(run).toBe(passed);
    expect(run).toBeGreaterThanOrEqual(folders("matters").length);
    expect(code).toBe(0);
  });

  it("counts what is still to be verified, and lists it where that is asked", async () => {
    const counted = await check();
    expect(counted).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(/ · 待核 [1-9]\d* · 错误 0\n$/),
    });
    const listed = await check("--to-verify");
    expect(listed.err).toMatch(
      /^matters\/food-business-licence\/matter\.yaml line \d+: 待核 \/ to be verified: /m,
    );
  });

  it("answers 1 and names file and place of a broken process", async () => {
    const folder = brokenPack("process", "processes/licence-review.bpmn", (text) =>
      text.replace("<bpmn:userTask", "<bpmn:manualTask").replace("</bpmn:userTask", "</bpmn:manualTask"),
    );
    const { code, out } = await check(folder, "--json");
    expect(code).toBe(1);
    const { faults } = JSON.parse(out) as { faults: readonly object[] };
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults)
      expect(Object.keys(fault).toSorted()).toEqual(["code", "file", "message", "place"]);
  });

  it("answers 1 for an indicator that reads a field its register lacks", async () => {
    const folder = brokenPack("indicator", "indicators/food-licences-issued.yaml", (text) =>
      text.replace("date: issuedOn", "date: issuedAt"),
    );
    const { code, err } = await check(folder);
    expect(code).toBe(1);
    expect(err).toContain("indicators/food-licences-issued.yaml issuedAt");
  });

  it("answers 1 for a rehearsal that comes out otherwise", async () => {
    const folder = brokenPack("example", "matters/food-business-licence/examples.yaml", (text) =>
      text.replace("outcome: lapsed", "outcome: granted"),
    );
    const { code, out } = await check(folder, "--json");
    expect(code).toBe(1);
    const { run, passed } = (JSON.parse(out) as { examples: { run: number; passed: number } }).examples;
    expect(run - passed).toBe(1);
  });

  it("answers 2 for wrong use", async () => {
    expect((await check("--nonsense")).code).toBe(2);
    expect((await check("one", "two")).code).toBe(2);
  });

  it("answers 1 for a folder that cannot be read", async () => {
    const { code, err } = await check(join(scratch, "nowhere"));
    expect(code).toBe(1);
    expect(err).toContain("PACK_FOLDER_MISSING");
  });
});
