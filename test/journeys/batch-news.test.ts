import { afterAll, beforeAll, expect, it } from "vitest";
import type { BatchAnswer, BatchList, BatchNews, CaseAnswer } from "#contract";
import { listBatches, systemContext } from "#store";
import { waitForDecision, type Staff } from "../harness/food-licence.ts";
import { listenAs, until, type Listener } from "../harness/listener.ts";
import type { Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

onEachDatabase("news of a batch", (database) => {
  let site: TestPlatform;
  let staff: Staff;
  let cases: readonly string[];
  const as = async (account: string): Promise<Person> => personOf(site, await enter(site, account));
  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    staff = {
      clerk: await as("demo-clerk"),
      reviewer: await as("demo-reviewer"),
      inspector: await as("demo-inspector"),
      "inspector-second": await as("demo-inspector-second"),
      approver: await as("demo-approver"),
    };
    cases = await waitForDecision(await as("demo-shop-owner"), staff, 4);
  }, 180_000);
  afterAll(() => site?.dispose());

  const previewOf = async (of: readonly string[]): Promise<BatchAnswer> => {
    const tasks = await Promise.all(
      of.map(async (caseNo) => {
        const answer = await staff.approver.get<CaseAnswer>(`/api/cases/${caseNo}`);
        return {
          caseNo,
          task: answer.tasks.find(({ element }) => element === "Task_Decision")?.id ?? "gone",
        };
      }),
    );
    const values = { decision: "grant", decisionOpinion: "符合法定条件，同意。" };
    const asked = await staff.approver.try("POST", "/api/desk/batches/preview", { tasks, values });
    expect([asked.status, asked.body]).toEqual([200, expect.anything()]);
    return asked.body as BatchAnswer;
  };
  const heardOf = ({ heard }: Listener, id: string): readonly BatchNews[] =>
    heard.flatMap(({ event, data }) =>
      event === "batch" && (data as BatchNews).id === id ? [data as BatchNews] : [],
    );

  it("reaches whoever made it, and nobody else; their list holds their own, page by page", async () => {
    const maker = await listenAs(site.url, await enter(site, "demo-approver"));
    const another = await listenAs(site.url, await enter(site, "demo-clerk"));
    try {
      const { id } = await previewOf(cases.slice(0, 3));
      await staff.approver.try("POST", `/api/desk/batches/${id}/run`);
      await until(() => heardOf(maker, id).some(({ status }) => status === "done"));
      const last = { id, status: "done", planned: 3, ready: 0, refused: 0, done: 3 };
      expect(heardOf(maker, id).at(-1)).toEqual(last);
      expect(heardOf(another, id)).toEqual([]);

      const later = await previewOf(cases.slice(2));
      const listed = await staff.approver.get<BatchList>("/api/desk/batches");
      expect(listed.items.map((each) => [each.id, each.status, each.counts])).toEqual([
        [later.id, "preview", { planned: 1, ready: 1, refused: 1, done: 0 }],
        [id, "done", { planned: 3, ready: 0, refused: 0, done: 3 }],
      ]);
      expect(listed.items[1]).toMatchObject({
        taskName: { zh: "作出决定" },
        act: { zh: "作出准予决定" },
        endedAt: expect.any(String),
      });
      expect((await staff.clerk.get<BatchList>("/api/desk/batches")).items).toEqual([]);
      const context = systemContext(site.pack.code);
      const pageFrom = (cursor: string | null) =>
        listBatches(site.store, context, "demo-approver", { limit: 1, cursor });
      const first = await pageFrom(null);
      const second = await pageFrom(first.next);
      expect([first, second].map(({ items }) => items[0]?.batch.id)).toEqual([later.id, id]);
      expect(second.next).toBeNull();
    } finally {
      for (const { leave } of [maker, another]) leave();
    }
  }, 60_000);

  it("comes while it is under way on another server, and when it ends there", async () => {
    const maker = await listenAs(site.url, await enter(site, "demo-approver"));
    try {
      const { id } = await previewOf(cases.slice(3));
      const ask = (sql: string) => site.store.database.asOwner((owner) => owner.query(sql));
      // As another server does it: it holds the batch, settles its line and ends it.
      await ask(
        `update batch set status = 'running', claimed_until = '2099-01-01T00:00:00Z' where id = '${id}'`,
      );
      await until(() => heardOf(maker, id).length === 1);
      await ask(`update batch_line set status = 'done' where batch = '${id}'`);
      await until(() => heardOf(maker, id).length === 2);
      await ask(`update batch set status = 'done' where id = '${id}'`);
      await until(() => heardOf(maker, id).length === 3);
      const stood = heardOf(maker, id).map(({ status, ready, done }) => [status, ready, done]);
      expect(stood).toEqual([
        ["running", 1, 0],
        ["running", 0, 1],
        ["done", 0, 1],
      ]);
    } finally {
      maker.leave();
    }
  }, 60_000);
});
