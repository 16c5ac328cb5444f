import { canSeePersonalData, isParty, storeContextOf, type Principal } from "#access";
import { personalTarget, type StoredCase } from "#cases";
import { inBoth, type DistrictPack } from "#district";
import { millisOf, type Bilingual } from "#kernel";
import { listAccess, logAccess } from "#store";
import type { Platform } from "../platform.ts";

/** Looks of one person at one case within this time are one look. */
const ONE_LOOK_MS = 10 * 60_000;

/**
 * Staff who open someone else's case leave a trace that the applicant can read: who, from which organ, and
 * whether personal data was shown in full (个人信息保护法 arts. 51, 54).
 */
export async function noteView(platform: Platform, principal: Principal, stored: StoredCase): Promise<void> {
  const { applicant, matterName } = stored.head;
  if (isParty(principal, stored.head)) return;
  const { pack } = platform.work;
  const context = storeContextOf(principal, pack.code);
  const at = platform.now();
  const looks = await listAccess(platform.store, context, { subject: stored.id }, 20);
  const mine = looks.find(({ account }) => account === principal.account.id);
  if (mine !== undefined && millisOf(at) - millisOf(mine.at) < ONE_LOOK_MS) return;
  const [post] = principal.posts;
  const whole = canSeePersonalData(principal, personalTarget(stored)).allowed;
  const from = pack.organs.get(post?.organ ?? "")?.shortName ?? "";
  await logAccess(platform.store, context, {
    at,
    about: applicant,
    subject: stored.id,
    name: principal.account.name,
    organ: post?.organ ?? null,
    action: "view",
    purpose: `${from}办理“${matterName}”（${whole ? WHOLE : MASKED}）`,
  });
}

const WHOLE = "个人信息完整显示";
const MASKED = "个人信息已遮盖";

/** The purpose of a look, as `noteView` keeps it, in both languages. */
export function purposeInBoth(pack: DistrictPack, purpose: string): Bilingual {
  const [, from, matter, seen] = /^(.*)办理“(.*)”（(.*)）$/.exec(purpose) ?? [];
  if (from === undefined || matter === undefined || (seen !== WHOLE && seen !== MASKED))
    return { zh: purpose, en: purpose };
  const data = seen === WHOLE ? "personal data in full" : "personal data masked";
  return { zh: purpose, en: `${inBoth(pack, from).en} handles “${inBoth(pack, matter).en}” (${data})` };
}
