import type { SessionAnswer } from "#contract";
import { personOn, signInAs, type Person } from "../../harness/person.ts";
import type { Servers } from "./servers.ts";

/** Somebody whose requests go to whichever server can be asked, in one session, as through a balancer. */
export async function signInRoaming(
  { urls, up }: Pick<Servers, "urls" | "up">,
  login: string,
  chance: () => number,
): Promise<Person> {
  const [first] = up();
  const home = urls[first ?? 0] ?? "";
  const signedIn = await signInAs(home, login);
  const { csrf } = await signedIn.get<SessionAnswer>("/api/session");
  const faces = urls.map((url) => {
    const cookies = new Map(
      [...signedIn.browser.cookies].map(([key, value]) => [
        `${new URL(url).host} ${key.split(" ")[1]}`,
        value,
      ]),
    );
    return personOn(url, { ...signedIn.browser, cookies }, csrf ?? "");
  });
  const anyFace = (): Person => {
    const live = up();
    const face = faces[live[Math.floor(chance() * live.length)] ?? 0];
    if (face === undefined) throw new Error("there is no server");
    return face;
  };
  return {
    browser: signedIn.browser,
    get: (path) => anyFace().get(path),
    try: (...request) => anyFace().try(...request),
    upload: (...request) => anyFace().upload(...request),
  };
}
