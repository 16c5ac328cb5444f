import { canRevealPersonalData, isParty, sightOf, storeContextOf, type Principal } from "#access";
import { personalTarget, type StoredCase } from "#cases";
import { inBoth, type DistrictPack } from "#district";
import {
  err,
  instantFromMillis,
  millisOf,
  ok,
  type Bilingual,
  type Instant,
  type Problem,
  type Result,
} from "#kernel";
import type { StoreContext } from "#registers";
import { findLastAccess, listAccess, logAccess, type AccessLine } from "#store";
import type { Platform } from "../platform.ts";

/** Looks of one person at one case within this time are one look. */
const ONE_LOOK_MS = 10 * 60_000;

/**
 * Staff who open someone else's case leave a trace that the applicant can read: who, from which organ, and
 * whether personal data was shown in full (个人信息保护法 arts. 51, 54).
 */
export async function noteView(platform: Platform, principal: Principal, stored: StoredCase): Promise<void> {
  const until = shownUntil(platform, principal, stored);
  const look = await lookToNote(platform, principal, stored, until);
  if (look !== undefined) await logAccess(platform.store, contextOf(platform, principal), look);
}

/**
 * The look that `noteView` notes; nothing where a party looks, or somebody who looked a moment ago. `until`: as of
 * `shownUntil`, asked already.
 */
export async function lookToNote(
  platform: Platform,
  principal: Principal,
  stored: StoredCase,
  until: Promise<Instant | null>,
): Promise<AccessLine | undefined> {
  const { applicant, matterName } = stored.head;
  if (isParty(principal, stored.head)) return undefined;
  const at = platform.now();
  const [looks, shown] = await Promise.all([
    listAccess(platform.store, contextOf(platform, principal), { subject: stored.id }, 20),
    until,
  ]);
  const mine = looks.find(({ account }) => account === principal.account.id);
  if (mine !== undefined && millisOf(at) - millisOf(mine.at) < ONE_LOOK_MS) return undefined;
  const whole = sightOf(principal, personalTarget(stored), shown !== null);
  const { from, organ } = standing(platform.work.pack, principal);
  return {
    at,
    about: applicant,
    subject: stored.id,
    name: principal.account.name,
    organ,
    action: "view",
    purpose: `${from}办理“${matterName}”（${whole === "whole" ? WHOLE : MASKED}）`,
  };
}

const contextOf = ({ work }: Platform, principal: Principal): StoreContext =>
  storeContextOf(principal, work.pack.code);

/**
 * Notes why somebody sees a case's personal data whole; from now on it is shown to them for a while. The person
 * concerned reads the reason. Errors: those of canRevealPersonalData.
 */
export async function reveal(
  platform: Platform,
  principal: Principal,
  stored: StoredCase,
  reason: string,
): Promise<Result<Instant, Problem>> {
  const may = canRevealPersonalData(principal, personalTarget(stored));
  if (!may.allowed) return err(may.problem);
  const { pack } = platform.work;
  const at = platform.now();
  const { from, organ } = standing(pack, principal);
  await logAccess(platform.store, storeContextOf(principal, pack.code), {
    at,
    about: stored.head.applicant,
    subject: stored.id,
    name: principal.account.name,
    organ,
    action: REVEALED,
    purpose: `${from}查看完整个人信息（办理“${stored.head.matterName}”）：${reason}`,
  });
  return ok(addMillis(at, revealMillis(pack)));
}

/** Until when a person sees a case's personal data whole, having said why; null where they have not, or not lately. */
export async function shownUntil(
  platform: Platform,
  principal: Principal,
  stored: StoredCase,
): Promise<Instant | null> {
  if (!canRevealPersonalData(principal, personalTarget(stored)).allowed) return null;
  const { pack } = platform.work;
  const last = await findLastAccess(platform.store, storeContextOf(principal, pack.code), {
    subject: stored.id,
    account: principal.account.id,
    action: REVEALED,
  });
  if (last === undefined) return null;
  const until = addMillis(last, revealMillis(pack));
  return millisOf(until) > millisOf(platform.now()) ? until : null;
}

const REVEALED = "reveal";

const revealMillis = ({ personalData }: DistrictPack): number => personalData.shownForMinutes * 60_000;

const addMillis = (at: Instant, millis: number): Instant => instantFromMillis(millisOf(at) + millis);

/** Where a person acts from, by the first of their posts. */
function standing(pack: DistrictPack, { posts: [post] }: Principal) {
  const organ = post?.organ ?? null;
  return { organ, from: pack.organs.get(organ ?? "")?.shortName ?? "" };
}

const WHOLE = "个人信息完整显示";
const MASKED = "个人信息已遮盖";

/** The purpose of a look, as `noteView` and `reveal` keep it, in both languages. */
export function purposeInBoth(pack: DistrictPack, purpose: string): Bilingual {
  const [, by, of, reason] = /^(.*)查看完整个人信息（办理“(.*)”）：(.*)$/.exec(purpose) ?? [];
  if (by !== undefined && of !== undefined && reason !== undefined) {
    const why = pack.personalData.reasons.find(({ zh }) => zh === reason)?.en ?? reason;
    return {
      zh: purpose,
      en: `${inBoth(pack, by).en} saw the personal data in full (“${inBoth(pack, of).en}”): ${why}`,
    };
  }
  const [, from, matter, seen] = /^(.*)办理“(.*)”（(.*)）$/.exec(purpose) ?? [];
  if (from === undefined || matter === undefined || (seen !== WHOLE && seen !== MASKED))
    return { zh: purpose, en: purpose };
  const data = seen === WHOLE ? "personal data in full" : "personal data masked";
  return { zh: purpose, en: `${inBoth(pack, from).en} handles “${inBoth(pack, matter).en}” (${data})` };
}
