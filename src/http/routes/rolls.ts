import { Type } from "typebox";
import { canSeeRoll } from "#access";
import { ExportRequest, RollPage, RollsAnswer } from "#contract";
import { localDateOf } from "#kernel";
import type { App } from "../app.ts";
import { sendExport } from "../lists/export-list.ts";
import { Paging } from "../lists/narrowing.ts";
import { findRoll, ROLL_TABLE, rollLines, rollSums } from "../lists/payment-roll.ts";
import { leafOf, readerOf, type Leaf } from "../lists/reading.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";

const RollPath = Type.Object({ register: Type.String({ maxLength: 60 }) });
const Asked = {
  month: Type.String({ pattern: "^20\\d{2}-(0[1-9]|1[0-2])$" }),
  kind: Type.Optional(Type.String({ maxLength: 60 })),
};
const Query = Type.Object({ ...Asked, ...Paging });
/** With a purpose the file holds whole numbers and accounts, and each person can read why. */
const ExportQuery = Type.Object({ ...Asked, purpose: Type.Optional(Type.String({ maxLength: 200 })) });

/** 发放名册: what benefits come to in a month, and to whom they are paid. */
export function registerRollRoutes(app: App, platform: Platform): void {
  const { pack } = platform.work;

  app.get("/api/desk/rolls", { schema: { response: { 200: RollsAnswer } } }, async (request, reply) => {
    const reader = readerOf(platform, request);
    if (!reader.ok) return sendProblem(reply, reader.error);
    const may = canSeeRoll(reader.value.principal);
    if (!may.allowed) return sendProblem(reply, may.problem);
    const registers = [...pack.registers.values()].filter(({ payment }) => payment !== null);
    return reply.send({
      registers: registers.map(({ id, name }) => ({ id, name })),
      month: localDateOf(platform.now()).slice(0, 7),
    });
  });

  app.get(
    "/api/desk/rolls/:register",
    { schema: { params: RollPath, querystring: Query, response: { 200: RollPage } } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const may = canSeeRoll(reader.value.principal);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const { month, kind = "", cursor } = request.query;
      const asked = { register: request.params.register, month, kind, purpose: "" };
      const found = findRoll(reader.value, asked);
      if (!found.ok) return sendProblem(reply, found.error);
      const [lines, sums] = [
        await rollLines(reader.value, found.value, leafOf(cursor), ""),
        await rollSums(reader.value, found.value),
      ];
      const { register, question } = found.value;
      const { id, name } = register;
      const items = [...lines.items];
      const { next } = lines;
      return reply.send({ items, next, ...sums, register: { id, name }, month, asOf: question.asOf });
    },
  );

  app.post(
    "/api/desk/rolls/:register/export",
    { schema: { params: RollPath, querystring: ExportQuery, body: ExportRequest } },
    async (request, reply) => {
      const reader = readerOf(platform, request);
      if (!reader.ok) return sendProblem(reply, reader.error);
      const may = canSeeRoll(reader.value.principal);
      if (!may.allowed) return sendProblem(reply, may.problem);
      const { month, kind = "", purpose = "" } = request.query;
      const asked = { register: request.params.register, month, kind, purpose: purpose.trim() };
      const found = findRoll(reader.value, asked);
      if (!found.ok) return sendProblem(reply, found.error);
      const { zh, en } = found.value.register.name;
      const list = {
        table: ROLL_TABLE,
        name: { zh: `${month}发放名册（${zh}）`, en: `Roll of ${month} (${en})` },
        page: (leaf: Leaf) => rollLines(reader.value, found.value, leaf, asked.purpose),
        told: [month, kind, asked.purpose].filter((each) => each !== "").join("；"),
      };
      return sendExport(reply, reader.value, list, request.body);
    },
  );
}
