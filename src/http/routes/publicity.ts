import { type Static, Type } from "typebox";
import { objectToPublicity } from "#cases";
import { ObjectionAnswer, ObjectionRequest, PublicityAnswer, PublicityPage } from "#contract";
import { organInBoth, type Register } from "#district";
import { localDateOf, problem } from "#kernel";
import type { StoredRecord } from "#registers";
import { findRecord, listDocuments, listRecordsInState, systemContext, type StoredDocument } from "#store";
import type { App } from "../app.ts";
import { sendDocument } from "../document-answer.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { normalAddress, noteAttempt } from "../sign-in/index.ts";
import { ledgerFields, recordTitle } from "../views/record-fields.ts";
import { IdempotencyHeaders } from "./apply.ts";

/** So many of each register a list shows. */
const MOST = 100;
/** Objections that one network address may raise in a day. */
const LIMITS = {
  perAccountAndAddress: 5,
  perAddress: 5,
  perAccount: 5,
  windowMinutes: 1_440,
  lockedAs: "OBJECTIONS_TOO_MANY",
} as const;

const Path = Type.Object({ register: Type.String({ maxLength: 60 }), id: Type.String({ maxLength: 150 }) });

type Publicised = { readonly register: Register; readonly record: StoredRecord };

/** 公示 without signing in: what registers publicise, its sealed notice, and objections to it. */
export function registerPublicityRoutes(app: App, platform: Platform): void {
  const { work, store } = platform;
  const { pack } = work;
  const system = systemContext(pack.code);

  const find = async (registerId: string, id: string): Promise<Publicised | undefined> => {
    const register = pack.registers.get(registerId);
    const rule = register?.publicity ?? null;
    if (register === undefined || rule === null) return undefined;
    const record = await findRecord(store, system, registerId, id);
    return record !== undefined && rule.status.includes(record.status) ? { register, record } : undefined;
  };
  const paperOf = async ({ register, record }: Publicised): Promise<StoredDocument | undefined> => {
    const { caseNo } = record.data;
    const number = record.data[register.publicity?.number ?? ""];
    if (typeof caseNo !== "string" || typeof number !== "string") return undefined;
    return (await listDocuments(store, system, caseNo)).find((document) => document.number === number);
  };

  app.get(
    "/api/public/publicity",
    { schema: { response: { 200: PublicityAnswer } } },
    async (_request, reply) => {
      const items: Static<typeof PublicityAnswer>["items"] = [];
      for (const register of pack.registers.values()) {
        const { publicity } = register;
        if (publicity === null) continue;
        for (const record of await listRecordsInState(store, system, register.id, publicity.status, MOST))
          items.push({
            register: register.id,
            id: record.id,
            kind: publicity.title,
            title: recordTitle(pack, register, record),
            organName: organInBoth(pack, record.organ),
            since: localDateOf(record.validFrom),
          });
      }
      return reply.send({ items: items.toSorted((one, other) => other.since.localeCompare(one.since)) });
    },
  );

  app.get(
    "/api/public/publicity/:register/:id",
    { schema: { params: Path, response: { 200: PublicityPage } } },
    async (request, reply) => {
      const found = await find(request.params.register, request.params.id);
      if (found === undefined) return sendProblem(reply, problem("PUBLICITY_OVER"));
      const { register, record } = found;
      const rule = register.publicity;
      if (rule === null) return sendProblem(reply, problem("PUBLICITY_OVER"));
      const paper = await paperOf(found);
      const ends = paper?.data["publicityEnds"];
      const shown = rule.fields.flatMap((name) => register.fields.filter(({ id }) => id === name));
      return reply.send({
        kind: rule.title,
        note: rule.note,
        title: recordTitle(pack, register, record),
        organName: organInBoth(pack, record.organ),
        fields: ledgerFields(pack, { ...register, fields: shown }, record),
        ends: typeof ends === "string" ? ends : null,
        hasPaper: typeof paper?.fileHash === "string" && paper.destroyed === null,
        objection: rule.objection !== null && typeof record.data["caseNo"] === "string",
      } satisfies Static<typeof PublicityPage>);
    },
  );

  app.get(
    "/api/public/publicity/:register/:id/paper",
    { schema: { params: Path } },
    async (request, reply) => {
      const found = await find(request.params.register, request.params.id);
      const paper = found === undefined ? undefined : await paperOf(found);
      if (paper?.destroyed !== null || typeof paper.fileHash !== "string")
        return sendProblem(reply, problem("PUBLICITY_OVER"));
      return sendDocument(platform, reply, paper);
    },
  );

  app.post(
    "/api/public/publicity/:register/:id/objection",
    {
      schema: {
        params: Path,
        headers: IdempotencyHeaders,
        body: ObjectionRequest,
        response: { 200: ObjectionAnswer },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      if (key === undefined) return sendProblem(reply, problem("IDEMPOTENCY_KEY_MISSING"));
      const address = `objection ${normalAddress(request.ip)}`;
      const attempt = { login: address, address, at: platform.now() };
      const locked = await noteAttempt(platform.signIn.store, LIMITS, attempt);
      if (locked !== undefined) return sendProblem(reply, locked);
      const found = await find(request.params.register, request.params.id);
      if (found === undefined) return sendProblem(reply, problem("PUBLICITY_OVER"));
      const { words, name, mobile } = request.body;
      const objection = { words: words.trim(), from: `${name.trim()} ${mobile}`, key };
      const done = await objectToPublicity(work, found.register, found.record, objection);
      if (!done.ok) return sendProblem(reply, done.error);
      platform.changed();
      return reply.send({
        said: {
          zh: "异议已收到，公示中止，主办部门将继续整改。您的姓名和电话只用于核实，不会公开。",
          en: "Your objection has arrived: publicity ends and it is rectified further. Your name and telephone serve to check it and are not made public.",
        },
      });
    },
  );
}
