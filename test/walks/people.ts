import type { DistrictPack, Matter } from "#district";
import type { Person } from "../harness/person.ts";
import type { TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

/** Whoever is signed in under a demo account. */
export type People = (login: string) => Promise<Person>;

/** A session ends after half an hour without a request: who comes later signs in anew. */
const SEEN_LATELY = 20 * 60_000;

export function signedIn(site: TestPlatform): People {
  const sessions = new Map<string, { readonly person: Person; readonly at: number }>();
  return async (login) => {
    const now = Date.parse(site.now());
    const known = sessions.get(login);
    if (known !== undefined && now - known.at < SEEN_LATELY) return known.person;
    const person = personOf(site, await enter(site, `demo-${login}`));
    sessions.set(login, { person, at: now });
    return person;
  };
}

/** Staff accounts with a post of one of the task's roles: those of the matter's own organ first. */
export function staffFor(pack: DistrictPack, { organ }: Matter, roles: readonly string[]): readonly string[] {
  const postsOf = (posts: readonly string[]) => posts.flatMap((post) => pack.posts.get(post) ?? []);
  const staff = pack.demo.accounts.filter(({ posts }) =>
    postsOf(posts).some((post) => roles.includes(post.role)),
  );
  const own = staff.filter(({ posts }) =>
    postsOf(posts).some((post) => roles.includes(post.role) && post.organ === organ),
  );
  return [...own, ...staff.filter((each) => !own.includes(each))].map(({ username }) => username);
}

/**
 * The roles that a task of a matter is drawn for, in its own process or else in one that is called; undefined where it is
 * no person's.
 */
export function rolesOf(
  { processes }: DistrictPack,
  { process }: Matter,
  element: string,
): readonly string[] | undefined {
  const drawn = new RegExp(`userTask id="${element}"[\\s\\S]*?candidateGroups="([^"]*)"`);
  const own = processes.get(process);
  for (const source of own === undefined ? [] : [own, ...processes.values()]) {
    const roles = drawn.exec(source.xml)?.[1];
    if (roles !== undefined) return roles.split(",").map((role) => role.trim());
  }
  return undefined;
}
