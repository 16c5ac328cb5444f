import { ROLE_NAMES, rolesOf, type HeldPost, type Principal, type Role } from "#access";
import type { SessionAnswer } from "#contract";
import type { Bilingual } from "#kernel";

/** What a session's answer needs to know besides the principal. */
export type SessionSurroundings = {
  readonly district: { readonly code: string; readonly name: Bilingual };
  readonly demo: boolean;
  readonly csrf: string | null;
  readonly organName: (organ: string) => string;
  readonly accountName: (account: string) => Promise<string>;
};

type Face = NonNullable<SessionAnswer["account"]>["faces"][number];

const FACES: Readonly<Record<Role, readonly Face[]>> = {
  applicant: ["portal"],
  clerk: ["desk"],
  reviewer: ["desk"],
  inspector: ["desk"],
  approver: ["desk", "screen"],
  leader: ["desk", "screen"],
  auditor: ["desk", "screen"],
  configurer: ["screen"],
  admin: ["admin"],
};

/** The answer of GET /api/session. */
export async function sessionAnswerOf(
  principal: Principal | null,
  { district, demo, csrf, organName, accountName }: SessionSurroundings,
): Promise<SessionAnswer> {
  if (principal === null) return { district, demo, csrf: null, account: null };
  const { id, name, kind } = principal.account;
  const postAnswer = async (post: HeldPost) => ({
    id: post.id,
    role: post.role,
    roleName: ROLE_NAMES[post.role],
    organ: post.organ,
    organName: organName(post.organ),
    division: post.division,
    standsInFor: post.onBehalfOf === null ? null : await accountName(post.onBehalfOf),
  });
  const posts = await Promise.all(principal.posts.map(postAnswer));
  const faces = [...new Set(rolesOf(principal).flatMap((role) => FACES[role]))];
  return { district, demo, csrf, account: { id, name, kind, posts, faces } };
}
