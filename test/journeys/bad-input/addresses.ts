import { describe, expect, it } from "vitest";
import { ask, enter, NOBODY, type Visitor } from "../../harness/visitor.ts";
import { CASES as PATH, type BadInputGround } from "./ground.ts";

const made = (keys: unknown) => Buffer.from(JSON.stringify(keys)).toString("base64url");

/** What can be wrong in an address, at the sign-in pages and of a session. */
export function describeAddresses(ground: BadInputGround): void {
  const { refused, apply } = ground;
  const gets = (path: string, status: number, code: string, who: () => Visitor = () => ground.owner) =>
    it(`${path.slice(0, 70)} is ${code}`, () =>
      refused(() => ask(ground.site, who(), "GET", path), status, code));

  describe("in an address", () => {
    gets("/api/cases/2103112026111601000099", 404, "CASE_UNKNOWN");
    gets("/api/cases/..%2f..%2fetc%2fpasswd", 404, "CASE_UNKNOWN");
    gets("/api/cases/__proto__", 404, "CASE_UNKNOWN");
    gets("/api/cases/%00", 400, "TEXT_NOT_STORABLE");
    gets("/api/cases/%E0%A4%A", 400, "REQUEST_INVALID");
    gets(`/api/cases/${"9".repeat(150)}`, 400, "REQUEST_INVALID");
    gets(`/api/cases/${"9".repeat(4_000)}`, 400, "REQUEST_INVALID");
    gets("/api/cases/x/files/..%2f..%2fetc%2fpasswd", 400, "REQUEST_INVALID");
    gets(`/api/cases/x/files/${"0".repeat(64)}`, 404, "CASE_UNKNOWN");
    gets("/api/documents/..%2f..%2fetc%2fpasswd", 404, "DOCUMENT_UNKNOWN");
    gets("/api/documents/constructor", 404, "DOCUMENT_UNKNOWN");
    gets("/api/documents/%00", 400, "TEXT_NOT_STORABLE");
    gets("/api/records/__proto__/x", 404, "RECORD_UNKNOWN");
    gets("/api/records/enterprise/..%2f..%2fx", 404, "RECORD_UNKNOWN");
    gets("/api/records/enterprise/%00", 400, "TEXT_NOT_STORABLE");
    gets("/api/matters/constructor", 404, "MATTER_UNKNOWN");
    gets("/api/matters/%3Cscript%3E", 404, "MATTER_UNKNOWN");
    gets("/api/matters/x/prefill", 404, "MATTER_UNKNOWN");
    gets("/api/indicators/constructor/records", 404, "INDICATOR_UNKNOWN", () => ground.clerk);
    gets("/api/indicators/food-licences-issued/records?year=abc", 400, "REQUEST_INVALID", () => ground.clerk);
    gets(
      "/api/indicators/food-licences-issued/records?year=99999",
      400,
      "REQUEST_INVALID",
      () => ground.clerk,
    );
    gets("/api/desk/tasks?view=everything", 400, "REQUEST_INVALID", () => ground.clerk);
    gets(`/api/desk/tasks?q=${"x".repeat(101)}`, 400, "REQUEST_INVALID", () => ground.clerk);
    gets("/api/desk/tasks?q=%00", 400, "TEXT_NOT_STORABLE", () => ground.clerk);
    gets(`/api/matters?q=${"x".repeat(101)}`, 400, "REQUEST_INVALID");
    gets("/api/nothing", 404, "ROUTE_UNKNOWN");

    it("is answered for every cursor, however it was made up", async () => {
      const cursors = [
        "x",
        "%25%25",
        made([]),
        made(["x", "y"]),
        made(["x", "y", "z"]),
        made(["0000-01-01T00:00:00.000Z", "y"]),
        made(["2026-13-45T00:00:00.000Z", "y", "z"]),
        made(["2026-11-16T00:00:00.000Z", "\u0000"]),
        made(["infinity", "y", "z"]),
        made({ length: 2 }),
      ];
      const lists: readonly (readonly [Visitor, string])[] = [
        [ground.owner, "/api/my/cases?cursor="],
        [ground.clerk, "/api/desk/tasks?cursor="],
        [ground.clerk, "/api/desk/tasks?view=done&cursor="],
        [ground.clerk, "/api/indicators/food-licences-issued/records?cursor="],
        [ground.admin, "/api/admin/accounts?cursor="],
      ];
      for (const [who, list] of lists)
        for (const cursor of cursors) {
          const answer = await ask(ground.site, who, "GET", `${list}${cursor}`);
          expect([list, cursor, answer.status, answer.body]).toEqual([list, cursor, 200, expect.anything()]);
        }
    });

    it("searches for wildcards, quotes and backslashes as text", async () => {
      for (const q of ["%", "_", "\\", "'", '"', "' or 1=1 --", "%%%%", "𠮷", "<script>"])
        for (const [who, path] of [
          [ground.clerk, "/api/desk/tasks?q="],
          [ground.admin, "/api/admin/accounts?q="],
          [ground.owner, "/api/matters?q="],
        ] as const) {
          const answer = await ask(ground.site, who, "GET", path + encodeURIComponent(q));
          expect([path, q, answer.status]).toEqual([path, q, 200]);
        }
    });

    it("tells nothing to the public page of what is not there", async () => {
      for (const asked of ["x", "..%2f..%2fx", "%3Cscript%3E", "__proto__", "1.2.156.3005.2"]) {
        const answer = await ask(ground.site, NOBODY, "GET", `/api/public/verify/${asked}`);
        expect([asked, answer.status, answer.body]).toEqual([
          asked,
          200,
          expect.objectContaining({ found: false }),
        ]);
      }
      await refused(
        () => ask(ground.site, NOBODY, "GET", "/api/public/verify/%00"),
        400,
        "TEXT_NOT_STORABLE",
      );
    });

    it("is asked by another method", () =>
      refused(() => ask(ground.site, ground.owner, "DELETE", PATH, { json: {} }), 404, "ROUTE_UNKNOWN"));
  });

  describe("at the sign-in pages", () => {
    it("is never a fault of ours, and what was typed is shown as text", async () => {
      const form = { "content-type": "application/x-www-form-urlencoded" };
      for (const path of [
        "/sign-in?return=%2F%2Felsewhere.example",
        "/sign-in?return=javascript%3Aalert(1)",
        "/sign-in?return=a&return=b",
        "/sign-in/callback?state=x&code=y",
        "/sign-in/callback?error=%3Cscript%3E",
        "/sign-in/first?link=%3Cscript%3E",
        "/sign-in/first?link=a&link=b",
        "/sign-in/account/none?choose=%3Cscript%3E",
        "/oidc/auth?client_id=x",
        "/oidc/auth?client_id=%00",
        "/oidc/auth/none",
      ]) {
        const answer = await ask(ground.site, NOBODY, "GET", path);
        expect([path, answer.status < 500]).toEqual([path, true]);
        expect([path, String(answer.body)]).toEqual([path, expect.not.stringContaining("<script>")]);
        expect([path, answer.headers.get("location") ?? ""]).toEqual([
          path,
          expect.not.stringContaining("elsewhere.example"),
        ]);
      }
      for (const [path, text] of [
        ["/sign-in/first", "link=%00"],
        ["/sign-in/first", "link=x&link=y"],
        ["/sign-in/account/none", "login=%00&password=%00"],
        ["/oidc/token", "grant_type=authorization_code&code=%00"],
        ["/oidc/token", "client_id=%00&client_secret=%00&grant_type=authorization_code&code=x"],
      ] as const) {
        const answer = await ask(ground.site, NOBODY, "POST", path, { text, headers: form });
        expect([path, text, answer.status < 500]).toEqual([path, text, true]);
      }
    });
  });

  describe("of a session", () => {
    it("is refused with a stable code when it has ended, and nothing is lost", async () => {
      for (const cookie of [
        "yiwang-session=made-up",
        `yiwang-session=${"x".repeat(5_000)}`,
        "yiwang-session=%00",
      ]) {
        const code = cookie.length > 5_000 ? "SIGN_IN_REQUIRED" : "SESSION_EXPIRED";
        await refused(() => ask(ground.site, { cookie, csrf: "x" }, "GET", "/api/my/cases"), 401, code);
      }
      const idle = await enter(ground.site, "demo-shop-owner");
      ground.site.moveTo("2026-11-16T11:30:00+08:00");
      await refused(() => apply(idle, {}), 401, "SESSION_EXPIRED");
      await refused(() => ask(ground.site, idle, "GET", "/api/my/cases"), 401, "SESSION_EXPIRED");
      const again = await enter(ground.site, "demo-shop-owner");
      const mine = await ask(ground.site, again, "GET", "/api/my/cases");
      expect(mine.status).toBe(200);
    });
  });
}
