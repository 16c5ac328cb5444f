import { afterAll, beforeAll, expect, it } from "vitest";
import type { FeedLine, FigureAnswer, ScreenAnswer } from "#contract";
import { issueElsewhere } from "../harness/issue-elsewhere.ts";
import { listenAs, until } from "../harness/listener.ts";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter } from "../harness/visitor.ts";

onEachDatabase("an open screen", (database) => {
  let site: TestPlatform;
  let leader: Person;
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00" });
    leader = await signInAs(site.url, "leader");
  }, 120_000);
  afterAll(() => site?.dispose());

  it("hears what another process kept, in the feed and in the figures, without asking again", async () => {
    const before = await leader.get<ScreenAnswer>("/api/screen");
    const { heard, leave } = await listenAs(site.url, await enter(site, "demo-leader"));
    const [entry] = await issueElsewhere(site, "LIVE-1");
    await until(() =>
      heard.some(({ event, data }) => event === "figures" && issuedIn(data) !== issuedIn(before.figures)),
    );
    leave();
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
