import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { expectOk } from "#kernel";
import { readWorkbook, writeWorkbook } from "./workbook.ts";

const codeOf = async (bytes: Uint8Array) => {
  const read = await readWorkbook(bytes);
  return read.ok ? undefined : read.error.code;
};

describe("a workbook of texts", () => {
  it("comes back as it was written, lines, blanks and what looks like a formula included", async () => {
    const rows = [
      ["事项", "条件"],
      ["甲", "一\n二"],
      ["=1+1", ""],
    ];
    const read = expectOk(await readWorkbook(await writeWorkbook("清单", rows)));
    expect(read.map((row) => [row[0], row[1] ?? ""])).toEqual(rows);
  });

  it("refuses what is no workbook", async () => {
    expect(await codeOf(new TextEncoder().encode("id,name\n1,2"))).toBe("WORKBOOK_UNREADABLE");
    expect(await codeOf(new Uint8Array(0))).toBe("WORKBOOK_UNREADABLE");
  });

  it("refuses an archive that says it unpacks to more than any table, without unpacking it", async () => {
    const packed = deflateRawSync(Buffer.alloc(1024));
    const entry = Buffer.alloc(46 + 1);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(3_000_000_000, 24);
    entry.writeUInt16LE(1, 28);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(0, 16);
    expect(await codeOf(Buffer.concat([entry, end]))).toBe("WORKBOOK_UNREADABLE");
  });
});
