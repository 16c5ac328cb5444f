import { type Static, Type } from "typebox";
import { seesOfCampaign, type Principal } from "#access";
import { CampaignAnswer, CampaignsAnswer, type CampaignLine } from "#contract";
import {
  CAMPAIGN_DAY_REGISTER,
  CAMPAIGN_REGISTER,
  CAMPAIGN_TASK_REGISTER,
  organInBoth,
  placeInBoth,
} from "#district";
import { err, ok, problem, type Json, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";
import { findRecord, findRecordsBy, listDocuments, listRecords, systemContext } from "#store";
import type { FastifyRequest } from "fastify";
import type { App } from "../app.ts";
import { sendDocument } from "../document-answer.ts";
import type { Platform } from "../platform.ts";
import { sendProblem } from "../problem-answer.ts";
import { requirePrincipal } from "../sign-in/index.ts";
import { statusName } from "../views/record-fields.ts";

/** So many campaigns a list shows: a district runs a handful in a year. */
const MOST = 100;
const CampaignPath = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** 专项行动: campaigns with their tasks, targets and daily reports, read from their registers. */
export function registerCampaignRoutes(app: App, platform: Platform): void {
  const { store, work } = platform;
  const system = systemContext(work.pack.code);

  app.get("/api/campaigns", { schema: { response: { 200: CampaignsAnswer } } }, async (request, reply) => {
    const principal = requirePrincipal(request);
    if (!principal.ok) return sendProblem(reply, principal.error);
    const { items } = await listRecords(store, system, CAMPAIGN_REGISTER, { limit: MOST });
    const tasks = await findRecordsBy(
      store,
      system,
      CAMPAIGN_TASK_REGISTER,
      "campaign",
      items.map(({ id }) => id),
    );
    const seen = items.filter((campaign) => {
      const sees = sightOfTasks(principal.value, campaign);
      return tasks.some((task) => task.data["campaign"] === campaign.id && sees(task));
    });
    const lines = seen.map((campaign) => lineOf(platform, campaign));
    return reply.send({ items: lines.toSorted((one, other) => other.from.localeCompare(one.from)) });
  });

  app.get(
    "/api/campaigns/:id",
    { schema: { params: CampaignPath, response: { 200: CampaignAnswer } } },
    async (request, reply) => {
      const { id } = request.params;
      const seen = await campaignSeen(platform, request, id);
      if (!seen.ok) return sendProblem(reply, seen.error);
      const { campaign, all, tasks } = seen.value;
      const days = await findRecordsBy(store, system, CAMPAIGN_DAY_REGISTER, "campaign", [id]);
      const known = new Set(tasks.map((task) => task.id));
      return reply.send({
        ...lineOf(platform, campaign),
        partial: tasks.length < all.length,
        tasks: tasks.map((task) => ({
          id: task.id,
          name: textIn(task.data["name"]),
          organ: organInBoth(work.pack, textIn(task.data["organ"])),
          target: Number(task.data["target"] ?? 0),
          unit: textIn(task.data["unit"]),
        })),
        days: days
          .filter(({ data }) => known.has(textIn(data["task"])))
          .map(({ id: day, data, status }) => ({
            id: day,
            task: textIn(data["task"]),
            day: textIn(data["day"]),
            number: Number(data["number"] ?? 0),
            reported: status === "reported",
            note: orNull(data["note"]),
            caseNo: orNull(data["caseNo"]),
          }))
          .toSorted((one, other) => other.day.localeCompare(one.day) || one.id.localeCompare(other.id)),
      } satisfies Static<typeof CampaignAnswer>);
    },
  );

  app.get("/api/campaigns/:id/report", { schema: { params: CampaignPath } }, async (request, reply) => {
    const seen = await campaignSeen(platform, request, request.params.id);
    if (!seen.ok) return sendProblem(reply, seen.error);
    const { reportNo, reportCase } = seen.value.campaign.data;
    const documents = typeof reportCase === "string" ? await listDocuments(store, system, reportCase) : [];
    return sendDocument(
      platform,
      reply,
      documents.find(({ number }) => number === reportNo),
    );
  });
}

type Seen = {
  readonly campaign: StoredRecord;
  /** All of its tasks, and those that the reader sees. */
  readonly all: readonly StoredRecord[];
  readonly tasks: readonly StoredRecord[];
};

/** A campaign that the reader has a task of; another answers as one that is not there. Errors: RECORD_UNKNOWN and those of `requirePrincipal`. */
async function campaignSeen(
  { store, work }: Platform,
  request: FastifyRequest,
  id: string,
): Promise<Result<Seen, Problem>> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const system = systemContext(work.pack.code);
  const campaign = await findRecord(store, system, CAMPAIGN_REGISTER, id);
  const all = await findRecordsBy(store, system, CAMPAIGN_TASK_REGISTER, "campaign", [id]);
  const tasks = campaign === undefined ? [] : all.filter(sightOfTasks(principal.value, campaign));
  if (campaign === undefined || tasks.length === 0)
    return err(problem("RECORD_UNKNOWN", { register: CAMPAIGN_REGISTER, id }));
  return ok({ campaign, all, tasks });
}

/** A task is the organ's that has to do it, whoever keeps the register. */
function sightOfTasks(principal: Principal, campaign: StoredRecord): (task: StoredRecord) => boolean {
  const sees = seesOfCampaign(principal, { ...campaign, leadOrgan: textIn(campaign.data["leadOrgan"]) });
  return (task) => sees({ ...task, organ: textIn(task.data["organ"]) });
}

function lineOf({ work }: Platform, { id, data, status }: StoredRecord): CampaignLine {
  const register = work.pack.registers.get(CAMPAIGN_REGISTER);
  return {
    id,
    name: textIn(data["name"]),
    leadOrgan: organInBoth(work.pack, textIn(data["leadOrgan"])),
    area: placeInBoth(work.pack, textIn(data["division"])),
    from: textIn(data["from"]),
    to: textIn(data["to"]),
    goal: textIn(data["goal"]),
    status,
    statusName: register === undefined ? { zh: status, en: status } : statusName(register, status),
    reportNo: orNull(data["reportNo"]),
  };
}

const textIn = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const orNull = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
