import { afterAll, beforeAll, expect, it } from "vitest";
import type { FeedLine, FigureAnswer, ScreenAnswer } from "#contract";
import { createRecord, type Entry } from "#registers";
import { expectOk, localDateOf } from "#kernel";
import { systemContext } from "#store";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";

type News = { readonly event: string; readonly data: unknown };

onEachDatabase("an open screen", (database) => {
  let site: TestPlatform;
  let leader: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00" });
    leader = await signInAs(site.url, "leader");
  }, 120_000);
  afterAll(() => site?.dispose());

  /** A certificate kept by another process: nobody pokes this one's worker. */
  async function issue(id: string): Promise<readonly Entry[]> {
    const { pack, store } = site;
    const change = createRecord({
      register: "certificate",
      id,
      organ: "market-regulation",
      division: "210311006002",
      holder: null,
      status: "valid",
      data: { identifier: id, matter: "food-business-licence", issuedOn: localDateOf(site.now()) },
      at: site.now(),
      actor: { kind: "system", name: "elsewhere" },
      origin: { caseNo: "2103110000000000000001" },
    });
    const kept = await store.cases.transact(systemContext(pack.code), (transaction) =>
      transaction.commit({ changes: [change], documents: [], outbox: [], personal: [], files: [] }),
    );
    return expectOk(kept);
  }

  it("hears what another process kept, in the feed and in the figures, without asking again", async () => {
    const before = await leader.get<ScreenAnswer>("/api/screen");
    const host = new URL(site.url).host;
    const cookie = [...leader.browser.cookies]
      .filter(([key]) => key.startsWith(`${host} `))
      .map(([key, value]) => `${key.split(" ")[1]}=${value}`)
      .join("; ");
    const listening = new AbortController();
    const stream = await fetch(`${site.url}/api/live`, { headers: { cookie }, signal: listening.signal });
    const [entry] = await issue("LIVE-1");
    const heard = await hear(
      stream,
      ({ event, data }) => event === "figures" && issuedIn(data) !== issuedIn(before.figures),
    );
    listening.abort();
    const lines = heard.filter(({ event }) => event === "feed").map(({ data }) => data as FeedLine);
    expect(lines.map(({ id }) => id)).toContain(`${entry?.subject}#1`);
    const figures = heard.findLast(({ event }) => event === "figures");
    expect(issuedIn(figures?.data)).toBe(String(Number(issuedIn(before.figures)) + 1));
    const after = await leader.get<ScreenAnswer>("/api/screen");
    expect(issuedIn(after.figures)).toBe(issuedIn(figures?.data));
  }, 30_000);
});

const issuedIn = (figures: unknown): string | null | undefined =>
  (figures as readonly FigureAnswer[]).find(({ id }) => id === "food-licences-issued")?.value;

/** What the stream tells, until something is told that was waited for. */
async function hear(stream: Response, awaited: (news: News) => boolean): Promise<readonly News[]> {
  const heard: News[] = [];
  let text = "";
  for await (const bytes of stream.body ?? []) {
    text += new TextDecoder().decode(bytes, { stream: true });
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
      if (event === undefined || data === undefined) continue;
      const news = { event, data: JSON.parse(data) as unknown };
      heard.push(news);
      if (awaited(news)) return heard;
    }
  }
  return heard;
}
