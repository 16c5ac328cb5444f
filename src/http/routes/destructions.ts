import type { FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { canDecideDestruction, canHandleDestructions, type Principal } from "#access";
import { decideDestruction, proposeDestruction } from "#cases";
import {
  DestructionAnswer,
  DestructionDecision,
  DestructionMade,
  DestructionsAnswer,
  type DestructionList,
} from "#contract";
import { err, ok, problem, type Json, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import { findRecord, listDestructionItems, listRecords, systemContext } from "#store";
import type { App } from "../app.ts";
import { Paging } from "../lists/narrowing.ts";
import { leafOf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { send, sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";

const ListPath = Type.Object({ list: Type.String({ maxLength: 40 }) });
const Rest = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) });
/** What a page of a list shows. */
const SHOWN = 100;

/** 按期销毁: lists of what is destroyed when its time is over, drawn up by one person and approved by another. */
export function registerDestructionRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;
  const { pack } = work;
  const system = systemContext(pack.code);

  app.get(
    "/api/admin/destructions",
    { schema: { querystring: Type.Object(Paging), response: { 200: DestructionsAnswer } } },
    async (request, reply) => {
      const principal = whoReads(platform, request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { lists, proposers } = pack.retention;
      const page = await listRecords(store, system, lists ?? "", leafOf(request.query.cursor));
      return reply.send({
        items: page.items.map((record) => listAnswer(platform, principal.value, record)),
        next: page.next,
        proposes: lists !== null && canHandleDestructions(principal.value, proposers).allowed,
      } as Static<typeof DestructionsAnswer>);
    },
  );

  app.post(
    "/api/admin/destructions",
    { schema: { response: { 200: DestructionMade } } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const made = await proposeDestruction(work, principal.value);
      return made.ok ? reply.send({ list: made.value }) : sendProblem(reply, made.error);
    },
  );

  app.get(
    "/api/admin/destructions/:list",
    { schema: { params: ListPath, querystring: Rest, response: { 200: DestructionAnswer } } },
    async (request, reply) => {
      const principal = whoReads(platform, request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { list } = request.params;
      const record = await findRecord(store, system, pack.retention.lists ?? "", list);
      if (record === undefined)
        return sendProblem(reply, problem("RECORD_UNKNOWN", { register: "销毁清册", id: list }));
      const asked = { list, after: request.query.after ?? 0, most: SHOWN + 1 };
      const found = await listDestructionItems(store, pack.code, asked);
      const items = found.slice(0, SHOWN);
      return reply.send({
        list: listAnswer(platform, principal.value, record),
        items: items.map(({ place, caseNo, name, kind, hash, basis, state, at }) => {
          return { place, caseNo, name, kind, hash, basis, state, at };
        }),
        next: found.length > SHOWN ? String(items.at(-1)?.place) : null,
      });
    },
  );

  app.post(
    "/api/admin/destructions/:list/decision",
    { schema: { params: ListPath, body: DestructionDecision } },
    async (request, reply) => {
      const principal = requirePrincipal(request);
      if (!principal.ok) return sendProblem(reply, principal.error);
      const { approve, reason } = request.body;
      const asked = { list: request.params.list, approve, reason: reason.trim() };
      const decided = await decideDestruction(work, principal.value, asked);
      if (decided.ok) platform.changed();
      return send(reply, decided);
    },
  );
}

/** Who draws lists up, who approves them, and auditors read them. */
function whoReads({ work }: Platform, request: FastifyRequest): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const { proposers, approvers } = work.pack.retention;
  const may = canHandleDestructions(principal.value, [...proposers, ...approvers, "auditor"]);
  return may.allowed ? ok(principal.value) : err(may.problem);
}

function listAnswer(
  { work }: Platform,
  principal: Principal,
  { id, register, status, data }: StoredRecord,
): DestructionList {
  const { registers, retention } = work.pack;
  const named = registers.get(register)?.statuses.find((each) => each.id === status)?.name;
  const may = canDecideDestruction(principal, retention.approvers, textOf(data["proposedBy"]) ?? "");
  return {
    list: id,
    state: status,
    stateName: named ?? { zh: status, en: status },
    cases: numberOf(data["cases"]) ?? 0,
    files: numberOf(data["files"]) ?? 0,
    documents: numberOf(data["documents"]) ?? 0,
    proposer: textOf(data["proposer"]) ?? "",
    proposedOn: textOf(data["proposedOn"]) ?? "",
    decider: textOf(data["decider"]),
    decidedOn: textOf(data["decidedOn"]),
    reason: textOf(data["reason"]),
    destroyedOn: textOf(data["destroyedOn"]),
    destroyed: numberOf(data["destroyed"]),
    shared: numberOf(data["shared"]),
    digest: textOf(data["digest"]) ?? "",
    mine: status === "proposed" && may.allowed,
  };
}

const textOf = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);
const numberOf = (value: Json | undefined): number | null => (typeof value === "number" ? value : null);
