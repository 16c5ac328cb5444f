/** A browser without a screen: keeps cookies by host, follows redirects one by one, says where it comes from. */
export type TestBrowser = {
  readonly get: (url: string, headers?: Readonly<Record<string, string>>) => Promise<Visit>;
  /** Follows redirects from a page until one answers with something else. */
  readonly open: (url: string) => Promise<Visit>;
  readonly submit: (url: string, form: Readonly<Record<string, string>>, origin?: string) => Promise<Visit>;
  readonly send: (url: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Visit>;
  readonly cookies: ReadonlyMap<string, string>;
};

export type Visit = {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

export function testBrowser(): TestBrowser {
  const cookies = new Map<string, string>();
  const visit = async (url: string, init: RequestInit): Promise<Visit> => {
    const jar = [...cookies]
      .filter(([key]) => key.startsWith(`${new URL(url).host} `))
      .map(([key, value]) => `${key.split(" ")[1] ?? ""}=${value}`);
    const headers = { ...(init.headers as Record<string, string>), cookie: jar.join("; ") };
    const answer = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) keepCookie(cookies, new URL(url).host, line);
    return { url, status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const follow = async (first: Visit): Promise<Visit> => {
    let here = first;
    for (let hops = 0; hops < 12 && here.status >= 300 && here.status < 400; hops += 1)
      here = await visit(new URL(here.headers.get("location") ?? "", here.url).href, {});
    return here;
  };
  return {
    cookies,
    get: (url, headers = {}) => visit(url, { headers }),
    open: async (url) => follow(await visit(url, {})),
    submit: async (url, form, origin = new URL(url).origin) =>
      follow(await visit(url, { method: "POST", body: new URLSearchParams(form), headers: { origin } })),
    send: (url, body, headers = {}) =>
      visit(url, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      }),
  };
}

function keepCookie(cookies: Map<string, string>, host: string, line: string): void {
  const [pair = "", ...attributes] = line.split(";");
  const at = pair.indexOf("=");
  const key = `${host} ${pair.slice(0, at)}`;
  const gone = attributes.some((each) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(each));
  if (gone) cookies.delete(key);
  else cookies.set(key, pair.slice(at + 1));
}
