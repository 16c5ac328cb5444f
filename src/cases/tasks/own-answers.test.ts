import { expect, test } from "vitest";
import { ownAnswers } from "./own-answers.ts";

const form = {
  batch: { act: { zh: "派给建议的部门", en: "" }, schema: {}, own: ["handlingOrgan", "reason"], whole: {} },
  fields: [{ name: "handlingOrgan", label: { zh: "处置部门", en: "Handling organ" } }],
} as unknown as Parameters<typeof ownAnswers>[0];

test("each task of a batch answers by what its process gives it", () => {
  const variables = { handlingOrgan: "tanggangzi", reason: "按类别", other: 1 };
  expect(ownAnswers(form, { variables })).toEqual({
    ok: true,
    value: { handlingOrgan: "tanggangzi", reason: "按类别" },
  });
  expect(ownAnswers(undefined, { variables })).toEqual({ ok: true, value: {} });
});

test("a task that is given nothing, or an empty text, is refused by the field's name", () => {
  for (const handlingOrgan of [null, ""]) {
    const refused = ownAnswers(form, { variables: { handlingOrgan, reason: "按类别" } });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: "BATCH_OWN_MISSING", message: { zh: expect.stringContaining("处置部门") } },
    });
  }
});
