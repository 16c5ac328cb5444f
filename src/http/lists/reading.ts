import type { FastifyRequest } from "fastify";
import { storeContextOf, type Principal } from "#access";
import { ok, type Problem, type Result } from "#kernel";
import type { StoreContext } from "#registers";
import type { Page } from "#store";
import type { Platform } from "../platform.ts";
import { requirePrincipal } from "../sign-in/index.ts";

/** For whom a list is read. */
export type Reader = {
  readonly platform: Platform;
  readonly principal: Principal;
  readonly context: StoreContext;
};

/** The reader of a request. Errors: SIGN_IN_REQUIRED, SESSION_EXPIRED, ACCOUNT_DISABLED. */
export function readerOf(platform: Platform, request: FastifyRequest): Result<Reader, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const context = storeContextOf(principal.value, platform.work.pack.code);
  return ok({ platform, principal: principal.value, context });
}

/** Where a page begins, and how many lines it has. */
export type Leaf = { readonly cursor: string | null; readonly limit: number };

/** The length of a page that people look at. */
const PAGE = 50;

/** The page that a request asks for. */
export const leafOf = (cursor: string | undefined): Leaf => ({ cursor: cursor ?? null, limit: PAGE });

/** How many pages are read at most to fill one that is narrowed by what is not stored. */
const MOST_PAGES = 8;

/**
 * A page of what passes a condition that the store cannot ask (a light is computed from the clock): pages are read on
 * until one is filled. Where even then nothing was found, `next` says that there is more to look through.
 */
export async function fillPage<Line>(
  { cursor, limit }: Leaf,
  isNarrowed: boolean,
  read: (leaf: Leaf) => Promise<Page<Line>>,
): Promise<Page<Line>> {
  const items: Line[] = [];
  let from = cursor;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await read({ cursor: from, limit });
    items.push(...page.items);
    from = page.next;
    if (from === null || !isNarrowed || items.length >= limit) break;
  }
  return { items, next: from };
}
