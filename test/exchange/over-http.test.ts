import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaseAnswer, FailurePage, JobsAnswer, MessageAnswer, NoticePage } from "#contract";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";
import type { Person } from "../harness/person.ts";
import { element, end, flow, flows, user } from "../support/bpmn.ts";
import { catching, eventsXml, start, startless } from "../support/events.ts";
import { mapped, packFolder } from "./exchange-house.ts";

/** Begins by `report`, looks something up, waits for `paid`, then a clerk has an hour; before that they are told. */
const TRADE = startless(
  eventsXml(
    [
      start("m", "message report", mapped("of of")),
      element("serviceTask", "j", {
        extensions: `<zeebe:taskDefinition type="lookup"/>${mapped("credit credit")}`,
      }),
      catching("c", "message paid"),
      element("subProcess", "t", {
        extensions: `<yiwang:limit value="1h"/><yiwang:escalation when="overdue" by="1h" action="notify" to="clerk"/><yiwang:escalation when="overdue" by="2h" action="reassign" to="reviewer"/>`,
        inside: [
          element("startEvent", "s2"),
          user("handle", '<zeebe:assignmentDefinition candidateGroups="clerk"/>'),
          end("e2"),
          flow("g1", "s2", "handle"),
          flow("g2", "handle", "e2"),
        ].join(""),
      }),
      end(),
    ],
    flows("m j", "j c", "c t", "t e"),
    ["message report", "message paid =of"],
    "trade",
  ),
);

