import { randomUUID } from "node:crypto";
import type { Sending } from "./visitor.ts";

/** A report that does not say where. */
const PLACELESS = {
  class: null,
  description: "路边有垃圾",
  urgent: false,
  point: null,
  address: "",
  community: null,
  photos: [],
  reporter: { name: "", mobile: "", confidential: false },
};

/** A ticket of the hotline, whose key is nobody's here. */
const TICKET = {
  number: "1",
  kind: "help",
  urgent: false,
  receivedAt: "2026-11-16T09:00:00+08:00",
  dueAt: null,
  class: null,
  description: "路边有垃圾",
  address: "南门外",
  point: null,
  community: null,
  caller: { name: "", mobile: "" },
};

/** Requests to the routes of what comes after a case and around it; undefined for any other route. */
export function afterRequestOf(
  route: string,
  path: string,
  things: Readonly<Record<string, string>>,
): { readonly path: string; readonly sending: Sending } | undefined {
  switch (route) {
    case "GET /api/desk/map":
      return { path: `${path}?bounds=122.9,41.07,122.91,41.08&zoom=12`, sending: {} };
    case "GET /api/places/cells":
      return { path: `${path}?bounds=122.9,41.07,122.91,41.08`, sending: {} };
    case "GET /api/places/at":
      return { path: `${path}?lon=122.909&lat=41.074`, sending: {} };
    case "GET /calendars/:secret":
      return { path: `/calendars/${"A".repeat(43)}.ics`, sending: {} };
    case "POST /api/admin/webhooks":
      return {
        path,
        sending: { json: { name: "办件库", address: "none", path: "/", kinds: ["case.opened"] } },
      };
    case "POST /api/admin/webhooks/:id/stop":
    case "GET /api/admin/webhooks/:id/deliveries":
    case "POST /api/admin/webhooks/:id/deliveries/:event/redeliver":
      return { path: path.replace(":id", "nothing").replace(":event", "nothing"), sending: {} };
    case "GET /api/admin/destructions/:list":
      return { path: path.replace(":list", "XH-0000-0000"), sending: {} };
    case "POST /api/admin/destructions/:list/decision":
      return {
        path: path.replace(":list", "XH-0000-0000"),
        sending: { json: { approve: true, reason: "期限已满" } },
      };
    case "GET /api/admin/libraries/:library/reports":
    case "POST /api/admin/libraries/:library/reports/:event/resend":
    case "GET /api/admin/reconciliations/:library/:day":
    case "POST /api/admin/reconciliations/:library/:day": {
      const of = path.replace(":library", "case-library").replace(":day", "2026-11-16");
      return { path: of.replace(":event", "nothing"), sending: {} };
    }
    case "GET /api/public/documents/:id":
      return { path: `${path.replace(":id", "nothing")}?key=guessed`, sending: {} };
    case "GET /api/supervision/tasks":
      return { path: `${path}?when=near`, sending: {} };
    case "POST /api/supervision/cards/:id/answer":
    case "POST /api/supervision/cards/:id/cancel":
      return { path: path.replace(":id", "nothing"), sending: { json: { text: "情况说明" } } };
    case "PUT /api/my/message-settings": {
      const none = { email: null, mobile: null, byEmail: false, bySms: false };
      return { path, sending: { json: { ...none, quietFrom: null, quietTo: null, language: "zh" } } };
    }
    case "GET /api/cases/:caseNo/rating":
    case "GET /api/cases/:caseNo/query-code":
      return { path: path.replace(":caseNo", things["openCase"] ?? ""), sending: {} };
    case "POST /api/cases/:caseNo/rating":
    case "POST /api/cases/:caseNo/rating/again": {
      const given = { grade: 3, labels: [], words: "", anonymous: false };
      return { path: path.replace(":caseNo", things["openCase"] ?? ""), sending: { json: given } };
    }
    case "POST /api/channels/hotline/tickets":
      return { path, sending: { json: TICKET } };
    case "GET /api/channels/hotline/tickets/:number":
      return { path: path.replace(":number", "nothing"), sending: {} };
    case "POST /api/channels/hotline/tickets/:number/revisit": {
      const found = { responded: null, solved: null, satisfied: null, words: "" };
      return { path: path.replace(":number", "nothing"), sending: { json: found } };
    }
    case "POST /api/channels/hotline/tickets/:number/exclusion":
      return {
        path: path.replace(":number", "nothing"),
        sending: { json: { accepted: true, words: "同意" } },
      };
    case "POST /api/channels/devices/messages":
      return { path, sending: { json: { id: "message-1", at: "2026-11-16T09:00:00+08:00", words: "" } } };
    case "GET /open311/v2/services/:file":
    case "GET /open311/v2/requests/:file":
    case "GET /open311/v2/tokens/:file":
      return { path: path.replace(":file", "nothing.json"), sending: {} };
    case "GET /open311/v2/media/:caseNo/:file": {
      const at = path.replace(":caseNo", things["openCase"] ?? "").replace(":file", "guessed.jpg");
      return { path: at, sending: {} };
    }
    case "POST /open311/v2/requests.xml":
    case "POST /open311/v2/requests.json":
    case "POST /open311/v2/servicerequestupdates.xml":
    case "POST /open311/v2/servicerequestupdates.json": {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      return { path, sending: { text: "api_key=guessed", headers } };
    }
    case "GET /api/cases/:caseNo/tasks/:task/links":
    case "POST /api/cases/:caseNo/tasks/:task/links": {
      const at = path.replace(":caseNo", things["openCase"] ?? "").replace(":task", things["task"] ?? "");
      if (route.startsWith("GET")) return { path: at, sending: {} };
      const json = { party: "协办单位", until: "2026-11-20" };
      return { path: at, sending: { json, headers: { "idempotency-key": randomUUID() } } };
    }
    case "POST /api/cases/:caseNo/links/:link/revoke":
      return {
        path: path.replace(":caseNo", things["openCase"] ?? "").replace(":link", "nothing"),
        sending: { json: {} },
      };
    case "GET /api/campaigns/:id":
    case "GET /api/campaigns/:id/report":
      return { path: path.replace(":id", "nothing"), sending: {} };
    case "GET /api/public/publicity/:register/:id":
    case "GET /api/public/publicity/:register/:id/paper":
    case "POST /api/public/publicity/:register/:id/objection": {
      const at = route.split(" ")[1]?.replace(":register", "rectifications").replace(":id", "nothing");
      if (route.startsWith("GET")) return { path: at ?? "", sending: {} };
      const json = { words: "沉淀池没有使用", name: "甲某", mobile: "13841200009" };
      return { path: at ?? "", sending: { json, headers: { "idempotency-key": randomUUID() } } };
    }
    case "POST /api/public/links/look":
      return { path, sending: { json: { token: "guess.guessed" } } };
    case "POST /api/public/links/answer": {
      const headers = { "idempotency-key": "route-by-role" };
      return { path, sending: { json: { token: "guess.guessed", values: {} }, headers } };
    }
    case "GET /api/public/links/files/:sha256":
      return { path, sending: { headers: { "x-link": "guess.guessed" } } };
    case "POST /api/public/links/photos":
      return {
        path: `${path}?name=a.jpg&material=photos`,
        sending: { text: "no photo", headers: { "content-type": "image/jpeg", "x-link": "guess.guessed" } },
      };
    case "POST /api/public/reports":
      return { path, sending: { json: PLACELESS, headers: { "idempotency-key": "route-by-role" } } };
    case "POST /api/public/reports/:report/photos":
      return {
        path: `${path.replace(":report", "3b1f6a52-7c0d-4e8a-9b1c-2d3e4f5a6b7c")}?name=a.jpg`,
        sending: { text: "no photo", headers: { "content-type": "image/jpeg" } },
      };
    case "POST /api/public/case/acts": {
      const said = { act: "Task_Reopen", words: "还没有清完" };
      const headers = { "idempotency-key": "route-by-role" };
      return { path, sending: { json: { caseNo: things["openCase"], code: "00000000", ...said }, headers } };
    }
    case "POST /api/public/case":
    case "POST /api/public/case/rating":
    case "POST /api/public/case/rating/again": {
      const given = { grade: 3, labels: [], words: "", anonymous: false };
      return { path, sending: { json: { caseNo: things["openCase"], code: "00000000", ...given } } };
    }
    case "GET /api/desk/rolls/:register":
      return { path: `${path.replace(":register", "benefit")}?month=2026-11`, sending: {} };
    case "POST /api/desk/rolls/:register/export": {
      const json = { format: "csv", columns: [], language: "zh" };
      return { path: `${path.replace(":register", "benefit")}?month=2026-11`, sending: { json } };
    }
    case "GET /api/desk/ratings/:id":
      return { path: path.replace(":id", "nothing"), sending: {} };
    default:
      return undefined;
  }
}
