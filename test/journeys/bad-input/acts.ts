import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MATTER, smallPdf, verdicts } from "../../harness/food-licence.ts";
import { ask, NOBODY, type Sending, type Visitor } from "../../harness/visitor.ts";
import { CASES as PATH, type BadInputGround } from "./ground.ts";

const formOf = (name: string, content: Uint8Array = smallPdf()) => {
  const form = new FormData();
  form.set("file", new Blob([Buffer.from(content)]), name);
  return form;
};

/** What can be wrong in acts of officers and administrators, and in uploads. */
export function describeActs(ground: BadInputGround): void {
  const { refused, page } = ground;
  const substitution = (change: Readonly<Record<string, unknown>>) =>
    ask(ground.site, ground.admin, "POST", "/api/admin/substitutions", {
      json: {
        absent: "demo-clerk",
        substitute: "demo-reviewer",
        from: "2026-11-16",
        to: "2026-11-20",
        reason: "出差",
        ...change,
      },
    });
  const account = (change: Readonly<Record<string, unknown>>) =>
    ask(ground.site, ground.admin, "POST", "/api/admin/accounts", {
      json: { username: "new-one", name: "新人", kind: "staff", posts: [], ...change },
    });
  const upload = (form: FormData, query = `matter=${MATTER}&material=floorPlan`) =>
    ask(ground.site, ground.owner, "POST", `/api/files?${query}`, { form });
  const intake = async () =>
    (await page(ground.clerk)).tasks.find(({ element }) => element === "Task_Intake")?.id ?? "";
  const complete = (who: Visitor, sending: Sending & { task: string; no?: string }) =>
    ask(ground.site, who, "POST", `${PATH}/${sending.no ?? ground.caseNo}/tasks/${sending.task}/complete`, {
      headers: { "idempotency-key": randomUUID() },
      ...sending,
    });

  describe("in an act", () => {
    const accept = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };

    it("names a task or a case that is not there", async () => {
      const { version } = await page(ground.clerk);
      for (const task of ["e9999", "__proto__", "constructor", "..%2fx"])
        await refused(
          () => complete(ground.clerk, { task, json: { version, values: accept } }),
          404,
          "TASK_UNKNOWN",
        );
      await refused(
        () =>
          complete(ground.clerk, {
            task: "e1",
            no: "2103112026111601000099",
            json: { version, values: accept },
          }),
        404,
        "CASE_UNKNOWN",
      );
    });

    it("comes from another organ, from the applicant, or from nobody", async () => {
      const { version } = await page(ground.clerk);
      const task = await intake();
      const json = { version, values: accept };
      await refused(() => complete(ground.elsewhere, { task, json }), 404, "CASE_UNKNOWN");
      await refused(() => complete(ground.owner, { task, json }), 403, "TASK_NOT_YOURS");
      await refused(() => complete(ground.other, { task, json }), 404, "CASE_UNKNOWN");
      await refused(() => complete(NOBODY, { task, json }), 401, "SIGN_IN_REQUIRED");
    });

    it("has values that do not fit, another version, or another shape", async () => {
      const { version } = await page(ground.clerk);
      const task = await intake();
      for (const values of [
        {},
        { intakeOutcome: "perhaps" },
        { ...accept, extra: 1 },
        { ...accept, materialVerdicts: {} },
      ])
        await refused(
          () => complete(ground.clerk, { task, json: { version, values } }),
          422,
          "TASK_VALUES_INVALID",
        );
      for (const stale of [0, -1, version - 1, version + 1, 1.5, 1e300])
        await refused(
          () => complete(ground.clerk, { task, json: { version: stale, values: accept } }),
          409,
          "CASE_CHANGED",
        );
      for (const json of [
        {},
        { version: "1", values: accept },
        { version, values: [] },
        { version: null, values: {} },
      ])
        await refused(() => complete(ground.clerk, { task, json }), 400, "REQUEST_INVALID");
    });

    it("is done once: again under its key it is answered as before, under another it is refused", async () => {
      const { version } = await page(ground.clerk);
      const task = await intake();
      const json = { version, values: accept };
      const headers = { "idempotency-key": randomUUID() };
      const first = await complete(ground.clerk, { task, json, headers });
      expect([first.status, first.body]).toEqual([200, expect.objectContaining({ caseNo: ground.caseNo })]);
      expect((await complete(ground.clerk, { task, json, headers })).body).toEqual(first.body);
      await refused(() => complete(ground.clerk, { task, json }), 404, "TASK_UNKNOWN");
      await refused(
        () => complete(ground.clerk, { task: "e2", json, headers }),
        409,
        "IDEMPOTENCY_KEY_REUSED",
      );
    });
  });

  describe("in an upload", () => {
    it("is no form, holds no file, or an empty one", async () => {
      await refused(
        () =>
          ask(ground.site, ground.owner, "POST", `/api/files?matter=${MATTER}&material=floorPlan`, {
            json: {},
          }),
        415,
        "MEDIA_TYPE_UNSUPPORTED",
      );
      const empty = new FormData();
      empty.set("note", "x");
      await refused(() => upload(empty), 400, "REQUEST_INVALID");
      await refused(() => upload(formOf("a.pdf", new Uint8Array())), 422, "FILE_EMPTY");
    });

    it("is cut off in the middle, or has no boundary", async () => {
      const query = `/api/files?matter=${MATTER}&material=floorPlan`;
      const cut =
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 and no end';
      const headers = { "content-type": "multipart/form-data; boundary=b" };
      const answer = await ask(ground.site, ground.owner, "POST", query, { text: cut, headers });
      expect([answer.status >= 400 && answer.status < 500, answer.body]).toEqual([
        true,
        expect.objectContaining({ code: expect.any(String) }),
      ]);
      await refused(
        () =>
          ask(ground.site, ground.owner, "POST", query, {
            text: cut,
            headers: { "content-type": "multipart/form-data" },
          }),
        400,
        "REQUEST_INVALID",
      );
    });

    it("is for a matter or a material that is not there", async () => {
      await refused(() => upload(formOf("a.pdf"), "matter=x&material=floorPlan"), 404, "MATTER_UNKNOWN");
      await refused(
        () => upload(formOf("a.pdf"), `matter=${MATTER}&material=__proto__`),
        422,
        "MATERIAL_UNKNOWN",
      );
      await refused(() => upload(formOf("a.pdf"), ""), 404, "MATTER_UNKNOWN");
      await refused(
        () => upload(formOf("a.pdf"), "matter=a&matter=b&material=c&material=d"),
        404,
        "MATTER_UNKNOWN",
      );
    });

    it("has a name that is a path, or is very long: only its last part is kept, as a name", async () => {
      for (const name of [
        "../../etc/passwd.pdf",
        "..\\..\\x.pdf",
        `${"长".repeat(3_000)}.pdf`,
        "a\u202Efdp.pdf",
        `${"x".repeat(199)}😀.pdf`,
      ]) {
        const answer = await upload(formOf(name));
        expect([name.slice(0, 20), answer.status, answer.body]).toEqual([
          name.slice(0, 20),
          200,
          expect.objectContaining({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
        ]);
        const kept = (answer.body as { name: string }).name;
        expect(kept.length).toBeLessThanOrEqual(200);
        expect(kept).not.toMatch(/[/\\]/);
        expect(kept.isWellFormed()).toBe(true);
      }
    });
  });

  describe("in an administrator's work", () => {
    it("makes no account of what does not fit", async () => {
      for (const username of ["x", "Upper", "空", "a b", "a".repeat(60)])
        await refused(() => account({ username }), 400, "REQUEST_INVALID");
      await refused(() => account({ name: "\u0000" }), 400, "TEXT_NOT_STORABLE");
      await refused(() => account({ kind: "god" }), 400, "REQUEST_INVALID");
      await refused(() => account({ username: "clerk" }), 409, "LOGIN_TAKEN");
      for (const post of [
        { organ: "__proto__", role: "clerk", division: "210311" },
        { organ: "health", role: "applicant", division: "210311" },
        { organ: "health", role: "constructor", division: "210311" },
        { organ: "health", role: "clerk", division: "../x" },
      ])
        await refused(() => account({ posts: [post] }), 422, "POST_UNFIT");
    });

    it("arranges no substitution of what does not fit", async () => {
      for (const from of ["2026-02-30", "yesterday", "", "0000-00-00", "99999-01-01"])
        await refused(() => substitution({ from }), 400, "DATE_UNREADABLE");
      await refused(() => substitution({ to: "2026-11-01" }), 422, "SUBSTITUTION_DATES");
      await refused(() => substitution({ substitute: "demo-clerk" }), 422, "SUBSTITUTE_IS_SELF");
      await refused(() => substitution({ substitute: "nobody" }), 404, "ACCOUNT_NOT_FOUND");
      await refused(() => substitution({ substitute: "demo-company" }), 422, "SUBSTITUTE_OTHER_ORGAN");
      await refused(
        () => ask(ground.site, ground.admin, "DELETE", "/api/admin/substitutions/none", { json: {} }),
        404,
        "SUBSTITUTION_UNKNOWN",
      );
      await refused(
        () => ask(ground.site, ground.admin, "PATCH", "/api/admin/accounts/none", { json: { name: "x" } }),
        404,
        "ACCOUNT_NOT_FOUND",
      );
    });

    it("lets nobody disable themselves", () =>
      refused(
        () =>
          ask(ground.site, ground.admin, "PATCH", "/api/admin/accounts/demo-admin", {
            json: { disabled: true },
          }),
        409,
        "ACCOUNT_DISABLES_ITSELF",
      ));
  });
}
