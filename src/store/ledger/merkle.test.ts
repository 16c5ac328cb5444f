import * as fc from "fast-check";
import { expect, test } from "vitest";
import { merklePath, merkleRoot, rootFromPath } from "./merkle.ts";

const leaf = fc.uint8Array({ minLength: 0, maxLength: 8 });

test("the empty tree and a single leaf have the roots that RFC 6962 gives", () => {
  expect(merkleRoot([]).toString("hex")).toBe(
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
  expect(merkleRoot([Buffer.alloc(0)]).toString("hex")).toBe(
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  );
});

test("every leaf's path leads to the root, and no other leaf, place or size does", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(leaf, { minLength: 1, maxLength: 40, selector: String }),
      fc.nat(),
      (leaves, pick) => {
        const index = pick % leaves.length;
        const own = leaves[index] ?? new Uint8Array();
        const path = merklePath(leaves, index);
        const root = merkleRoot(leaves).toString("hex");
        expect(rootFromPath(own, index, leaves.length, path)?.toString("hex")).toBe(root);
        expect(rootFromPath(Buffer.from([...own, 1]), index, leaves.length, path)?.toString("hex")).not.toBe(
          root,
        );
        if (leaves.length > 1) {
          const other = (index + 1) % leaves.length;
          expect(rootFromPath(own, other, leaves.length, path)?.toString("hex")).not.toBe(root);
        }
      },
    ),
    { numRuns: 60 },
  );
});
