import { array, assert, property, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fault } from "./fault.ts";
import { csvRows } from "./csv-rows.ts";

const read = (source: string) => {
  const faults: Fault[] = [];
  const rows = csvRows("x.csv", source, ["a", "b"], (fault) => void faults.push(fault));
  return { rows, faults };
};

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe("csvRows", () => {
  it("reads quoted cells with commas, quotes and line breaks, and keeps the right line", () => {
    const { rows } = read('\uFEFFa,b\r\n"x, ""y""","1\n2"\r\nz,\r\n');
    expect(rows).toEqual([
      { line: 2, cells: { a: 'x, "y"', b: "1\n2" } },
      { line: 4, cells: { a: "z", b: "" } },
    ]);
  });

  it("tells the line of a row of another width and of a stray quote", () => {
    expect(read("a,b\n1\n").faults).toEqual([expect.objectContaining({ place: "line 2" })]);
    expect(read('a,b\n1,2\n3,x"y\n').faults).toEqual([expect.objectContaining({ place: "line 3" })]);
  });

  it("tells of a missing column", () => {
    expect(read("a\n1\n").faults).toEqual([expect.objectContaining({ code: "PACK_FIELD_MISSING" })]);
  });

  it("reads back what is written with quotes, whatever it holds", () => {
    const cell = string().map((text) => text.replaceAll("\r", ""));
    assert(
      property(array(tuple(cell, cell), { minLength: 1 }), (all) => {
        const source = ["a,b", ...all.map(([a, b]) => `${quote(a)},${quote(b)}`)].join("\n");
        expect(read(source).rows?.map(({ cells }) => [cells["a"], cells["b"]])).toEqual(all);
      }),
    );
  });
});
