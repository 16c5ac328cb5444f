import { Type } from "typebox";
import { importSheet } from "#cases";
import { SheetImportAnswer, SheetImportRequest } from "#contract";
import { sheetHeadings, sheetRows } from "#district";
import { localDateOf, parseLocalDate } from "#kernel";
import { writeWorkbook } from "#registers";
import type { App } from "../app.ts";
import { MEDIA_TYPES } from "../lists/write-table.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { offeringsNow } from "../views/offerings-now.ts";
import { requireConfigurer } from "./configurer.ts";

/** A workbook of every matter is a few hundred KB; as base64 in JSON a third more. */
const MOST_BODY = 4 * 1024 * 1024;

/** The 实施清单 of every matter as a workbook, out and in again. */
export function registerCatalogueSheetRoutes(app: App, platform: Platform): void {
  const { work, now } = platform;

  app.post("/api/admin/catalogue/export", { schema: { body: Type.Object({}) } }, async (request, reply) => {
    const principal = requireConfigurer(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const today = localDateOf(now());
    const matters = (await offeringsNow(platform)).map(({ matter }) => matter);
    const rows = [sheetHeadings(), ...sheetRows(matters, work.pack, today)];
    const name = encodeURIComponent(`${work.pack.name.zh}实施清单 ${today}.xlsx`);
    return reply
      .type(MEDIA_TYPES.xlsx)
      .header("content-disposition", `attachment; filename*=UTF-8''${name}`)
      .header("cache-control", "no-store")
      .send(Buffer.from(await writeWorkbook("实施清单", rows)));
  });

  app.post(
    "/api/admin/catalogue/import",
    { bodyLimit: MOST_BODY, schema: { body: SheetImportRequest, response: { 200: SheetImportAnswer } } },
    async (request, reply) => {
      const principal = requireConfigurer(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const from = parseLocalDate(request.body.from);
      if (!from.ok) return sendProblem(reply, from.error);
      const offerings = await offeringsNow(platform, from.value);
      const imported = await importSheet(work, principal.value, {
        bytes: Buffer.from(request.body.file, "base64"),
        matters: new Map(offerings.map(({ matter }) => [matter.id, matter])),
        from: from.value,
        reason: request.body.reason.trim(),
      });
      if (!imported.ok) return sendProblem(reply, imported.error);
      if ("proposed" in imported.value) {
        platform.changed();
        return reply.send({ proposed: [...imported.value.proposed], faults: [], file: null });
      }
      const { faults, file } = imported.value;
      return reply.send({ proposed: [], faults: [...faults], file: Buffer.from(file).toString("base64") });
    },
  );
}
