import type { GuideAnswer, MaterialAnswer } from "#contract";
import { expect, it } from "vitest";
import { NOTHING_GIVEN } from "./draft.ts";
import { materialsAsked, missingMaterials } from "./materials.ts";

const material = (id: string, condition: string | null, required = true): MaterialAnswer => ({
  id,
  name: { zh: id, en: id },
  required,
  deferrable: false,
  certificateTypes: [],
  condition,
  when: null,
  types: [],
  maxBytes: 1,
  note: null,
  about: { zh: "其他材料", en: "other" },
  standard: null,
});
const guide = {
  materials: [
    material("平面图", null),
    material("水质报告", "=form.ownWell = true"),
    material("其他", "=count(form.items) > 3"),
    material("说明", null, false),
  ],
} as unknown as GuideAnswer;

const asked = (values: object): readonly string[] =>
  materialsAsked(guide, { ...values }).map(({ material: { id }, required }) => `${id}${required ? "!" : ""}`);

it("asks conditional materials while their condition holds, and demands none it cannot judge", () => {
  expect(asked({})).toEqual(["平面图!", "其他", "说明"]);
  expect(asked({ ownWell: true })).toEqual(["平面图!", "水质报告!", "其他", "说明"]);
});

it("names what is still missing", () => {
  const file = { sha256: "0", name: "a.pdf", type: "application/pdf", bytes: 1 };
  const found = missingMaterials(guide, {
    ...NOTHING_GIVEN,
    values: { ownWell: true },
    materials: { 平面图: [file] },
  });
  expect(found.map(({ pointer }) => pointer)).toEqual(["/materials/水质报告"]);
  expect(found[0]?.message.zh).toBe("请上传“水质报告”");
});
