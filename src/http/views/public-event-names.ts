import type { PublicEventKind } from "#district";
import type { Bilingual } from "#kernel";

/** What systems outside are told of, in words. */
const NAMES: Readonly<Record<PublicEventKind, Bilingual>> = {
  "case.opened": { zh: "收件", en: "case received" },
  "case.accepted": { zh: "受理", en: "case accepted" },
  "case.step": { zh: "办理过程", en: "step done" },
  "case.paused": { zh: "中止计时", en: "clock stopped" },
  "case.resumed": { zh: "恢复计时", en: "clock resumed" },
  "case.decided": { zh: "作出决定", en: "case decided" },
  "case.closed": { zh: "办结", en: "case closed" },
  "certificate.issued": { zh: "颁发证照", en: "certificate issued" },
  "certificate.changed": { zh: "证照变更", en: "certificate changed" },
  "rating.given": { zh: "收到评价", en: "rating given" },
  "rating.changed": { zh: "评价整改与答复", en: "rating followed up" },
  "matter.changed": { zh: "事项变更", en: "matter changed" },
};

export const isPublicEvent = (kind: string): kind is PublicEventKind => Object.hasOwn(NAMES, kind);

/** An event's name; a kind that is told no more is its own. */
export const publicEventName = (kind: string): Bilingual =>
  isPublicEvent(kind) ? NAMES[kind] : { zh: kind, en: kind };
