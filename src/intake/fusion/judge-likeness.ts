import type { MatterFusion } from "#district";
import { millisOf, type Bilingual, type Instant } from "#kernel";
import { lengthInWords, metresBetween, metresInWords } from "../photos/distances.ts";
import type { PhotoPlace } from "../photos/photo-facts.ts";
import { textLikeness } from "./text-likeness.ts";

/** What of a report is compared with another. */
export type ReportedEvent = {
  readonly place: PhotoPlace | null;
  readonly division: string;
  /** Kind and four digits, such as `E-0102`; null where nobody said. */
  readonly class: string | null;
  readonly receivedAt: Instant;
  readonly text: string;
};

/** Of 64 bits of two pictures' hashes, how many differ at least; 0 for the same file. Null: none are nearly the same. */
export type PhotoDistance = number | null;

export type Likeness = {
  readonly of: "place" | "community" | "class" | "mainClass" | "time" | "text" | "photo";
  /** What it counts, of the most that its weight allows. */
  readonly points: number;
  readonly words: Bilingual;
};

/** How alike two reports are: the sum of what speaks for one event, and each reason in words. */
export type LikenessVerdict = {
  /** 0 to 100. */
  readonly score: number;
  readonly proposed: boolean;
  readonly metres: number | null;
  readonly likenesses: readonly Likeness[];
};

type Rules = Pick<MatterFusion, "near" | "weights" | "propose">;

const MINUTE_MS = 60_000;
const ALIKE = 0.5;
/** Below this two descriptions of anything have as much in common. */
const BY_CHANCE = 0.2;

/**
 * Whether two reports may be one event (疑似同一事件), with reasons. Symmetric and pure: place, class, time and text
 * count by how near they are, a photo that is nearly the same counts whole. What is farther apart, or longer after one
 * another, than the district's rules allow is proposed by nothing else: then the score is 0.
 */
export function judgeLikeness(
  one: ReportedEvent,
  other: ReportedEvent,
  photos: PhotoDistance,
  rules: Rules,
): LikenessVerdict {
  const metres = one.place === null || other.place === null ? null : metresBetween(one.place, other.place);
  const minutes = Math.round(Math.abs(millisOf(one.receivedAt) - millisOf(other.receivedAt)) / MINUTE_MS);
  const tooFar = metres === null ? one.division !== other.division : metres > rules.near.metres;
  if (tooFar || minutes > rules.near.hours * 60) return { score: 0, proposed: false, metres, likenesses: [] };
  const likenesses = [
    ofPlace(metres, rules),
    ...ofClass(one.class, other.class, rules),
    ofTime(minutes, rules),
    ...ofText(one.text, other.text, rules),
    ...ofPhotos(photos, rules),
  ];
  const score = Math.min(
    100,
    likenesses.reduce((sum, { points }) => sum + points, 0),
  );
  return { score, proposed: score >= rules.propose, metres, likenesses };
}

function ofPlace(metres: number | null, { near, weights }: Rules): Likeness {
  if (metres === null)
    return {
      of: "community",
      points: weights.community,
      words: { zh: "在同一社区（有一件没有定位）", en: "In one community (one of them has no point)" },
    };
  const { zh, en } = metresInWords(metres);
  return {
    of: "place",
    points: Math.round(weights.place * (1 - metres / near.metres)),
    words: metres < 0.5 ? { zh: "同一位置", en: "At one spot" } : { zh: `相距${zh}`, en: `${en} apart` },
  };
}

/** Two digits of a class name its main class (大类), two more the class in it (小类; GB/T 30428.2). */
const mainClassOf = (key: string): string => key.slice(0, -2);

function ofClass(one: string | null, other: string | null, { weights }: Rules): readonly Likeness[] {
  if (one === null || other === null) return [];
  if (one === other)
    return [{ of: "class", points: weights.class, words: { zh: "同类", en: "Of one class" } }];
  if (mainClassOf(one) !== mainClassOf(other)) return [];
  return [{ of: "mainClass", points: weights.mainClass, words: { zh: "同一大类", en: "Of one main class" } }];
}

function ofTime(minutes: number, { near, weights }: Rules): Likeness {
  const { zh, en } = lengthInWords(minutes);
  return {
    of: "time",
    points: Math.round(weights.time * (1 - minutes / (near.hours * 60))),
    words: minutes < 1 ? { zh: "同时上报", en: "At the same time" } : { zh: `相隔${zh}`, en: `${en} apart` },
  };
}

function ofText(one: string, other: string, { weights }: Rules): readonly Likeness[] {
  const alike = textLikeness(one, other);
  const points = Math.round(weights.text * alike);
  if (points === 0 || alike < BY_CHANCE) return [];
  if (alike === 1) return [{ of: "text", points, words: { zh: "描述相同", en: "The same words" } }];
  const percent = Math.round(alike * 100);
  const words =
    alike >= ALIKE
      ? { zh: `描述相近（${percent}%）`, en: `Similar words (${percent} %)` }
      : { zh: `描述有相同之处（${percent}%）`, en: `Some words in common (${percent} %)` };
  return [{ of: "text", points, words }];
}

function ofPhotos(distance: PhotoDistance, { weights }: Rules): readonly Likeness[] {
  if (distance === null) return [];
  const words =
    distance === 0
      ? { zh: "照片相同", en: "The same photo" }
      : { zh: "照片几乎相同", en: "Nearly the same photo" };
  return [{ of: "photo", points: weights.photo, words }];
}
