import { checkingOrgan, followUpRegister, type OpensCheck } from "#district";
import {
  instantFromMillis,
  localDateOf,
  SHANGHAI,
  type Instant,
  type Json,
  type JsonObject,
  type LocalDate,
} from "#kernel";
import { createRecord, type RecordChange } from "#registers";
import type { CaseWork } from "../case/case-work.ts";
import { drawOf, type Draw } from "../case/draw.ts";
import type { JobCall } from "../case/job.ts";
import { feelValue, openContext, resultContext, type Holder } from "../printing/result-context.ts";
import { recordBasics } from "./write-records.ts";

/**
 * 审管联动: what a matter's decision opens afterwards, as a record of the register of follow-ups that comes due on the
 * day of the check; nothing where it opens none, or a promise was taken, whose own check has begun. `given` is what
 * the result answered.
 */
export function followUpOf(work: CaseWork, call: JobCall, given: JsonObject): readonly RecordChange[] {
  const { matter, identity, state, at } = call;
  const { followUp } = matter;
  const register = followUpRegister(work.pack);
  const isPromised = (state.variables["commitment"] ?? null) !== null;
  if (register === undefined || followUp?.kind !== "check" || isPromised) return [];
  const context = resultContext(work, call);
  const { shown } = context["holder"] as unknown as Holder;
  const town = state.variables["town"];
  const deciding = { deciding: identity.organ, town: typeof town === "string" ? town : null };
  const organ = checkingOrgan(followUp, deciding);
  const draw = drawOf(`follow-up ${identity.caseNo}`, followUp.percent);
  const place = followUp.place ?? matter.siteCheck?.place ?? null;
  const items = followUp.items.length > 0 ? followUp.items : (matter.siteCheck?.items ?? []);
  const record = createRecord({
    ...recordBasics(call),
    // The record is the checking organ's: its people find it, and the check's case changes it.
    organ,
    register: register.id,
    id: identity.caseNo,
    status: draw.drawn ? "planned" : "notDrawn",
    data: {
      decided: identity.caseNo,
      matter: matter.id,
      matterName: matter.name.zh,
      decidingOrgan: identity.organ,
      checkMatter: followUp.check,
      checkOrgan: organ,
      division: identity.division,
      decidedOn: localDateOf(at),
      certificate: textOf(given["identifier"]),
      licenceNo: textOf(given["licenceNo"]) ?? textOf(given["number"]),
      subject: shown,
      place: place === null ? null : textOf(feelValue(place, openContext(context, call), at)),
      items: items.map(({ item, requirement }) => `${item}：${requirement}`),
      ...daysOf(work, followUp, call),
      within: followUp.within,
      percent: followUp.percent,
      draw: drawWords(draw, followUp.percent),
      basis: followUp.basis.zh,
    },
  });
  return [{ ...record, byRule: true }];
}

function daysOf(work: CaseWork, { after, within }: OpensCheck, { at }: JobCall) {
  const opensOn = dayAfter(work, at, after);
  const morning = Temporal.PlainDate.from(opensOn).toZonedDateTime({
    timeZone: SHANGHAI,
    plainTime: "08:00",
  });
  return { opensOn, finishBy: dayAfter(work, instantFromMillis(morning.epochMilliseconds), within) };
}

/** By the calendar of working days; where that does not reach, as many calendar days: no decision waits for it. */
function dayAfter(work: CaseWork, from: Instant, limit: string): LocalDate {
  const days = Number.parseInt(limit, 10);
  const plain = Temporal.PlainDate.from(localDateOf(from)).add({ days }).toString() as LocalDate;
  return days === 0 ? plain : (work.dueOn(from, limit) ?? plain);
}

/** The draw explains itself: who reckons it again comes to the same. */
function drawWords({ drawn, lot, below }: Draw, percent: number): string {
  if (percent === 100) return "每件检查";
  const line = `按${percent}%抽查：对“follow-up 办件编号”求 SHA-256，前八位十六进制数除以10000的余数为${lot}`;
  return drawn ? `${line}，小于${below}，抽中` : `${line}，不小于${below}，未抽中`;
}

const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
