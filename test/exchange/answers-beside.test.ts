import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, JobsAnswer } from "#contract";
import { foundInTime } from "../harness/found-in-time.ts";
import type { Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import { element, end, flows, gateway, user } from "../support/bpmn.ts";
import { eventsXml, start, startless } from "../support/events.ts";
import { mapped, packFolder } from "./exchange-house.ts";

const CLERK = '<zeebe:assignmentDefinition candidateGroups="clerk"/>';
/** Two tasks of a clerk beside a look-up outside; the form of the second names what is looked up. */
const TRADE = startless(
  eventsXml(
    [
      start("m", "message report", mapped("of of")),
      gateway("parallel", "fork"),
      user("plain", CLERK),
      user("closing", `${CLERK}<zeebe:formDefinition formId="incident-close"/>`),
      element("serviceTask", "j", {
        extensions: `<zeebe:taskDefinition type="lookup"/>${mapped("refused photosRefused")}`,
      }),
      end(),
    ],
    flows("m fork", "fork plain", "fork closing", "fork j", "plain e", "closing e", "j e"),
    ["message report"],
    "trade",
  ),
);

onEachDatabase("an answer that comes beside what a person does", (database) => {
  let folder: string;
  let site: TestPlatform;
  let connector: Person;
  let clerk: Person;
  let second: Person;

  beforeAll(async () => {
    folder = await packFolder(
      { trade: { xml: TRADE, begins: {} } },
      { messages: { report: ["connector"] }, jobs: { lookup: ["connector"] } },
    );
    const at = "2026-11-16T09:00:00+08:00";
    site = await startTestPlatform({ database, district: folder, at, faces: false });
    connector = personOf(site, await enter(site, "demo-bank"));
    clerk = personOf(site, await enter(site, "demo-clerk"));
    second = personOf(site, await enter(site, "demo-clerk-second"));
  }, 120_000);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const pageOf = (caseNo: string): Promise<CaseAnswer> => clerk.get<CaseAnswer>(`/api/cases/${caseNo}`);
  /** A case whose look-up a system outside holds, and its page as it is before the answer. */
  async function opened() {
    const message = { id: randomUUID(), name: "report", key: "", variables: { of: "x" } };
    expect((await connector.try("POST", "/api/messages", message)).status).toBe(202);
    const job = await foundInTime(async () => {
      const ask = { type: "lookup", most: 1, seconds: 60 };
      return ((await connector.try("POST", "/api/jobs/activate", ask)).body as JobsAnswer).jobs[0];
    });
    const page = await pageOf(job.caseNo);
    const taskAt = (at: string): string => page.tasks.find((each) => each.element === at)?.id ?? "";
    const answer = async (refused: boolean): Promise<void> => {
      const body = { type: "lookup", lease: job.lease, variables: { refused } };
      const ended = await connector.try("POST", `/api/jobs/${job.caseNo}/${job.id}/complete`, body);
      expect(ended.status).toBe(200);
    };
    const act = (who: Person, at: string, how: string, body: object, version = page.version) =>
      who.try("POST", `/api/cases/${job.caseNo}/tasks/${taskAt(at)}/${how}`, { version, ...body });
    return { caseNo: job.caseNo, page, answer, act };
  }
  const close = { values: { closeResult: "close", reply: "已经处置完毕" } };
  const changed = { status: 409, body: { code: "CASE_CHANGED" } };

  it("leaves a task as it is that does not ask for it: what was seen may be acted on", async () => {
    const { caseNo, page, answer, act } = await opened();
    await answer(true);
    const done = await act(clerk, "plain", "complete", { values: {} });
    expect(done).toMatchObject({ status: 200, body: { version: page.version + 2 } });
    const seen = await pageOf(caseNo);
    expect(seen.version).toBe(page.version + 2);
    expect(seen.chain.intact).toBe(true);
    expect(seen.tasks.map((task) => task.element)).toEqual(["closing"]);
  });

  it("is to be seen first by who does a task whose form names it", async () => {
    const { caseNo, answer, act } = await opened();
    await answer(true);
    // What stands against it by now is said at once.
    const refused = { status: 422, body: { code: "TASK_VALUES_INVALID" } };
    expect(await act(clerk, "closing", "complete", close)).toMatchObject(refused);
    const back = { values: { closeResult: "back", backNote: "照片与现场不符" } };
    expect(await act(clerk, "closing", "complete", back)).toMatchObject(changed);
    const { version } = await pageOf(caseNo);
    expect((await act(clerk, "closing", "complete", back, version)).status).toBe(200);
  });

  it("does not cover what a colleague did meanwhile", async () => {
    const { answer, act } = await opened();
    await answer(false);
    const claimed = await act(second, "closing", "claim", {});
    expect(claimed).toMatchObject({ status: 409, body: { code: "CASE_CHANGED" } });
    expect((await act(second, "plain", "claim", {})).status).toBe(200);
    expect(await act(clerk, "plain", "complete", { values: {} })).toMatchObject({ status: 409 });
    expect(await act(clerk, "closing", "complete", close)).toMatchObject(changed);
  });

  it("is one of two steps where both come at once, whichever is first", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { caseNo, page, answer, act } = await opened();
      const [done] = await Promise.all([act(clerk, "plain", "complete", { values: {} }), answer(false)]);
      expect(done).toMatchObject({ status: 200 });
      const seen = await pageOf(caseNo);
      expect(seen.version).toBe(page.version + 2);
      expect(seen.chain.intact).toBe(true);
    }
  });
});
