import type { DistrictPack, Matter } from "#district";
import { signInAs, type Person } from "../harness/person.ts";
import type { TestPlatform } from "../harness/test-platform.ts";

/** Whoever signs in under a demo account. */
export type People = (login: string) => Promise<Person>;

/** A session ends after half an hour without a request: who comes later signs in anew. */
const SEEN_LATELY = 20 * 60_000;

export function signedIn(site: TestPlatform): People {
  const sessions = new Map<string, { readonly person: Person; readonly at: number }>();
  return async (login) => {
    const now = Date.parse(site.now());
    const known = sessions.get(login);
    if (known !== undefined && now - known.at < SEEN_LATELY) return known.person;
    const person = await signInAs(site.url, login);
    sessions.set(login, { person, at: now });
    return person;
  };
}

/** Staff accounts with a post: those of the matter's own organ first. */
export function staffFor(pack: DistrictPack, { organ }: Matter): readonly string[] {
  const organsOf = (posts: readonly string[]) => posts.map((post) => pack.posts.get(post)?.organ);
  const staff = pack.demo.accounts.filter(
    ({ kind, posts }) =>
      kind === "staff" && posts.some((post) => HANDLING.includes(pack.posts.get(post)?.role ?? "")),
  );
  const own = staff.filter(({ posts }) => organsOf(posts).includes(organ));
  return [...own, ...staff.filter((each) => !own.includes(each))].map(({ username }) => username);
}

const HANDLING: readonly string[] = ["clerk", "reviewer", "inspector", "approver", "presider"];
