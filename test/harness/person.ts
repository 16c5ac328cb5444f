import { randomUUID } from "node:crypto";
import { testBrowser, type TestBrowser } from "../../src/http/sign-in/testing/browser.ts";
import { announcement } from "./upload.ts";
import type { CaseAnswer, ReceiptAnswer, SessionAnswer } from "#contract";

/** Somebody signed in, as programs see them: the same requests that the faces make. */
export type Person = {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly try: (
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ) => Promise<{ status: number; body: unknown }>;
  readonly upload: (
    matter: string,
    material: string,
    name: string,
    content: Uint8Array,
  ) => Promise<{ status: number; body: unknown }>;
  readonly browser: TestBrowser;
};

/** Signs in with a demo account through the real OpenID Connect flow. */
export async function signInAs(url: string, login: string): Promise<Person> {
  const browser = testBrowser();
  const page = await browser.open(`${url}/sign-in?return=/api/session`);
  const session = await browser.submit(page.url, { login, password: `demo-${login}` });
  const { csrf, account } = JSON.parse(session.text) as SessionAnswer;
  if (account === null) throw new Error(`${login} could not sign in: ${session.text.slice(0, 300)}`);
  return personOn(url, browser, csrf ?? "");
}

export function personOn(url: string, browser: TestBrowser, csrf: string): Person {
  const host = new URL(url).host;
  const cookie = () =>
    [...browser.cookies]
      .filter(([key]) => key.startsWith(`${host} `))
      .map(([key, value]) => `${key.split(" ")[1]}=${value}`)
      .join("; ");
  const attempt = async (
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { cookie: cookie(), origin: url, "x-csrf-token": csrf, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith("{") || text.startsWith("[") ? (JSON.parse(text) as unknown) : text,
    };
  };
  return {
    browser,
    get: async <Answer>(path: string) => {
      const { status, body } = await attempt("GET", path);
      if (status !== 200) throw new Error(`GET ${path} → ${status} ${JSON.stringify(body)}`);
      return body as Answer;
    },
    try: (method, path, body, key = randomUUID()) =>
      attempt(method, path, body === undefined ? undefined : JSON.stringify(body), {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        "idempotency-key": key,
      }),
    upload: async (matter, material, name, content) => {
      const sent = await fetch(`${url}/api/uploads`, {
        method: "POST",
        headers: {
          cookie: cookie(),
          origin: url,
          "x-csrf-token": csrf,
          ...announcement({ matter, material, name }, content.length),
          "content-type": "application/offset+octet-stream",
        },
        body: Buffer.from(content),
      });
      const refused = await sent.text();
      if (sent.status !== 201) return { status: sent.status, body: JSON.parse(refused) as unknown };
      const upload = sent.headers.get("location")?.split("/").at(-1);
      return attempt("POST", "/api/files", JSON.stringify({ upload }), {
        "content-type": "application/json",
      });
    },
  };
}

/** Completes the open task at an element, in the version the person sees. */
export async function act(
  person: Person,
  caseNo: string,
  element: string,
  values: object,
): Promise<{ status: number; body: unknown }> {
  const page = await person.get<CaseAnswer>(`/api/cases/${caseNo}`);
  const task = page.tasks.find((each) => each.element === element && each.refused === null);
  if (task === undefined) {
    const offered = page.tasks.map(
      (each) => `${each.element}${each.refused === null ? "" : ` (${each.refused.zh})`}`,
    );
    throw new Error(
      `${element} is not open: ${offered.join(", ")}; failures ${JSON.stringify(page.failures)}`,
    );
  }
  return person.try("POST", `/api/cases/${caseNo}/tasks/${task.id}/complete`, {
    version: page.version,
    values,
  });
}

/** As `act`, for an act that must succeed. */
export async function mustAct(
  person: Person,
  caseNo: string,
  element: string,
  values: object,
): Promise<void> {
  const done = await act(person, caseNo, element, values);
  if (done.status !== 200) throw new Error(`${element}: ${done.status} ${JSON.stringify(done.body)}`);
}

export type { CaseAnswer, ReceiptAnswer };
