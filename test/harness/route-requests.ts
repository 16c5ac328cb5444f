import { FIELD_ITEM } from "./field-item.ts";
import { randomUUID } from "node:crypto";
import { addSubstitution, systemContext } from "#store";
import { MATTER } from "./food-licence.ts";
import { afterRequestOf } from "./after-requests.ts";
import { counterRequestOf, SHOP } from "./counter-requests.ts";
import type { TestPlatform } from "./test-platform.ts";
import { TRAINING } from "./window.ts";
import { SEAL_PROPOSAL } from "./seal-proposal.ts";
import { announcement } from "./upload.ts";
import type { Sending } from "./visitor.ts";

type Request = { readonly path: string; readonly sending: Sending };

/** A request that reaches the policy of a route and changes nothing that a later one needs. */
export async function requestOf(
  site: TestPlatform,
  route: string,
  things: Readonly<Record<string, string>>,
): Promise<Request> {
  const path = (route.split(" ")[1] ?? "")
    .replace("drawings/:sha256", `drawings/${things["drawing"]}`)
    .replace(":sha256", things["sha256"] ?? "")
    .replace(":identifier", things["certificate"] ?? "")
    .replace(":register/:id", `certificate/${things["certificate"]}`);
  const key = { "idempotency-key": randomUUID() };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const told = afterRequestOf(route, path, things) ?? counterRequestOf(route, path, things);
  if (told !== undefined) return told;
  switch (route) {
    case "GET /api/matters/:id":
    case "GET /api/matters/:id/ratings":
    case "GET /api/matters/:id/versions":
    case "GET /api/admin/matters/:id":
    case "GET /api/matters/:id/prefill":
    case "GET /api/matters/:id/papers":
    case "GET /api/drafts/:id":
      return { path: path.replace(":id", MATTER), sending: {} };
    case "GET /api/situations/:id":
      return { path: path.replace(":id", "open-restaurant"), sending: {} };
    case "POST /api/address-check":
      return { path, sending: { json: { business: "fumes", division: "", address: "温泉路18号" } } };
    case "POST /api/admin/catalogue/export":
      return { path, sending: { json: {} } };
    case "POST /api/admin/catalogue/import":
      return { path, sending: { json: { file: "UEsDBA==", from: "2026-12-01", reason: "测试" } } };
    case "POST /api/admin/matters/:id/proposals": {
      const asked = { act: "suspend", from: "2026-01-01", reason: "测试" };
      return { path: path.replace(":id", MATTER), sending: { json: asked, headers: key } };
    }
    case "POST /api/admin/matters/:id/proposals/decision":
      return {
        path: path.replace(":id", MATTER),
        sending: { json: { approve: true, reason: "测试" }, headers: key },
      };
    case "PUT /api/drafts/:id":
      return { path: path.replace(":id", MATTER), sending: { json: { values: {}, materials: {} } } };
    case "POST /api/uploads":
      return { path, sending: { headers: announcement({ matter: MATTER, material: "floorPlan" }, 0) } };
    case "HEAD /api/uploads/:id":
    case "DELETE /api/uploads/:id":
      return {
        path: path.replace(":id", things["upload"] ?? ""),
        sending: { headers: { "tus-resumable": "1.0.0" } },
      };
    case "PATCH /api/uploads/:id":
      return {
        path: path.replace(":id", things["upload"] ?? ""),
        sending: {
          text: "x",
          headers: {
            "tus-resumable": "1.0.0",
            "upload-offset": "0",
            "content-type": "application/offset+octet-stream",
          },
        },
      };
    case "POST /api/files":
      return { path, sending: { json: { upload: things["upload"] } } };
    case "POST /api/cases":
      return { path, sending: { json: { matter: MATTER, values: {}, materials: {} }, headers: key } };
    case "POST /api/cases/:caseNo/tasks/:task/complete":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":task", things["task"] ?? ""),
        sending: { json: { version: 0, values: {} }, headers: key },
      };
    case "POST /api/field/items":
      return { path, sending: { json: FIELD_ITEM } };
    case "POST /api/my/mandates":
      return {
        path,
        sending: {
          json: {
            principal: "enterprise:nobody",
            name: "何志军",
            idNo: "210311199907041608",
            matters: [],
            to: "2027-01-01",
          },
        },
      };
    case "POST /api/my/mandates/:id/withdraw":
    case "POST /api/my/shares/:id/withdraw":
      return { path: path.replace(":id", "nothing"), sending: { json: {} } };
    case "POST /api/cases/:caseNo/reveal":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? ""),
        sending: { json: { reason: "核对申请人身份" } },
      };
    case "POST /api/records/:register/:id/measures":
      return { path, sending: { json: { measure: "none", ground: "none", facts: "测试", decision: null } } };
    case "POST /api/my/certificates/:register/:id/shares":
      return { path, sending: { json: { purpose: "测试", recipient: "测试", days: 1 } } };
    case "POST /api/desk/skills":
      return { path, sending: { json: TRAINING } };
    case "POST /api/desk/skills/:id/withdraw":
      return { path, sending: { json: { reason: "测试" } } };
    case "POST /api/seals":
      return { path, sending: { json: { ...SEAL_PROPOSAL, organ: "none" } } };
    case "POST /api/seals/:id/state":
      return { path, sending: { json: { state: "stopped", reason: "测试", validTo: null } } };
    case "POST /api/admin/migrations/preview":
    case "POST /api/admin/migrations": {
      const [from, to] = ["0".repeat(64), "0".repeat(64)];
      return {
        path,
        sending: { json: { matter: MATTER, from, to, mapping: {}, reason: "测试" }, headers: key },
      };
    }
    case "POST /api/admin/rules/trial":
    case "POST /api/admin/rules/trial/export": {
      const rules = { version: "0".repeat(64) };
      const asked = { matter: "sole-trader-registration", from: "2026-11-01", to: "2026-11-30", rules };
      return { path, sending: { json: asked } };
    }
    case "GET /api/admin/migrations/:id":
    case "POST /api/admin/migrations/:id/stop":
      return { path: path.replace(":id", "nothing"), sending: {} };
    case "GET /api/cases/:caseNo/moves":
    case "GET /api/cases/:caseNo/fusion":
      return { path: path.replace(":caseNo", things["openCase"] ?? ""), sending: {} };
    case "POST /api/cases/:caseNo/cancel":
    case "POST /api/cases/:caseNo/moves/preview":
    case "POST /api/cases/:caseNo/moves":
    case "POST /api/cases/:caseNo/merge":
    case "POST /api/cases/:caseNo/unmerge":
    case "POST /api/cases/:caseNo/not-one-event": {
      const other = "2103112026010100000000";
      const asked = { version: 0, instance: "e1", to: "Task_Intake", into: other, other, reason: "测试" };
      return {
        path: path.replace(":caseNo", things["openCase"] ?? ""),
        sending: { json: asked, headers: key },
      };
    }
    case "POST /api/cases/:caseNo/offers/:scope/begin": {
      const asked = { version: 0, element: "Task_Intake", reason: "测试" };
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":scope", "e1"),
        sending: { json: asked, headers: key },
      };
    }
    case "POST /api/cases/:caseNo/tasks/:task/claim":
    case "POST /api/cases/:caseNo/tasks/:task/give-back":
    case "POST /api/cases/:caseNo/tasks/:task/transfer":
    case "POST /api/cases/:caseNo/tasks/:task/return":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":task", things["task"] ?? ""),
        sending: {
          json: {
            version: 0,
            to: path.endsWith("return") ? "Task_Intake" : { account: "nobody" },
            reason: "测试",
          },
          headers: key,
        },
      };
    case "GET /api/cases/:caseNo/tasks/:task/receivers":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":task", things["task"] ?? ""),
        sending: {},
      };
    case "GET /api/failures/:caseNo/:id":
      return { path: path.replace(":caseNo", things["openCase"] ?? "").replace(":id", "e1"), sending: {} };
    case "POST /api/failures/:caseNo/:id/correct":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":id", "e1"),
        sending: {
          json: { version: 0, corrections: [{ path: ["a"], text: "1", as: "value" }], reason: "测试" },
          headers: key,
        },
      };
    case "POST /api/failures/:caseNo/:id/retry":
    case "POST /api/failures/:caseNo/:id/skip":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":id", "e1"),
        sending: { json: { reason: "不再需要" } },
      };
    case "POST /api/failures/deliveries/retry":
    case "POST /api/failures/deliveries/skip":
      return { path, sending: { json: { id: "none", reason: "不再需要" } } };
    case "GET /api/documents/:id":
      return { path: path.replace(":id", things["document"] ?? ""), sending: {} };
    case "GET /api/indicators/:id/records":
      return { path: path.replace(":id", "food-licences-issued"), sending: {} };
    case "POST /api/desk/batches/preview": {
      const tasks = [{ caseNo: things["waiting"], task: things["decision"] }];
      return { path, sending: { json: { tasks, values: { decision: "grant" } } } };
    }
    case "GET /api/desk/batches/:id":
    case "POST /api/desk/batches/:id/run":
    case "POST /api/desk/batches/:id/stop":
      return { path: path.replace(":id", things["batch"] ?? ""), sending: {} };
    case "GET /api/lists/:list/columns":
      return { path: path.replace(":list", "organ"), sending: {} };
    case "POST /api/lists/:list/column-sets":
      return {
        path: path.replace(":list", "organ"),
        sending: { json: { name: "每周汇总", columns: [], usual: false } },
      };
    case "PATCH /api/lists/:list/column-sets/:id":
    case "DELETE /api/lists/:list/column-sets/:id":
      return {
        path: path.replace(":list", "organ").replace(":id", "none"),
        sending: { json: { usual: true } },
      };
    case "POST /api/indicators/:id/records/export":
    case "POST /api/my/cases/export":
    case "POST /api/desk/tasks/export":
    case "POST /api/desk/cases/export":
    case "POST /api/admin/accounts/export":
    case "POST /api/failures/export":
      return {
        path: path.replace(":id", "food-licences-issued"),
        sending: { json: { format: "csv", columns: [], language: "zh" } },
      };
    case "POST /api/admin/accounts":
      return {
        path,
        sending: {
          json: {
            username: "new-clerk",
            name: "新人",
            kind: "staff",
            posts: [{ organ: "none", role: "clerk", division: "0" }],
          },
        },
      };
    case "PATCH /api/admin/accounts/:id":
      return { path: path.replace(":id", "nobody"), sending: { json: { name: "改名" } } };
    case "POST /api/admin/records/find":
      return { path, sending: { json: { register: "enterprise", key: SHOP } } };
    case "PUT /api/admin/accounts/:id/known-as/:register":
      return {
        path: path.replace(":id", "nobody").replace(":register", "enterprise"),
        sending: { json: { key: SHOP, reason: "查验营业执照" } },
      };
    case "POST /api/admin/substitutions":
      return {
        path,
        sending: {
          json: {
            absent: "demo-approver",
            substitute: "nobody",
            from: "2026-11-16",
            to: "2026-11-20",
            reason: "出差",
          },
        },
      };
    case "POST /api/messages":
    case "POST /api/signals":
      return { path, sending: { json: { id: randomUUID(), name: "unlisted", key: "", variables: {} } } };
    case "POST /api/jobs/activate":
      return { path, sending: { json: { type: "unlisted", most: 1, seconds: 60 } } };
    case "POST /api/jobs/:caseNo/:job/complete":
    case "POST /api/jobs/:caseNo/:job/fail":
    case "POST /api/jobs/:caseNo/:job/throw":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":job", "e1"),
        sending: {
          json: { type: "unlisted", lease: "none", variables: {}, retries: 0, message: "no", code: "NO" },
        },
      };
    case "POST /api/notices/read":
      return { path, sending: { json: { id: "none" } } };
    case "DELETE /api/admin/substitutions/:id":
      return { path: path.replace(":id", await newSubstitution(site)), sending: {} };
    case "POST /sign-in/first":
    case "POST /sign-in/account/:uid":
      return { path: path.replace(":uid", "none"), sending: { text: "link=none", headers: form } };
    case "POST /oidc/*":
      return { path: "/oidc/nothing", sending: { text: "", headers: form } };
    default:
      return {
        path: path
          .replace(":caseNo", things["caseNo"] ?? "")
          .replace(":uid", "none")
          .replace(":hall", "service-centre")
          .replace("*", "nothing"),
        sending: {},
      };
  }
}

async function newSubstitution(site: TestPlatform): Promise<string> {
  const id = randomUUID();
  await addSubstitution(site.store, systemContext(site.pack.code), {
    id,
    absent: "demo-approver",
    substitute: "demo-approver-second",
    from: "2026-12-01" as never,
    to: "2026-12-02" as never,
    reason: "出差",
    createdBy: null,
  });
  return id;
}
