import * as fc from "fast-check";
import { expect, test } from "vitest";
import { expectOk } from "#kernel";
import { blocks } from "../../test/support/random-blocks.ts";
import { processOf } from "../../test/support/random-process.ts";
import { compileProcess } from "./compile-process.ts";
import { openModdle } from "./open-moddle.ts";

/** As an editor that knows our extensions saves a drawing. */
async function writtenAgain(xml: string): Promise<string> {
  const moddle = openModdle();
  const { rootElement } = await moddle.fromXML(xml);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

const plansOf = async (xml: string) => expectOk(await compileProcess(xml));

test("a drawing that an editor reads and writes again is the same process, and so is its plan kept as text", async () => {
  await fc.assert(
    fc.asyncProperty(blocks, async (block) => {
      const { xml } = processOf(block);
      const plans = await plansOf(xml);
      const again = await writtenAgain(xml);
      expect(await plansOf(again)).toEqual(plans);
      expect(await writtenAgain(again)).toBe(again);
      expect(JSON.parse(JSON.stringify(plans))).toEqual(plans);
    }),
    { numRuns: 100 },
  );
}, 120_000);
