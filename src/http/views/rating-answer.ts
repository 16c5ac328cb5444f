import type { RatingAnswer, RatingDetail, RatingLine, RatingTally } from "#contract";
import { isRateable, ratingIdOf, type StoredCase } from "#cases";
import { GRADE_NAMES, inBoth, organInBoth, RATING_REGISTER, type DistrictPack } from "#district";
import type { Bilingual, Json } from "#kernel";
import { recordSubject, type StoredRecord } from "#registers";
import { findRecord, listPersonal, systemContext, type TallyRow } from "#store";
import type { Platform } from "../platform.ts";
import { statusName } from "./record-fields.ts";

/** A case's rating as whose case it is sees it; who may has been asked before. */
export async function ratingAnswer(
  { store, work }: Pick<Platform, "store" | "work">,
  { head }: Pick<StoredCase, "head">,
): Promise<RatingAnswer> {
  const context = systemContext(work.pack.code);
  const id = ratingIdOf(work, head.caseNo);
  const record = await findRecord(store, context, RATING_REGISTER, id);
  const rateable = isRateable(work, head);
  const words = record === undefined ? {} : await wordsOf({ store, work }, id);
  return {
    caseNo: head.caseNo,
    refused: rateable.ok ? null : rateable.error.message,
    labels: work.pack.ratings.labels.map((label) => ({ ...label })),
    badNote: work.pack.ratings.badNote,
    rating: record === undefined ? null : ownRating(work.pack, record, words["words"] ?? ""),
  };
}

function ownRating(
  pack: DistrictPack,
  record: StoredRecord,
  words: string,
): Exclude<RatingAnswer["rating"], null> {
  const { data } = record;
  const again = data["again"];
  const line = ratingLine(pack, record);
  return {
    grade: line.grade,
    gradeName: line.gradeName,
    labels: line.labels,
    words,
    anonymous: line.anonymous,
    ratedOn: line.ratedOn,
    status: line.status,
    statusName: line.statusName,
    reply: textOrNull(data["reply"]),
    repliedOn: textOrNull(data["repliedOn"]),
    again:
      typeof again === "number"
        ? { grade: again, gradeName: gradeName(again), on: textOrNull(data["againOn"]) }
        : null,
  };
}

/** A rating as a line of the organ's list. */
export function ratingLine(pack: DistrictPack, { id, organ, status, data }: StoredRecord): RatingLine {
  const register = pack.registers.get(RATING_REGISTER);
  const grade = Number(data["grade"]);
  const matter = String(data["matter"]);
  const again = data["again"];
  return {
    id,
    matterName: pack.matters.get(matter)?.name ?? inBoth(pack, matter),
    organName: organInBoth(pack, organ),
    grade,
    gradeName: gradeName(grade),
    labels: labelsIn(pack, data["labels"]),
    ratedOn: String(data["ratedOn"]),
    status,
    statusName: register === undefined ? { zh: status, en: status } : statusName(register, status),
    anonymous: data["anonymous"] === true,
    caseNo: textOrNull(data["caseNo"]),
    again: typeof again === "number" ? again : null,
    rectification: textOrNull(data["rectification"]),
  };
}

/** A rating with what has come of it, and its own words where `readable`. */
export async function ratingDetail(
  platform: Pick<Platform, "store" | "work">,
  record: StoredRecord,
  readable: boolean,
): Promise<RatingDetail> {
  const { pack } = platform.work;
  const { data } = record;
  const words = readable ? await wordsOf(platform, record.id) : null;
  const revisit = pack.registers
    .get(RATING_REGISTER)
    ?.fields.find(({ id }) => id === "revisit")
    ?.choices.find(({ value }) => value === data["revisit"])?.name;
  return {
    ...ratingLine(pack, record),
    words: words === null ? null : (words["words"] ?? ""),
    againWords: words === null ? null : (words["again"] ?? ""),
    measures: textOrNull(data["measures"]),
    reply: textOrNull(data["reply"]),
    repliedOn: textOrNull(data["repliedOn"]),
    revisit: revisit ?? null,
    voidGround: textOrNull(data["voidGround"]),
  };
}

/** The public tally: nothing rated is no rate, never a good one. */
export function ratingTally({ grades, over }: TallyRow): RatingTally {
  const counts = [5, 4, 3, 2, 1].map((grade) => ({
    grade,
    name: gradeName(grade),
    count: grades[String(grade)] ?? 0,
  }));
  const rated = counts.reduce((sum, { count }) => sum + count, 0);
  const good = counts.reduce((sum, { grade, count }) => sum + (grade >= 3 ? count : 0), 0);
  return {
    grades: counts,
    rated,
    unrated: Math.max(0, over - rated),
    goodRate: rated === 0 ? null : (Math.round((good * 1000) / rated) / 10).toFixed(1),
  };
}

const gradeName = (grade: number): Bilingual =>
  GRADE_NAMES[String(grade)] ?? { zh: String(grade), en: String(grade) };

function labelsIn({ ratings }: DistrictPack, given: Json | undefined): Bilingual[] {
  const ids = Array.isArray(given) ? given : [];
  return ids.flatMap((id) => ratings.labels.find((label) => label.id === id)?.name ?? []);
}

/** What was said in own words, of the rating (`words`) and of the further one (`again`). */
async function wordsOf(
  { store, work }: Pick<Platform, "store" | "work">,
  id: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await listPersonal(store, systemContext(work.pack.code), recordSubject(RATING_REGISTER, id));
  return Object.fromEntries(rows.map(({ key, content }) => [key, String(content["words"] ?? "")]));
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);
