import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CaseAnswer, ReceiptAnswer } from "#contract";
import { COMPANY, foodForm, MATTER, verdicts } from "../../harness/food-licence.ts";
import { mustAct } from "../../harness/person.ts";
import { ask, personOf } from "../../harness/visitor.ts";
import { CASES as PATH, type BadInputGround } from "./ground.ts";

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

const inValues = (inner: string) => `{"matter":"${MATTER}","materials":{},"values":${inner}}`;

/** What can be wrong in an application: its form, its materials, its text. */
export function describeApplications(ground: BadInputGround): void {
  const { refused, apply, applyWith, applyText, application } = ground;
  const whole = () => JSON.stringify(application({}));

  describe("in a form", () => {
    for (const [field, value] of [
      ["idNo", "210311199907041609"],
      ["idNo", "21031119990704160X"],
      ["idNo", "210311209907041608"],
      ["creditCode", "92210311MA1Q00010Q"],
      ["creditCode", "922103"],
      ["mobile", "12345"],
      ["area", -1],
      ["area", 1e308],
      ["area", "86"],
      ["staffCount", 1.5],
      ["staffCount", 1e15],
      ["operator", ""],
      ["operator", "店".repeat(100_000)],
      ["operator", { toString: "x" }],
      ["operator", null],
      ["businessItems", ["没有这一项"]],
      ["businessItems", { length: 1 }],
      ["declaration", false],
      ["division", "__proto__"],
      ["somethingElse", "x"],
    ] as const)
      it(`points at ${field} = ${JSON.stringify(value).slice(0, 40)}`, async () => {
        const { fields } = await refused(() => applyWith({ [field]: value }), 422, "FORM_INVALID");
        expect(fields?.map(({ pointer }) => pointer.split("/")[1] ?? "").join()).toContain(
          field === "somethingElse" ? "" : field,
        );
        for (const { message } of fields ?? []) expect(message.zh).toMatch(/\p{Script=Han}/u);
      });

    it("names what is missing of an empty form", async () => {
      const { fields } = await refused(() => apply(ground.owner, { values: {} }), 422, "FORM_INVALID");
      expect(fields?.length).toBeGreaterThan(10);
    });
  });

  describe("in materials", () => {
    it("names a required material that is missing", async () => {
      const { floorPlan: _plan, ...rest } = ground.files;
      const { fields, message } = await refused(
        () => apply(ground.owner, { materials: rest }),
        422,
        "MATERIAL_MISSING",
      );
      expect(fields).toEqual([expect.objectContaining({ pointer: "/materials/floorPlan" })]);
      expect(message.zh).toContain("平面图");
    });

    it("refuses ground.files of somebody else, ground.files that are not there, and names that are no files", async () => {
      await refused(() => apply(ground.other, { values: foodForm(COMPANY) }), 422, "FILE_UNKNOWN");
      for (const sha256 of ["0".repeat(64), "../../../etc/passwd", "", "%00", "__proto__"])
        await refused(
          () => apply(ground.owner, { materials: { ...ground.files, floorPlan: [sha256] } }),
          422,
          "FILE_UNKNOWN",
        );
    });

    it("refuses materials that the matter does not know", async () => {
      for (const material of ["nothing", "constructor", "toString", "../floorPlan"])
        await refused(
          () =>
            apply(ground.owner, { materials: { ...ground.files, [material]: ground.files["floorPlan"] } }),
          422,
          "MATERIAL_UNKNOWN",
        );
    });

    it("takes one file for a material twice as one", async () => {
      const sha256 = ground.files["floorPlan"]?.[0] ?? "";
      const sent = await apply(ground.owner, { materials: { ...ground.files, floorPlan: [sha256, sha256] } });
      expect([sent.status, sent.body]).toEqual([
        200,
        expect.objectContaining({ caseNo: expect.any(String) }),
      ]);
    });
  });

  describe("in what is sent", () => {
    it("is no JSON", async () => {
      for (const text of ["{", '{"matter":', "", "undefined", "<xml/>", '{"matter": NaN}', "\u0000"])
        await refused(() => applyText(text), 400, "JSON_MALFORMED");
    });

    it("has another media type", async () => {
      for (const type of ["text/plain", "application/xml", "text/html", "application/octet-stream"])
        await refused(() => applyText(whole(), { "content-type": type }), 415, "MEDIA_TYPE_UNSUPPORTED");
    });

    it("has another shape", async () => {
      for (const json of [
        [],
        "text",
        7,
        null,
        {},
        application({ values: [] }),
        application({ materials: "x" }),
      ])
        await refused(() => applyText(JSON.stringify(json)), 400, "REQUEST_INVALID");
      await refused(() => apply(ground.owner, { materials: { floorPlan: [1] } }), 400, "REQUEST_INVALID");
    });

    it("would reach into prototypes", async () => {
      for (const values of [
        '{"__proto__":{"admin":true}}',
        '{"operator":{"__proto__":{"x":1}}}',
        '{"constructor":{"prototype":{"x":1}}}',
      ])
        await refused(() => applyText(inValues(values)), 400, "JSON_MALFORMED");
      expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
      for (const matter of ["__proto__", "constructor", "toString", "../x", "没有"])
        await refused(() => apply(ground.owner, { matter }), 404, "MATTER_UNKNOWN");
    });

    it("holds characters that no database keeps", async () => {
      for (const operator of ["汤泉\u0000小馆", "汤泉\ud800小馆", "\udc00汤泉"])
        await refused(() => applyWith({ operator }), 400, "TEXT_NOT_STORABLE");
      await refused(() => applyWith({ ["a\u0000b"]: "x" }), 400, "TEXT_NOT_STORABLE");
      await refused(() => apply(ground.owner, { matter: "x\u0000" }), 400, "TEXT_NOT_STORABLE");
      const draft = { json: { values: { operator: "\u0000" }, materials: {} } };
      await refused(
        () => ask(ground.site, ground.owner, "PUT", `/api/drafts/${MATTER}`, draft),
        400,
        "TEXT_NOT_STORABLE",
      );
    });

    it("holds numbers beyond a double, or goes too deep", async () => {
      await refused(() => applyText(inValues('{"area":1e400}')), 400, "REQUEST_INVALID");
      await refused(() => applyText(inValues(`{"operator":${nested(40)}}`)), 400, "JSON_TOO_DEEP");
      await refused(() => applyText(inValues(`{"operator":${nested(100_000)}}`)), 400, "JSON_TOO_DEEP");
    });

    it("is too large", async () => {
      await refused(
        () => applyText(inValues(`{"operator":"${"x".repeat(600_000)}"}`)),
        413,
        "REQUEST_TOO_LARGE",
      );
    });

    it("has no key, or one that is too short or too long", async () => {
      await refused(
        () => ask(ground.site, ground.owner, "POST", PATH, { json: application({}) }),
        400,
        "IDEMPOTENCY_KEY_MISSING",
      );
      for (const key of ["short", "x".repeat(200)])
        await refused(() => apply(ground.owner, {}, key), 400, "REQUEST_INVALID");
    });

    it("has the key of something else, while the same again is answered as before", async () => {
      const key = randomUUID();
      const first = await apply(ground.owner, {}, key);
      expect(first.status).toBe(200);
      await refused(
        () => apply(ground.owner, { values: foodForm({ area: 99 }) }, key),
        409,
        "IDEMPOTENCY_KEY_REUSED",
      );
      await refused(() => apply(ground.owner, { values: {} }, key), 409, "IDEMPOTENCY_KEY_REUSED");
      expect((await apply(ground.owner, {}, key)).body).toEqual(first.body);
      // Somebody else's key of the same name is another key.
      await refused(() => apply(ground.other, { values: foodForm(COMPANY) }, key), 422, "FILE_UNKNOWN");
    });

    it("keeps script and markup as text, in answers and in typeset documents", async () => {
      const markup = '<script>alert(1)</script>#panic("x")$x$*b*`r`\\ //c [/*]';
      const premisesName = "#eval(1) <img src=x onerror=alert(1)>";
      const sent = await applyWith({ premisesAddress: markup, premisesName });
      expect([sent.status, sent.body]).toEqual([200, expect.any(Object)]);
      const made = (sent.body as ReceiptAnswer).caseNo;
      const seen = await ask(ground.site, ground.clerk, "GET", `${PATH}/${made}`);
      expect(seen.headers.get("content-type")).toContain("application/json");
      expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
      const { form, summary } = seen.body as CaseAnswer;
      expect(form.find(({ name }) => name === "premisesAddress")?.value.zh).toBe(markup);
      expect(summary.applicantName).toBe(foodForm()["operator"]);
      // The notice of correction prints what the clerk wrote.
      const materialVerdicts = verdicts(false).map((each) => ({ ...each, reason: markup }));
      const clerk = personOf(ground.site, ground.clerk);
      await mustAct(clerk, made, "Task_Intake", { intakeOutcome: "correct", materialVerdicts });
      const end = performance.now() + 20_000;
      let statuses = ["pending"];
      while (statuses.includes("pending") && performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const { documents } = (await ask(ground.site, ground.clerk, "GET", `${PATH}/${made}`))
          .body as CaseAnswer;
        statuses = documents.map(({ status }) => status);
      }
      expect(statuses).toEqual(["ready", "ready"]);
    });
  });
}
