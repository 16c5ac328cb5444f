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
    const person = await untilAdmitted(() => signInAs(site.url, login));
    sessions.set(login, { person, at: now });
    return person;
  };
}

/** So many people sign in within a minute that the platform may ask them to wait. */
async function untilAdmitted(signIn: () => Promise<Person>): Promise<Person> {
  const end = performance.now() + 90_000;
  for (;;) {
    const person = await signIn().catch(() => undefined);
    if (person !== undefined && (await person.try("GET", "/api/my/cases")).status === 200) return person;
    if (performance.now() > end) throw new Error("the platform lets nobody sign in");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
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
