import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { REPORTED, reporterPrincipal, takeReport } from "#cases";
import type { Sender } from "#district";
import { readPost, written, type PostedRequest } from "#intake";
import { err, ok, type Result } from "#kernel";
import type { App } from "../app.ts";
import type { Platform } from "../platform.ts";
import { PHOTOS } from "../views/open311-media.ts";
import { classesByKey } from "../views/open311-request.ts";
import { reportValues } from "../views/report-form.ts";
import { AT, fault, FORMATS, refuse, said, say, type Refused } from "./answers.ts";
import { keepMedia, mediaOf, postedBy, type PostedBody } from "./posted-body.ts";

/** Requests that a system outside sends with its key. */
export function registerPosts(app: App, platform: Platform): void {
  for (const format of FORMATS)
    app.post(`${AT}/requests.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const taken = await takePosted(platform, request);
      if (!taken.ok) return refuse(reply, format, taken.error);
      platform.changed();
      const { id, left } = taken.value;
      const notice = left.length === 0 ? TAKEN : `${TAKEN}。${NOT_OPENED}${left.join(" ")}`;
      const given = [{ service_request_id: id, service_notice: notice, account_id: "" }];
      // 200, as the standard's examples: clients in use take nothing else for success.
      return say(reply, format, written(format, "service_requests", "request", given));
    });
}

const TAKEN = "已收到，监督中心核实后立案处置";
const NOT_OPENED = "以下照片链接不在约定的地址下，没有取：";

/** What was taken: its number, and the links of the sender's that were not opened. */
type Taken = { readonly id: string; readonly left: readonly string[] };

async function takePosted(platform: Platform, request: FastifyRequest): Promise<Result<Taken, Refused>> {
  const by = postedBy(platform, request);
  if (!by.ok) return by;
  const { sender, body } = by.value;
  const posted = readPost(body.fields);
  if (!posted.ok) return posted;
  const services = classesByKey(platform.work.pack, platform.now());
  if (!services.has(posted.value.serviceCode)) return err(fault(404, "service_code provided was not found"));
  const found = await mediaOf(platform, sender, body);
  if (!found.ok) return found;
  const { media, left } = found.value;
  const taken = await takeFrom(platform, sender, posted.value, media);
  return taken.ok ? ok({ id: taken.value, left }) : taken;
}

async function takeFrom(
  platform: Platform,
  sender: Sender,
  posted: PostedRequest,
  media: PostedBody["media"],
): Promise<Result<string, Refused>> {
  const { pack } = platform.work;
  const values = reportValues(platform, {
    class: posted.serviceCode,
    description: posted.description,
    urgent: false,
    point: posted.point,
    address: posted.address,
    // Where only an address is told, the community is the staff's to find.
    community: pack.code,
    photos: media.map((_, place) => String(place)),
    reporter: { name: posted.name, mobile: posted.phone, confidential: false },
  });
  if (!values.ok) return err(said(values.error));
  const key = posted.senderId === "" ? randomUUID() : posted.senderId;
  const reporter = {
    account: `${REPORTED}${sender.id}:${key}`,
    name: sender.name.zh,
    kind: "resident",
  } as const;
  const photos = await keepMedia(platform, reporterPrincipal(reporter), media);
  if (!photos.ok) return photos;
  const materials = photos.value.length === 0 ? {} : { [PHOTOS]: photos.value };
  const report = { values: { ...values.value, source: "open311" }, materials, key };
  const receipt = await takeReport(platform.work, reporter, report);
  return receipt.ok ? ok(receipt.value.caseNo) : err(said(receipt.error));
}
