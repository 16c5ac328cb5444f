import { type Static, Type } from "typebox";
import { storeContextOf } from "#access";
import { LookPage, MyData } from "#contract";
import { localDateOf } from "#kernel";
import { listLooksAtMine, listOwnRecords } from "#store";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { knownRecordsOf } from "../views/known-records.ts";
import { myWholeCases } from "../views/my-whole-cases.ts";
import { statusName } from "../views/record-fields.ts";
import { purposeInBoth } from "../views/view-log.ts";

/** What is kept of the person who asks, and who looked at it (个人信息保护法 arts. 44, 45). */
export function registerMyDataRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { pack } = work;

  app.get(
    "/api/my/looks",
    { schema: { querystring: Type.Object(Paging), response: { 200: LookPage } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const context = storeContextOf(principal.value, pack.code);
      const page = await listLooksAtMine(store, context, leafOf(request.query.cursor));
      const items = page.items.map(({ number, at, name, purpose, subject }) => ({
        id: number,
        at,
        who: name,
        why: purposeInBoth(pack, purpose),
        caseNo: subject,
      }));
      return reply.send({ items, next: page.next } as Static<typeof LookPage>);
    },
  );

  app.get("/api/my/data", { schema: { response: { 200: MyData } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const context = storeContextOf(principal.value, pack.code);
    const { id, name, kind } = principal.value.account;
    const [knownAs, mine, records] = [
      await knownRecordsOf(platform, principal.value),
      await myWholeCases(platform, principal.value, context),
      await listOwnRecords(store, context),
    ];
    const file = encodeURIComponent(`我的数据-${localDateOf(platform.now())}.json`);
    return reply
      .header("content-disposition", `attachment; filename*=UTF-8''${file}`)
      .header("cache-control", "no-store")
      .send({
        madeAt: platform.now(),
        account: { id, name, kind },
        knownAs: [...knownAs],
        cases: [...mine.cases],
        moreCases: mine.more,
        records: records.flatMap((record) => {
          const register = pack.registers.get(record.register);
          if (register === undefined) return [];
          const status = statusName(register, record.status);
          return [{ register: record.register, name: register.name, status, data: record.data }];
        }),
      } as Static<typeof MyData>);
  });
}
