import type { DistrictPack } from "#district";
import { instantFromMillis, type Instant } from "#kernel";
import { createAccount, signInStoreOn, systemContext, type Store } from "#store";
import { digestOf, newSecret } from "../../src/http/sign-in/secrets.ts";
import { ask, type Session } from "./requests.ts";

/** The parts that people have in an incident, by the demonstration's account that has the part. */
const PARTS = ["resident", "registrar", "dispatcher", "handler-town", "verifier"] as const;
export type Part = (typeof PARTS)[number];

/** So many people of each part, each with a session of their own. */
export type People = Readonly<Record<Part, readonly Session[]>>;

/** A part has as many as a district's centre and its streets have on duty; an account's ceilings stay as they are. */
const OF_EACH = 16;

/** The people of a district at its server: accounts with the posts of the demonstration's, and their sessions. */
export async function bringPeople(url: string, store: Store, pack: DistrictPack): Promise<People> {
  const at = instantFromMillis(Date.now());
  const context = systemContext(pack.code);
  const of = async (part: Part): Promise<readonly Session[]> => {
    const model = pack.demo.accounts.find(({ username }) => username === part);
    if (model === undefined) throw new Error(`the demonstration has no ${part}`);
    const posts = model.posts.flatMap((id) => pack.posts.get(id) ?? []);
    const sessions: Session[] = [];
    for (let number = 1; number <= OF_EACH; number += 1) {
      const id = `bench-${part}-${number}`;
      const own = posts.map((post) => ({
        id: `${id}:${post.id}`,
        organ: post.organ,
        role: post.role as never,
        division: post.division,
      }));
      await createAccount(
        store,
        context,
        { id, login: id, name: model.name, kind: model.kind, outside: null, data: { demo: true }, at },
        own,
      );
      sessions.push(await sessionOf(url, store, pack.code, id, at));
    }
    return sessions;
  };
  const people = await Promise.all(PARTS.map(async (part) => [part, await of(part)] as const));
  return Object.fromEntries(people) as People;
}

/** A session such as signing in begins. */
async function sessionOf(
  url: string,
  store: Store,
  district: string,
  account: string,
  at: Instant,
): Promise<Session> {
  const secret = newSecret();
  await signInStoreOn(store, district).keepSession({
    digest: digestOf(secret),
    account,
    data: { demo: true, idToken: null },
    createdAt: at,
    seenAt: at,
    expiresAt: instantFromMillis(Date.parse(at) + 8 * 3_600_000),
  });
  const cookie = `yiwang-session=${secret}`;
  const { body } = await ask(url, { cookie, csrf: "" }, "GET", "/api/session");
  const { csrf } = body as { readonly csrf: string | null };
  if (csrf === null) throw new Error(`${account} has no session`);
  return { cookie, csrf };
}
