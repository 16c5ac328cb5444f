import { randomUUID } from "node:crypto";
import { MATTER } from "./food-licence.ts";
import type { Sending } from "./visitor.ts";

/** The firm that the owner and the partner are known as. */
export const SHOP = "92210311MA1Q00010P";

/** The firm's number with a name that is not its own. */
const WRONG_NAME = { register: "enterprise", key: SHOP, name: "千山区无名小吃店" };

/** Requests to the routes of halls, queues and windows; undefined for any other route. */
export function counterRequestOf(
  route: string,
  path: string,
  things: Readonly<Record<string, string>>,
): { readonly path: string; readonly sending: Sending } | undefined {
  const key = { "idempotency-key": randomUUID() };
  switch (route) {
    case "GET /api/halls/:hall/slots":
      return { path: `${path.replace(":hall", "service-centre")}?day=2026-11-17`, sending: {} };
    case "POST /api/appointments":
      return {
        path,
        sending: { json: { hall: "service-centre", matter: MATTER, day: "2026-11-17", from: "03:00" } },
      };
    case "POST /api/halls/:hall/tickets":
      return {
        path: path.replace(":hall", "service-centre"),
        sending: { json: { queue: "Z", matter: null, appointment: null } },
      };
    case "POST /api/desk/halls/:hall/call":
      return { path: path.replace(":hall", "service-centre"), sending: { json: { counter: "1" } } };
    case "POST /api/desk/tickets/:id":
      return { path, sending: { json: { act: "serve", counter: null, queue: null } } };
    case "GET /api/window/deliveries":
    case "GET /api/window/deliveries/:caseNo":
    case "GET /api/window/deliveries/:caseNo/papers/:id":
      return { path: `${path.replace(":caseNo", things["caseNo"] ?? "")}?hall=service-centre`, sending: {} };
    case "POST /api/window/cases/:caseNo/receipt":
      return { path: path.replace(":caseNo", things["caseNo"] ?? ""), sending: { json: { code: "WRONG" } } };
    case "POST /api/window/cases/:caseNo/query-code":
      return {
        path: path.replace(":caseNo", things["caseNo"] ?? ""),
        sending: {
          json: {
            hall: "service-centre",
            visitor: { name: "高玉伟", idNo: "210311197111051553", read: "typed" },
            letterSeen: false,
          },
          headers: key,
        },
      };
    case "POST /api/window/deliveries/:caseNo":
      return {
        path: path.replace(":caseNo", things["caseNo"] ?? ""),
        sending: {
          json: {
            task: "none",
            version: 0,
            hall: "service-centre",
            way: "online",
            receiver: { name: "何志军", idNo: null },
            letterSeen: false,
            carrier: null,
            tracking: null,
            note: null,
          },
          headers: key,
        },
      };
    case "GET /api/window/matters":
      return { path: `${path}?hall=service-centre`, sending: {} };
    case "POST /api/window/applicant":
    case "POST /api/window/papers":
      return { path, sending: { json: { matter: MATTER, hall: "service-centre", applicant: WRONG_NAME } } };
    case "POST /api/window/cases":
      return {
        path,
        sending: {
          json: {
            matter: MATTER,
            hall: "service-centre",
            counter: null,
            ticket: null,
            applicant: WRONG_NAME,
            visitor: { name: "何志军", idNo: "210311199907041608", read: "typed" },
            letterUntil: null,
            values: {},
            materials: {},
            paper: {},
            again: null,
          },
          headers: key,
        },
      };
    case "PUT /api/window/draft":
      return { path, sending: { json: { data: {} } } };
    case "POST /api/window/blank":
      return {
        path,
        sending: { json: { matter: MATTER, hall: "service-centre", applicantName: "", values: {} } },
      };
    default:
      return undefined;
  }
}
