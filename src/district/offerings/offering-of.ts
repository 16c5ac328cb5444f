import type { Matter } from "../pack/pack.ts";
import { amendMatter } from "./amend-matter.ts";
import type { SheetPack } from "./column-kinds.ts";
import { folderVersion, NO_LEDGER, type OfferingLedger } from "./ledger.ts";
import type { Bilingual, LocalDate } from "#kernel";

/** `notYet`: its first day has not come; `ended`: its last day is over. */
export type OfferingState = "draft" | "pending" | "inForce" | "suspended" | "cancelled" | "notYet" | "ended";

export const OFFERING_STATE_NAMES: Readonly<Record<OfferingState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  pending: { zh: "待审", en: "pending" },
  inForce: { zh: "在用", en: "in force" },
  suspended: { zh: "暂停", en: "suspended" },
  cancelled: { zh: "取消", en: "cancelled" },
  notYet: { zh: "尚未生效", en: "not yet in force" },
  ended: { zh: "已失效", en: "no longer in force" },
};

/** How a matter stands on a day, from when to when, and why. */
export type Standing = {
  readonly state: OfferingState;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly reason: string | null;
};

/** A matter as it is offered on a day. */
export type Offering = {
  readonly matter: Matter;
  readonly standing: Standing;
  /** A suspension or cancellation that is decided and still to come. */
  readonly ahead: Standing | null;
};

/**
 * The one place that says whether and how a matter is offered on a day: its folder, over it what the ledger says of
 * publication, suspension and cancellation, and the amendments in effect. An amendment to an earlier version of the
 * folder is over with it.
 */
export function offeringOf(
  matter: Matter,
  ledger: OfferingLedger | undefined,
  pack: SheetPack,
  on: LocalDate,
): Offering {
  const said = ledger ?? NO_LEDGER;
  return {
    matter: amendedOn(matter, said, pack, on),
    standing: standingOn(matter, said, on),
    ahead: aheadOf(said, on),
  };
}

const plain = (
  state: OfferingState,
  from: LocalDate | null = null,
  to: LocalDate | null = null,
): Standing => ({
  state,
  from,
  to,
  reason: null,
});

function standingOn(matter: Matter, ledger: OfferingLedger, on: LocalDate): Standing {
  const { status, effectiveFrom, effectiveTo } = matter;
  const { cancellation, suspension, publishedFrom } = ledger;
  if (cancellation !== null && cancellation.from <= on)
    return { state: "cancelled", from: cancellation.from, to: null, reason: cancellation.reason };
  if (status === "cancelled" || status === "suspended") return plain(status);
  const published = publishedFrom !== null && publishedFrom <= on;
  if (status !== "inForce" && !published) return plain(status);
  if (on < effectiveFrom) return plain("notYet", effectiveFrom);
  if (effectiveTo !== null && effectiveTo < on) return plain("ended", null, effectiveTo);
  if (suspension !== null && suspension.from <= on && (suspension.to === null || on <= suspension.to))
    return { state: "suspended", ...suspension };
  return plain("inForce", effectiveFrom, effectiveTo);
}

function aheadOf({ cancellation, suspension }: OfferingLedger, on: LocalDate): Standing | null {
  if (suspension !== null && on < suspension.from) return { state: "suspended", ...suspension };
  if (cancellation !== null && on < cancellation.from)
    return { state: "cancelled", to: null, ...cancellation };
  return null;
}

function amendedOn(matter: Matter, { versions }: OfferingLedger, pack: SheetPack, on: LocalDate): Matter {
  let amended = matter;
  const inEffect = versions
    .filter(({ base, from }) => base === folderVersion(matter.version) && from <= on)
    .toSorted((left, right) => left.from.localeCompare(right.from));
  for (const { set, version, from } of inEffect) {
    const next = amendMatter(amended, set, pack, from);
    // What was approved was checked; a folder that was changed under the same version may have made it unfit.
    if (next.ok) amended = { ...next.value, version };
  }
  return amended;
}