onEachDatabase("an outside system over HTTP", (database) => {
  let folder: string;
  let site: TestPlatform;
  let connector: Person;
  let clerk: Person;
  let failed: { readonly caseNo: string; readonly id: string };

  beforeAll(async () => {
    folder = await packFolder(
      { trade: { xml: TRADE, begins: {} } },
      {
        messages: { report: ["connector"], paid: ["connector", "clerk"] },
        signals: { storm: ["connector"] },
        jobs: { lookup: ["connector"] },
      },
    );
    site = await startTestPlatform({
      database,
      district: folder,
      at: "2026-11-16T09:00:00+08:00",
      faces: false,
    });
    connector = personOf(site, await enter(site, "demo-bank"));
    clerk = personOf(site, await enter(site, "demo-clerk"));
  }, 120_000);
  afterAll(async () => {
    await site?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const until = async <Value>(ask: () => Promise<Value | undefined>): Promise<Value> => {
    const limit = performance.now() + 20_000;
    for (;;) {
      const found = await ask();
      if (found !== undefined) return found;
      if (performance.now() > limit) throw new Error("it did not come in time");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const lookUp = async (): Promise<JobsAnswer["jobs"]> => {
    const taken = await connector.try("POST", "/api/jobs/activate", { type: "lookup", most: 5, seconds: 30 });
    expect(taken.status).toBe(200);
    return (taken.body as JobsAnswer).jobs;
  };

  it("sends messages, does jobs, and people are told what comes of it", async () => {
    const id = randomUUID();
    const report = { id, name: "report", key: "", variables: { of: "bill-1" } };
    const sent = await connector.try("POST", "/api/messages", report);
    expect(sent).toMatchObject({ status: 202, body: { id, status: "waiting" } });
    expect((await connector.try("POST", "/api/messages", report)).status).toBe(202);
    const other = await connector.try("POST", "/api/messages", { ...report, key: "else" });
    expect(other).toMatchObject({ status: 409, body: { code: "MESSAGE_ID_REUSED" } });
    expect((await clerk.try("POST", "/api/messages", { ...report, id: randomUUID() })).status).toBe(403);

    const job = await until(async () => (await lookUp())[0]);
    expect(job).toMatchObject({ element: "j", type: "lookup", retries: 3 });
    const of = `/api/jobs/${job.caseNo}/${job.id}`;
    const held = { type: "lookup", lease: job.lease };
    const wrong = { ...held, lease: "guessed", variables: {} };
    expect(await connector.try("POST", `${of}/complete`, wrong)).toMatchObject({
      status: 409,
      body: { code: "JOB_LEASE_LOST" },
    });
    const done = await connector.try("POST", `${of}/complete`, { ...held, variables: { credit: "A" } });
    expect(done.status).toBe(200);

    const paid = { id: randomUUID(), name: "paid", key: "bill-1", variables: {} };
    expect((await clerk.try("POST", "/api/messages", paid)).status).toBe(202);
    await until(async () => {
      const { status } = await clerk.get<MessageAnswer>(`/api/messages/${paid.id}`);
      return status === "delivered" ? true : undefined;
    });
    site.moveTo("2026-11-16T11:30:00+08:00");
    // Sessions are as old as the clock says.
    clerk = personOf(site, await enter(site, "demo-clerk"));
    const notice = await until(async () => {
      const page = await clerk.get<NoticePage>("/api/notices");
      return page.items.find(({ about }) => about === "limit");
    });
    expect(notice).toMatchObject({ caseNo: job.caseNo, read: false });
    expect(notice.text.zh).toContain("已超期");
    expect(await clerk.get("/api/notices/unread")).toEqual({ unread: 1 });
    expect((await clerk.try("POST", "/api/notices/read", { id: notice.id })).body).toEqual({ unread: 0 });
    site.moveTo("2026-11-16T12:30:00+08:00");
    const reviewer = personOf(site, await enter(site, "demo-reviewer"));
    const given = await until(async () => (await reviewer.get<NoticePage>("/api/notices")).items[0]);
    expect(given).toMatchObject({ about: "limit", caseNo: job.caseNo });
  });

  it("tells when a job failed too often, and refuses what is no duration or moment", async () => {
    connector = personOf(site, await enter(site, "demo-bank"));
    clerk = personOf(site, await enter(site, "demo-clerk"));
    const report = { id: randomUUID(), name: "report", key: "", variables: { of: "bill-2" } };
    for (const lifetime of ["PT1S", "P31D", "soon"])
      expect(await connector.try("POST", "/api/messages", { ...report, lifetime })).toMatchObject({
        status: 422,
        body: { code: "MESSAGE_LIFETIME_WRONG" },
      });
    await connector.try("POST", "/api/messages", report);
    const { caseNo, id, lease } = await until(async () => (await lookUp())[0]);
    const answer = { type: "lookup", lease, retries: 0, message: "no such firm" };
    const path = `/api/jobs/${caseNo}/${id}/fail`;
    expect(await connector.try("POST", path, { ...answer, retryAt: "later" })).toMatchObject({
      status: 422,
      body: { code: "RETRY_MOMENT_WRONG" },
    });
    expect((await connector.try("POST", path, answer)).status).toBe(200);
    const page = await clerk.get<{ failures: readonly { message: { zh: string } }[] }>(
      `/api/cases/${caseNo}`,
    );
    expect(JSON.stringify(page.failures)).toContain("no such firm");
    failed = { caseNo, id };
  });

  it("lets a configurer try what failed again, or skip it with a reason, once", async () => {
    const configurer = personOf(site, await enter(site, "demo-configurer"));
    const of = `/api/failures/${failed.caseNo}/${failed.id}`;
    const list = () => configurer.get<FailurePage>("/api/failures");
    expect((await list()).items).toMatchObject([
      {
        about: "step",
        id: failed.id,
        of: { caseNo: failed.caseNo },
        code: "ENGINE_JOB_FAILED",
        since: expect.any(String),
      },
    ]);
    for (const person of [clerk, connector])
      expect((await person.try("POST", `${of}/skip`, { reason: "不再需要" })).status).toBe(403);
    expect((await configurer.try("POST", `${of}/retry`, {})).status).toBe(200);
    expect((await list()).items).toEqual([]);
    connector = personOf(site, await enter(site, "demo-bank"));
    const { lease } = await until(async () => (await lookUp())[0]);
    const again = { type: "lookup", lease, retries: 0, message: "still no such firm" };
    expect((await connector.try("POST", `/api/jobs/${failed.caseNo}/${failed.id}/fail`, again)).status).toBe(
      200,
    );
    expect(await configurer.try("POST", `${of}/skip`, { reason: "" })).toMatchObject({ status: 400 });
    const presses = [1, 2].map(() => configurer.try("POST", `${of}/skip`, { reason: "对方系统已停用" }));
    const statuses = (await Promise.all(presses)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 409]);
    expect((await list()).items).toEqual([]);
    const { history } = await clerk.get<CaseAnswer>(`/api/cases/${failed.caseNo}`);
    expect(JSON.stringify(history)).toContain("故障环节已由人员跳过（对方系统已停用）");
  });

  it("takes a signal once by its id", async () => {
    const signal = { id: randomUUID(), name: "storm", variables: { level: "red" } };
    expect(await connector.try("POST", "/api/signals", signal)).toMatchObject({ status: 202 });
    expect(await connector.try("POST", "/api/signals", signal)).toMatchObject({ status: 202 });
    const changed = await connector.try("POST", "/api/signals", { ...signal, variables: {} });
    expect(changed.status).toBe(409);
  });
});
