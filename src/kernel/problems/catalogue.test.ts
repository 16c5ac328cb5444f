import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { CATALOGUE } from "./catalogue.ts";

it("gives every code one meaning: no two rooms name the same code", async () => {
  const files = (await readdir(import.meta.dirname)).filter(
    (name) => !/^(?:catalogue|entry)\.|\.test\.ts$/.test(name),
  );
  const rooms = await Promise.all(
    files.map((name) => import(new URL(name, import.meta.url).href) as Promise<Record<string, object>>),
  );
  const codes = rooms.flatMap((room) => Object.values(room).flatMap((entries) => Object.keys(entries)));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(codes.toSorted()).toEqual(Object.keys(CATALOGUE).toSorted());
});

it("says every refusal in both languages, with what to do next and a status that is one of refusing", () => {
  for (const [code, entry] of Object.entries(CATALOGUE)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect([code, entry.status >= 400 && entry.status < 600]).toEqual([code, true]);
    expect([code, entry.zh]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
    expect([code, entry.nextZh]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
    expect([code, entry.en, entry.nextEn]).toEqual([
      code,
      expect.stringMatching(/[a-z]/),
      expect.stringMatching(/[a-z]/),
    ]);
  }
});
