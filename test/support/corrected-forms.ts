import type { JsonObject } from "#kernel";

/** A form that is wrong by what is changed of a right one, in a case that is known so far, and what is said of it. */
export type WrongForm = readonly [form: string, change: JsonObject, known: JsonObject, said: string];

/** Corrections (补正) that are not as they must be. */
export const BAD_CORRECTIONS: readonly WrongForm[] = [
  [
    "intake",
    {
      intakeOutcome: "correct",
      fieldVerdicts: [
        { field: "area", name: "面积", reason: "与平面图不一致", requirement: "按图更正" },
        { field: "area", name: "面积", reason: "与平面图不一致", requirement: "按图更正" },
      ],
    },
    {},
    "/fieldVerdicts 申请表的同一项内容只能提一次",
  ],
  [
    "intake",
    { fieldVerdicts: [{ field: "area", name: "面积", reason: "与平面图不一致", requirement: "按图更正" }] },
    {},
    "/intakeOutcome 申请表的内容有问题的，应当一次告知补正",
  ],
  [
    "intake",
    { intakeOutcome: "correct" },
    {},
    "/intakeOutcome 要求补正的，至少指出一份材料或者申请表的一项内容有什么问题",
  ],
  [
    "recheck",
    { recheckOutcome: "correct", onlyNewMaterial: true },
    {},
    "/recheckOutcome 要求补正的，至少指出一份材料或者申请表的一项内容有什么问题",
  ],
  ["supplement", { materials: null }, {}, "/materials 补正的材料还没有提交"],
  [
    "supplement",
    {},
    { materialVerdicts: [{ material: "equipmentList", name: "清单", accepted: false }] },
    "/materials 告知补正的材料还一份都没有补交",
  ],
];
