import { ROLE_NAMES } from "#access";
import type { AccountAnswer } from "#contract";
import { organInBoth } from "#district";
import type { StoreContext } from "#registers";
import {
  listAccounts,
  listKnownAs,
  systemContext,
  type AccountFilter,
  type AccountLine,
  type KnownAsRow,
  type Page,
} from "#store";
import type { Platform } from "../platform.ts";
import { knownAsAnswer } from "../views/known-as-answer.ts";
import { KIND_NAMES } from "./other-tables.ts";
import type { Leaf } from "./reading.ts";

/** A page of accounts by id; whoever asks has been asked for the right to manage them. */
export async function accounts(
  platform: Platform,
  context: StoreContext,
  filter: AccountFilter,
  leaf: Leaf,
): Promise<Page<AccountAnswer>> {
  const page = await listAccounts(platform.store, context, { ...filter, ...leaf });
  const ids = page.items.map(({ id }) => id);
  const known = await listKnownAs(platform.store, systemContext(platform.work.pack.code), ids);
  const items = page.items.map((line) =>
    accountAnswer(
      platform,
      line,
      known.filter(({ account }) => account === line.id),
    ),
  );
  return { items, next: page.next };
}

/** An account as the administrator sees it. */
export function accountAnswer(
  platform: Platform,
  line: AccountLine,
  known: readonly KnownAsRow[],
): AccountAnswer {
  const { pack } = platform.work;
  return {
    id: line.id,
    username: line.login ?? "",
    name: line.name,
    kind: line.kind,
    disabled: line.disabledAt !== null,
    demo: line.data["demo"] === true,
    posts: line.posts.map((post) => ({
      id: post.id,
      organ: post.organ,
      organName: organInBoth(pack, post.organ),
      role: post.role,
      roleName: ROLE_NAMES[post.role],
      division: post.division,
    })),
    knownAs: known.flatMap((row) => knownAsAnswer(pack, row)),
  };
}

/** What narrows the accounts, in Chinese, for the log of access. */
export function accountFilterWords(
  { work: { pack } }: Platform,
  { search, kind, organ, disabled }: AccountFilter,
): string {
  return [
    search === undefined ? "" : `搜索：${search}`,
    kind === undefined ? "" : `类别：${KIND_NAMES[kind].zh}`,
    organ === undefined ? "" : `部门：${organInBoth(pack, organ).zh}`,
    disabled === undefined ? "" : `状态：${disabled ? "已停用" : "在用"}`,
  ]
    .filter((told) => told !== "")
    .join("；");
}
