import { expect, it } from "vitest";
import { qianshanFiles } from "../../../test/support/qianshan-files.ts";
import { readPackWhole } from "./parse-pack.ts";

it("refuses a follow-up to an unknown check or organ, and a licence that does not say whether one opens", async () => {
  const { faults } = await readPackWhole(
    qianshanFiles({
      "matters/pesticide-licence/matter.yaml": (text) =>
        text.replace("check: licence-follow-up", "check: no-check"),
      "matters/road-occupation/matter.yaml": (text) => text.replace("organ: town\n", "organ: no-organ\n"),
      "matters/food-licence-cancellation/matter.yaml": (text) => text.replace(/^followUp: .*\n/mu, ""),
      "registers/follow-ups.yaml": (text) => text.replace("id: opensOn", "id: begunOn"),
    }),
  );
  const told = faults.map(({ file, place, code }) => `${file} ${place} ${code}`);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^matters\/pesticide-licence\/matter\.yaml followUp\.check .*PACK_REFERENCE_UNKNOWN$/u,
      ),
      expect.stringMatching(
        /^matters\/road-occupation\/matter\.yaml followUp.*\.organ PACK_REFERENCE_UNKNOWN$/u,
      ),
      expect.stringMatching(
        /^matters\/food-licence-cancellation\/matter\.yaml followUp .*PACK_FIELD_MISSING$/u,
      ),
      "registers/follow-ups.yaml fields PACK_FIELD_MISSING",
    ]),
  );
});
