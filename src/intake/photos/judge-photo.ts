import type { PhotoRules, PhotoSeverity } from "#district";
import { instantFromMillis, millisOf, type Bilingual, type Instant } from "#kernel";
import { lengthInWords, metresBetween, metresInWords } from "./distances.ts";
import type { KeptPhotoFacts, PhotoPlace } from "./photo-facts.ts";

/** The same picture, or nearly, where it was handed in before: in which case, for which material. */
export type EarlierPhoto = {
  readonly sha256: string;
  readonly caseNo: string;
  readonly material: string;
  readonly at: Instant;
  /** Bits of 64 in which the two perceptual hashes differ; 0 also for the very same file. */
  readonly distance: number;
};

/** What a photo is held against. */
export type PhotoSetting = {
  readonly caseNo: string;
  readonly material: string;
  /** Where the case is. */
  readonly place: PhotoPlace | null;
  readonly receivedAt: Instant;
  readonly earlier: readonly EarlierPhoto[];
  readonly materialName: (id: string) => Bilingual;
};

export type PhotoFinding = {
  readonly finding: "place" | "unplaced" | "far" | "time" | "undated" | "old" | "ahead" | "clock" | "reused";
  readonly severity: PhotoSeverity | "fine";
  readonly words: Bilingual;
};

/** A photo with what was found of it. */
export type PhotoVerdict = {
  readonly file: string;
  readonly material: string;
  readonly findings: readonly PhotoFinding[];
};

const MINUTE_MS = 60_000;

/**
 * What a photo's own facts say for and against it, in words. A finding is a hint to the person who verifies; how much
 * each weighs is the district's to say.
 */
export function judgePhoto(
  facts: KeptPhotoFacts,
  setting: PhotoSetting,
  rules: PhotoRules,
): readonly PhotoFinding[] {
  return [
    ...placeFindings(facts, setting, rules),
    ...timeFindings(facts, setting, rules),
    ...clockFindings(facts, rules),
    ...reuseFindings(setting, rules),
  ];
}

function placeFindings(
  { place: taken }: KeptPhotoFacts,
  { place }: PhotoSetting,
  rules: PhotoRules,
): readonly PhotoFinding[] {
  if (place === null) return [];
  if (taken === null)
    return [
      {
        finding: "unplaced",
        severity: rules.severity.unplaced,
        words: { zh: "照片没有拍摄位置", en: "The photo does not say where it was taken" },
      },
    ];
  const metres = metresBetween(taken, place);
  const { zh, en } = metresInWords(metres);
  if (metres <= rules.maxMetres)
    return [
      {
        finding: "place",
        severity: "fine",
        words: { zh: `拍摄位置距现场${zh}`, en: `Taken ${en} from the place` },
      },
    ];
  const limit = metresInWords(rules.maxMetres);
  return [
    {
      finding: "far",
      severity: rules.severity.far,
      words: {
        zh: `拍摄位置距现场${zh}，超过${limit.zh}`,
        en: `Taken ${en} from the place, more than ${limit.en}`,
      },
    },
  ];
}

function timeFindings(
  facts: KeptPhotoFacts,
  { receivedAt }: PhotoSetting,
  rules: PhotoRules,
): readonly PhotoFinding[] {
  if (facts.takenAt === null)
    return [
      {
        finding: "undated",
        severity: rules.severity.undated,
        words: { zh: "照片没有拍摄时间", en: "The photo does not say when it was taken" },
      },
    ];
  const reckoned = millisOf(facts.takenAt) - (facts.phoneAheadSeconds ?? 0) * 1000;
  const minutes = Math.round((millisOf(receivedAt) - reckoned) / MINUTE_MS);
  const zone = facts.takenOffset
    ? { zh: "", en: "" }
    : { zh: "（照片未写时区，按北京时间算）", en: " (no time zone in the photo; Beijing time taken)" };
  const told = lengthInWords(Math.abs(minutes));
  if (minutes < -rules.clockMinutes)
    return [
      {
        finding: "ahead",
        severity: rules.severity.ahead,
        words: {
          zh: `拍摄时间比收到时间晚${told.zh}，手机时间不准${zone.zh}`,
          en: `Dated ${told.en} after it was received: the phone's clock is wrong${zone.en}`,
        },
      },
    ];
  const day = dayOf(instantFromMillis(reckoned));
  if (minutes > rules.maxAgeHours * 60)
    return [
      {
        finding: "old",
        severity: rules.severity.old,
        words: {
          zh: `照片拍于${day}，收到时已过${told.zh}${zone.zh}`,
          en: `Taken on ${day}, ${told.en} before it was received${zone.en}`,
        },
      },
    ];
  return [
    {
      finding: "time",
      severity: "fine",
      words:
        minutes < 1
          ? { zh: `拍摄后随即收到${zone.zh}`, en: `Received as soon as it was taken${zone.en}` }
          : { zh: `拍摄${told.zh}后收到${zone.zh}`, en: `Received ${told.en} after it was taken${zone.en}` },
    },
  ];
}

function clockFindings({ phoneAheadSeconds }: KeptPhotoFacts, rules: PhotoRules): readonly PhotoFinding[] {
  if (phoneAheadSeconds === null) return [];
  const minutes = Math.round(Math.abs(phoneAheadSeconds) / 60);
  if (minutes <= rules.clockMinutes) return [];
  const told = lengthInWords(minutes);
  const isFast = phoneAheadSeconds > 0;
  return [
    {
      finding: "clock",
      severity: rules.severity.clock,
      words: {
        zh: `手机时间比服务器${isFast ? "快" : "慢"}${told.zh}，拍摄时间已按此折算`,
        en: `The phone's clock was ${told.en} ${isFast ? "fast" : "slow"}; the time taken is reckoned by that`,
      },
    },
  ];
}

/** The same picture twice: in another case, or for another stage of this one. */
function reuseFindings(
  { caseNo, material, earlier, materialName }: PhotoSetting,
  rules: PhotoRules,
): readonly PhotoFinding[] {
  const uses = earlier.filter((each) => each.caseNo !== caseNo || each.material !== material);
  const told = new Map<string, PhotoFinding>();
  for (const use of uses) {
    const by = `${use.caseNo} ${use.material}`;
    if (told.has(by)) continue;
    const how =
      use.distance === 0 ? { zh: "相同", en: "the same" } : { zh: "几乎相同", en: "nearly the same" };
    const name = materialName(use.material);
    const where =
      use.caseNo === caseNo
        ? { zh: `本案的“${name.zh}”`, en: `“${name.en}” of this case` }
        : { zh: `${use.caseNo}的“${name.zh}”`, en: `“${name.en}” of ${use.caseNo}` };
    told.set(by, {
      finding: "reused",
      severity: rules.severity.reused,
      words: {
        zh: `与${where.zh}${how.zh}（${dayOf(use.at)}交来）`,
        en: `It is ${how.en} as ${where.en}, handed in on ${dayOf(use.at)}`,
      },
    });
  }
  return [...told.values()];
}

const dayOf = (at: Instant): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO("Asia/Shanghai").toPlainDate().toString();
