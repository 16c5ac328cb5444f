import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { typesetCommand } from "./typeset.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yiwang-typeset-"));
  const main =
    '#import "/lib/base.typ": *\n#set document(date: date-of(data.issuedOn))\n#set text(font: body-font, fallback: false)\n#data.words';
  await writeFile(join(folder, "t.typ"), main);
  await writeFile(join(folder, "good.json"), '{"issuedOn":"2022-10-12","words":"千山"}');
  await writeFile(join(folder, "rare.json"), '{"issuedOn":"2022-10-12","words":"𠮷"}');
  await writeFile(join(folder, "broken.json"), "{");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function typeset(...args: readonly string[]) {
  const out: string[] = [];
  const code = await typesetCommand.run(args, {
    stdin: (async function* () {})(),
    out: (text) => void out.push(text),
    err: () => undefined,
    env: {},
  });
  return { code, out: out.join("") };
}

describe("yiwang typeset", () => {
  test("writes the PDF of a template and its data", async () => {
    const file = join(folder, "out.pdf");
    const { code } = await typeset(join(folder, "t.typ"), "--data", join(folder, "good.json"), "--out", file);
    expect(code).toBe(0);
    expect((await readFile(file)).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("answers 1 and the code of the refusal for a character without a glyph", async () => {
    const file = join(folder, "none.pdf");
    const { code, out } = await typeset(
      join(folder, "t.typ"),
      "--data",
      join(folder, "rare.json"),
      "--out",
      file,
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code: "CHARACTER_NOT_IN_FONTS" } });
  });

  test("answers 2 for missing options, absent files and broken JSON", async () => {
    const template = join(folder, "t.typ");
    expect((await typeset(template)).code).toBe(2);
    expect((await typeset(template, "--data", join(folder, "no.json"), "--out", "o.pdf")).code).toBe(2);
    expect((await typeset(template, "--data", join(folder, "broken.json"), "--out", "o.pdf")).code).toBe(2);
  });
});
