import type { Static } from "typebox";
import { storeContextOf, type Principal } from "#access";
import { applyForMatter, completeTask, type StoredCase } from "#cases";
import { FieldAnswer, FieldItemRequest, FieldReceiptAnswer } from "#contract";
import {
  err,
  hashOf,
  instantFromMillis,
  millisOf,
  ok,
  parseInstant,
  problem,
  type Instant,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { findCaseByNo, keepFieldReceipt, systemContext, type FieldReceipt } from "#store";
import { casePlace } from "#worker";
import type { App } from "../app.ts";
import { deskTasks } from "../lists/desk-tasks.ts";
import { readerOf, type Reader } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requestsUnderWay } from "../requests-under-way.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { isOfTheField } from "../views/field-face.ts";

/** The field face: what it is for, and what comes in from phones that waited for the line. */
export function registerFieldRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get("/api/field", { schema: { response: { 200: FieldAnswer } } }, async (request, reply) => {
    const reader = readerOf(platform, request);
    if (!reader.ok) return sendProblem(reply, reader.error);
    const { principal } = reader.value;
    const matter = pack.matters.get(pack.field.report ?? "");
    return reply.send({
      serverAt: platform.now(),
      onDuty: isOfTheField(pack, principal),
      tasks: await tasksToTake(reader.value),
      report: matter === undefined ? null : { matter: matter.id, name: matter.name },
      tracking: pack.field.tracking,
      helpline: pack.field.helpline,
    } as Static<typeof FieldAnswer>);
  });

  const once = requestsUnderWay<Result<Static<typeof FieldReceiptAnswer>, Problem>>();
  app.post(
    "/api/field/items",
    { schema: { body: FieldItemRequest, response: { 200: FieldReceiptAnswer } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const by = `${principal.value.account.id} ${request.body.item}`;
      const asked = JSON.stringify(request.body.act);
      return send(reply, await once({ by, asked }, () => receive(platform, principal.value, request.body)));
    },
  );
}

/** As many as somebody can do between two lines, with where they are. */
const MOST_TAKEN = 60;

async function tasksToTake(reader: Reader): Promise<Static<typeof FieldAnswer>["tasks"]> {
  const { items } = await deskTasks(reader, "mine", { reversed: false }, { cursor: null, limit: MOST_TAKEN });
  const cases = await findCases(
    reader,
    items.map(({ case: { caseNo } }) => caseNo),
  );
  return items.map((task) => ({ ...task, at: casePlace(cases.get(task.case.caseNo)) }));
}

async function findCases(
  { platform, context }: Reader,
  caseNos: readonly string[],
): Promise<ReadonlyMap<string, StoredCase>> {
  const found = new Map<string, StoredCase>();
  for (const caseNo of new Set(caseNos)) {
    const stored = await findCaseByNo(platform.store, context, caseNo);
    if (stored !== undefined) found.set(caseNo, stored);
  }
  return found;
}

/**
 * Does what an item asks, and answers its receipt once that is durable; the same item again is answered the same.
 * Errors: FIELD_POST_GONE, PHONE_CLOCK_UNREADABLE, those of applyForMatter and completeTask.
 */
async function receive(
  platform: Platform,
  principal: Principal,
  { item, doneAt, phoneAt, act }: FieldItemRequest,
): Promise<Result<Static<typeof FieldReceiptAnswer>, Problem>> {
  const { pack } = platform.work;
  const { name } = principal.account;
  if (!isOfTheField(pack, principal))
    return err(
      problem("FIELD_POST_GONE", { name, ask: pack.field.helpline.zh, askEn: pack.field.helpline.en }),
    );
  const done = parseInstant(doneAt);
  const phone = parseInstant(phoneAt);
  if (!done.ok || !phone.ok) return err(problem("PHONE_CLOCK_UNREADABLE"));
  const carried = await carryOut(platform, principal, item, act);
  if (!carried.ok) return carried;
  platform.changed();
  const context = storeContextOf(principal, pack.code);
  const at = platform.now();
  // What was done may have taken the case out of this person's sight.
  const stored = await findCaseByNo(platform.store, systemContext(pack.code), carried.value.caseNo);
  const kept = await keepFieldReceipt(platform.store, context, {
    item,
    kind: act.kind,
    caseNo: carried.value.caseNo,
    receivedAt: at,
    doneAt: done.value,
    phoneAheadSeconds: Math.round((millisOf(phone.value) - millisOf(at)) / 1000),
    digest: hashOf({ item, doneAt, act } as JsonObject),
    entryHash: carried.value.entryHash ?? stored?.hash ?? "0".repeat(64),
  });
  return ok(answerOf(kept));
}

type Carried = { readonly caseNo: string; readonly entryHash: string | null };

async function carryOut(
  { work }: Platform,
  principal: Principal,
  idempotencyKey: string,
  act: FieldItemRequest["act"],
): Promise<Result<Carried, Problem>> {
  if (act.kind === "complete") {
    const { caseNo, task, version } = act;
    const values = act.values as JsonObject;
    const done = await completeTask(work, principal, { caseNo, task, version, values, idempotencyKey });
    return done.ok ? ok({ caseNo: done.value.caseNo, entryHash: null }) : done;
  }
  const { matter, materials } = act;
  const values = act.values as JsonObject;
  const receipt = await applyForMatter(work, principal, { matter, values, materials, idempotencyKey });
  return receipt.ok ? ok({ caseNo: receipt.value.caseNo, entryHash: receipt.value.entryHash }) : receipt;
}

function answerOf({ item, caseNo, receivedAt, doneAt, phoneAheadSeconds, digest, entryHash }: FieldReceipt) {
  const reckonedAt: Instant = instantFromMillis(millisOf(doneAt) - phoneAheadSeconds * 1000);
  return { item, caseNo, receivedAt, reckonedAt, phoneAheadSeconds, digest, entryHash };
}
