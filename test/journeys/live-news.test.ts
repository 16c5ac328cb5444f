import { afterAll, beforeAll, expect, it } from "vitest";
import type { FeedLine } from "#contract";
import { createAccount, systemContext } from "#store";
import { applyForFoodLicence, verdicts } from "../harness/food-licence.ts";
import { issueElsewhere } from "../harness/issue-elsewhere.ts";
import { listenAs, until, type Listener } from "../harness/listener.ts";
import { mustAct } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter, personOf } from "../harness/visitor.ts";

/** Posts beside the demo's: who else might listen. The case is of market-regulation, in 210311006002. */
const MORE = [
  { id: "health-clerk", organ: "health", role: "clerk", division: "210311" },
  { id: "street-leader", organ: "government", role: "leader", division: "210311006" },
  { id: "next-street-leader", organ: "government", role: "leader", division: "210311007" },
] as const;

/** What each is told of the case and of the district's figures. */
const HEARS: readonly (readonly [account: string, ofCase: boolean, figures: boolean])[] = [
  ["demo-shop-owner", true, false],
  ["demo-company", false, false],
  ["demo-clerk", true, true],
  ["demo-approver", true, true],
  ["health-clerk", false, true],
  ["street-leader", true, false],
  ["next-street-leader", false, false],
  ["demo-leader", true, true],
  ["demo-auditor", true, true],
  ["demo-configurer", false, false],
  ["demo-admin", false, false],
];

onEachDatabase("live news", (database) => {
  let site: TestPlatform;
  const listeners = new Map<string, Listener>();

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    for (const post of MORE) {
      const account = { id: post.id, login: post.id, name: post.id, kind: "staff" as const, outside: null };
      const fresh = { ...account, data: {}, at: site.now() };
      await createAccount(site.store, systemContext(site.pack.code), fresh, [
        { ...post, id: `${post.id}-post` },
      ]);
    }
    for (const [account] of HEARS)
      listeners.set(account, await listenAs(site.url, await enter(site, account)));
  }, 120_000);

  afterAll(async () => {
    for (const { leave } of listeners.values()) leave();
    await site?.dispose();
  });

  const heardOf = (account: string, caseNo: string) =>
    (listeners.get(account)?.heard ?? []).filter(
      ({ event, data }) => event !== "figures" && (data as FeedLine).caseNo === caseNo,
    );

  it("reaches only those who may see the case, whatever organ, place or person they are of", async () => {
    const owner = personOf(site, await enter(site, "demo-shop-owner"));
    const clerk = personOf(site, await enter(site, "demo-clerk"));
    const { caseNo } = await applyForFoodLicence(owner);
    const values = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
    await mustAct(clerk, caseNo, "Task_Intake", values);
    // The leader hears each of them; whoever may has then been told as well, as all are told at once.
    await until(() => heardOf("demo-leader", caseNo).filter(({ event }) => event === "feed").length >= 2);
    const figuresTold = () => listeners.get("demo-leader")?.heard.filter(({ event }) => event === "figures");
    const before = figuresTold()?.length ?? 0;
    await issueElsewhere(site, "LIVE-NEWS-1");
    await until(() => (figuresTold()?.length ?? 0) > before);
    const heard = HEARS.map(([account]) => {
      const figures = listeners.get(account)?.heard.some(({ event }) => event === "figures");
      return [account, heardOf(account, caseNo).length > 0, figures];
    });
    expect(heard).toEqual(HEARS);
    const kinds = new Set(heardOf("demo-shop-owner", caseNo).map(({ event }) => event));
    expect([...kinds].toSorted()).toEqual(["case", "feed"]);
  }, 60_000);

  it("ends with the session: whoever signs out hears nothing more, others go on", async () => {
    const leader = await enter(site, "demo-leader");
    const [leaving, staying] = [await listenAs(site.url, leader), await listenAs(site.url, leader)];
    const other = await listenAs(site.url, await enter(site, "demo-auditor"));
    expect(await ask(site, leader, "POST", "/sign-out", { json: {} })).toMatchObject({ status: 200 });
    await until(() => leaving.isOver() && staying.isOver());
    expect(other.isOver()).toBe(false);
    other.leave();
  }, 60_000);
});
