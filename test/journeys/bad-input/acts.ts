import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MATTER, verdicts } from "../../harness/food-licence.ts";
import { announcement } from "../../harness/upload.ts";
import { ask, NOBODY, type Answer, type Sending, type Visitor } from "../../harness/visitor.ts";
import { CASES as PATH, type BadInputGround } from "./ground.ts";

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
  const FLOOR_PLAN = { matter: MATTER, material: "floorPlan", name: "a.pdf" };
  /** Announces a file and sends its whole content with it. */
  const upload = (told: Readonly<Record<string, string>>, text = "%PDF-1.4 and so on", size = text.length) =>
    ask(ground.site, ground.owner, "POST", "/api/uploads", {
      text,
      headers: { ...announcement(told, size), "content-type": "application/offset+octet-stream" },
    });
  const keep = (sent: Answer) =>
    ask(ground.site, ground.owner, "POST", "/api/files", {
      json: { upload: sent.headers.get("location")?.split("/").at(-1) },
    });
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
    it("announces nothing, an empty file, a length that is none, or one without end", async () => {
      const send = (headers: Readonly<Record<string, string>>) =>
        ask(ground.site, ground.owner, "POST", "/api/uploads", { headers });
      const right = announcement(FLOOR_PLAN, 10);
      await refused(() => send({}), 400, "REQUEST_INVALID");
      await refused(() => send({ ...right, "tus-resumable": "9.9.9" }), 400, "REQUEST_INVALID");
      for (const length of ["-1", "x", "1.5", ""])
        await refused(() => send({ ...right, "upload-length": length }), 400, "REQUEST_INVALID");
      const { "upload-length": _, ...endless } = right;
      await refused(() => send({ ...endless, "upload-defer-length": "1" }), 400, "REQUEST_INVALID");
      await refused(() => send({ ...right, "upload-length": "0" }), 422, "FILE_EMPTY");
      await refused(() => send({ ...right, "upload-length": "9".repeat(15) }), 413, "FILE_TOO_LARGE");
      await refused(() => send({ ...right, "upload-metadata": "no base64" }), 400, "REQUEST_INVALID");
      await refused(
        () => ask(ground.site, ground.owner, "POST", "/api/files", { json: {} }),
        400,
        "REQUEST_INVALID",
      );
    });

    it("brings more bytes than it announced, fewer, or is not there at all", async () => {
      await refused(() => upload(FLOOR_PLAN, "%PDF-1.4 more than ten", 10), 413, "REQUEST_TOO_LARGE");
      const fewer = await upload(FLOOR_PLAN, "%PDF-1.4", 100);
      expect(fewer.status).toBe(201);
      await refused(() => keep(fewer), 409, "UPLOAD_INCOMPLETE");
      for (const id of ["none", "..%2f..%2fx", "__proto__", randomUUID()])
        await refused(
          () =>
            ask(ground.site, ground.owner, "PATCH", `/api/uploads/${id}`, {
              text: "x",
              headers: {
                "tus-resumable": "1.0.0",
                "upload-offset": "0",
                "content-type": "application/offset+octet-stream",
              },
            }),
          404,
          "UPLOAD_UNKNOWN",
        );
    });

    it("is for a matter or a material that is not there", async () => {
      await refused(() => upload({ ...FLOOR_PLAN, matter: "x" }), 404, "MATTER_UNKNOWN");
      await refused(() => upload({ ...FLOOR_PLAN, material: "__proto__" }), 422, "MATERIAL_UNKNOWN");
      await refused(() => upload({ name: "a.pdf" }), 404, "MATTER_UNKNOWN");
    });

    it("has a name that is a path, or is very long: only its last part is kept, as a name", async () => {
      for (const name of [
        "../../etc/passwd.pdf",
        "..\\..\\x.pdf",
        `${"长".repeat(1_000)}.pdf`,
        "a\u202Efdp.pdf",
        "a\u0000b.pdf",
        `${"x".repeat(195)}😀.pdf`,
      ]) {
        const answer = await keep(await upload({ ...FLOOR_PLAN, name }));
        expect([name.slice(0, 20), answer.status, answer.body]).toEqual([
          name.slice(0, 20),
          200,
          expect.objectContaining({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
        ]);
        const kept = (answer.body as { name: string }).name;
        expect(kept.length).toBeLessThanOrEqual(200);
        expect(kept).not.toMatch(/[/\\\p{Cc}]/u);
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
