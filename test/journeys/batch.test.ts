import { afterAll, beforeAll, expect, it } from "vitest";
import type { BatchAnswer, CaseAnswer, DeskPage, ProblemAnswer } from "#contract";
import {
  auditLedger,
  changeAccount,
  createAccount,
  findBatch,
  listEntries,
  stopBatch,
  systemContext,
} from "#store";
import { runBatches } from "#worker";
import { applyForFoodLicence, verdicts, waitForDecision, type Staff } from "../harness/food-licence.ts";
import { act, mustAct, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { enter, personOf } from "../harness/visitor.ts";

const SLOW = 180_000;
const GRANT = { decision: "grant", decisionOpinion: "符合法定条件，同意。" };

onEachDatabase("batch sign-off", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let staff: Staff;
  const as = async (account: string): Promise<Person> => personOf(site, await enter(site, account));

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    const { code } = site.pack;
    const both = {
      id: "both",
      login: "both",
      name: "审查兼决定",
      kind: "staff",
      outside: null,
      data: {},
      at: site.now(),
    } as const;
    await createAccount(site.store, systemContext(code), both, [
      { id: "both-reviewer", organ: "market-regulation", role: "reviewer", division: code },
      { id: "both-approver", organ: "market-regulation", role: "approver", division: code },
    ]);
    owner = await as("demo-shop-owner");
    staff = {
      clerk: await as("demo-clerk"),
      reviewer: await as("demo-reviewer"),
      inspector: await as("demo-inspector"),
      "inspector-second": await as("demo-inspector-second"),
      approver: await as("demo-approver"),
    };
  }, SLOW);
  afterAll(() => site?.dispose());

  const taskOf = async (person: Person, caseNo: string, element: string) => {
    const { tasks } = await person.get<CaseAnswer>(`/api/cases/${caseNo}`);
    return { caseNo, task: tasks.find((each) => each.element === element)?.id ?? "" };
  };
  const tasksOf = (cases: readonly string[], element = "Task_Decision", person = staff.approver) =>
    Promise.all(cases.map((caseNo) => taskOf(person, caseNo, element)));
  const preview = async (person: Person, tasks: readonly object[], values: object = GRANT) =>
    person.try("POST", "/api/desk/batches/preview", { tasks, values });
  const mustPreview = async (person: Person, tasks: readonly object[], values: object = GRANT) => {
    const { status, body } = await preview(person, tasks, values);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body as BatchAnswer;
  };
  const codeOf = async (asked: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await asked;
    return [status, (body as ProblemAnswer).code];
  };
  const ended = async (person: Person, id: string): Promise<BatchAnswer> => {
    const limit = performance.now() + 60_000;
    for (;;) {
      const batch = await person.get<BatchAnswer>(`/api/desk/batches/${id}`);
      if (batch.status === "done" || batch.status === "stopped") return batch;
      if (performance.now() > limit) throw new Error(`the batch is ${batch.status} still`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const statuses = ({ lines }: BatchAnswer) => lines.map(({ status }) => status);
  const refusals = ({ lines }: BatchAnswer) => lines.map(({ refused }) => refused?.code ?? null);
  const entriesOf = (caseNo: string) => listEntries(site.store, systemContext(site.pack.code), caseNo);

  it(
    "shows what would happen and keeps nothing, then does what the preview said, each case for itself",
    async () => {
      const cases = await waitForDecision(owner, staff, 4);
      const desk = await staff.approver.get<DeskPage>("/api/desk/tasks?view=mine");
      const kinds = desk.items.map(({ batch }) => batch);
      expect(new Set(kinds).size).toBe(1);
      const [offer] = desk.batches;
      expect([offer?.kind, offer?.act.zh, offer?.taskName.zh]).toEqual([
        kinds[0],
        "作出准予决定",
        "作出决定",
      ]);

      const tasks = await tasksOf(cases);
      const [gone = ""] = cases;
      await mustAct(staff.approver, gone, "Task_Decision", {
        decision: "refuse",
        decisionReasons: ["不符合。"],
      });
      const before = (await Promise.all(cases.map(entriesOf))).map(({ length }) => length);
      const batch = await mustPreview(staff.approver, [...tasks, ...tasks]);
      expect(statuses(batch)).toEqual(["refused", "ready", "ready", "ready"]);
      expect(refusals(batch)).toEqual(["CASE_IS_OVER", null, null, null]);
      const [, first] = batch.lines;
      expect(first?.foreseen?.stateName.zh).toBe("准予许可");
      expect(first?.foreseen?.documents.map(({ zh }) => zh)).toEqual([
        "食品经营许可证",
        "准予行政许可决定书",
      ]);
      expect(first?.summary?.clock?.light).toBe("green");
      expect((await Promise.all(cases.map(entriesOf))).map(({ length }) => length)).toEqual(before);

      // Somebody changes one of them after the preview: it is told of, and never overwritten.
      const [, , changed = ""] = cases;
      await mustAct(owner, changed, "Task_Withdraw", { withdrawalReason: "不再经营" });
      const path = `/api/desk/batches/${batch.id}`;
      expect((await staff.approver.try("POST", `${path}/run`)).status).toBe(200);
      expect((await staff.approver.try("POST", `${path}/run`)).status).toBe(200);
      const done = await ended(staff.approver, batch.id);
      expect([done.status, ...statuses(done)]).toEqual(["done", "refused", "done", "refused", "done"]);
      expect(refusals(done)).toEqual(["CASE_IS_OVER", null, "CASE_IS_OVER", null]);
      expect((await staff.approver.try("POST", `${path}/run`)).status).toBe(200);

      for (const caseNo of [cases[1] ?? "", cases[3] ?? ""]) {
        const page = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
        expect(page.summary.outcome).toBe("granted");
        expect(page.history.map(({ sentence }) => sentence.zh).join()).toContain("（批量办理，准予许可）");
        const decided = (await entriesOf(caseNo))
          .filter(({ data }) => data["kind"] === "completeTask")
          .at(-1);
        expect(decided?.actor).toMatchObject({
          account: "demo-approver",
          post: expect.stringContaining("market-approver"),
          batch: batch.id,
        });
      }
      expect((await owner.get<CaseAnswer>(`/api/cases/${gone}`)).summary.outcome).toBe("refused");
      expect((await owner.get<CaseAnswer>(`/api/cases/${changed}`)).summary.outcome).toBe("withdrawn");
      expect((await auditLedger(site.store)).faults).toEqual([]);
      // The preview took no number: the licences that followed count on without a gap.
      const numbers = await Promise.all(
        [cases[1] ?? "", cases[3] ?? ""].map(async (caseNo) => {
          const { documents } = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
          return documents.find(({ kind }) => kind === "certificate")?.number.slice(-7, -1);
        }),
      );
      expect(numbers).toEqual(["000001", "000002"]);
    },
    SLOW,
  );

  it(
    "is run once however often it is confirmed, and of two over the same cases each case is one's",
    async () => {
      const cases = await waitForDecision(owner, staff, 3);
      const tasks = await tasksOf(cases);
      const one = await mustPreview(staff.approver, tasks);
      const other = await mustPreview(staff.approver, tasks);
      const run = async ({ id }: { readonly id: string }) =>
        (await staff.approver.try("POST", `/api/desk/batches/${id}/run`)).status;
      expect(await Promise.all([run(one), run(other), run(one), run(other)])).toEqual([200, 200, 200, 200]);
      const came = await Promise.all([ended(staff.approver, one.id), ended(staff.approver, other.id)]);
      const [first = [], second = []] = came.map(statuses);
      expect(first.map((status, at) => [status, second[at]].toSorted())).toEqual(
        cases.map(() => ["done", "refused"]),
      );
      for (const caseNo of cases) {
        const page = await owner.get<CaseAnswer>(`/api/cases/${caseNo}`);
        expect(page.summary.outcome).toBe("granted");
        expect(page.documents.filter(({ kind }) => kind === "certificate")).toHaveLength(1);
      }
      expect((await auditLedger(site.store)).faults).toEqual([]);
    },
    SLOW,
  );

  it(
    "refuses a line that only changed since, and one whose earlier step was the same person's",
    async () => {
      const both = await as("both");
      const [own = "", other = ""] = [
        ...(await waitForDecision(owner, { ...staff, reviewer: both }, 1)),
        ...(await waitForDecision(owner, staff, 1)),
      ];
      const tasks = await tasksOf([own, other], "Task_Decision", both);
      const batch = await mustPreview(both, tasks);
      expect(refusals(batch)).toEqual(["ACTED_BEFORE", null]);
      await mustAct(staff.reviewer, other, "Task_RequestExtension", { extensionReason: "需要进一步核实" });
      await both.try("POST", `/api/desk/batches/${batch.id}/run`);
      const done = await ended(both, batch.id);
      expect(refusals(done)).toEqual(["ACTED_BEFORE", "CASE_CHANGED"]);
      // What was refused goes into a new preview, which sees the case as it is now.
      const again = await mustPreview(both, [tasks[1] ?? {}]);
      expect(statuses(again)).toEqual(["ready"]);
      expect(await codeOf(both.try("POST", `/api/desk/batches/${batch.id}/stop`))).toEqual([200, undefined]);
    },
    SLOW,
  );

  it(
    "is refused as a whole where the form, the kinds or the person do not admit it",
    async () => {
      const [caseNo = ""] = await waitForDecision(owner, staff, 1);
      const tasks = await tasksOf([caseNo]);
      const refuse = { decision: "refuse", decisionReasons: ["不符合。"] };
      const refused = await preview(staff.approver, tasks, refuse);
      expect(refused).toMatchObject({ status: 422, body: { code: "TASK_VALUES_INVALID" } });
      expect((refused.body as ProblemAnswer).fields?.map(({ pointer }) => pointer)).toContain("/decision");
      expect(await codeOf(preview(owner, tasks))).toEqual([403, "BATCH_STAFF_ONLY"]);
      const fresh = await applyForFoodLicence(owner);
      const intake = await tasksOf([fresh.caseNo], "Task_Intake", staff.clerk);
      const accept = { intakeOutcome: "accept", materialVerdicts: verdicts(true) };
      expect(await codeOf(preview(staff.clerk, intake, accept))).toEqual([422, "BATCH_NOT_ADMITTED"]);
      expect(await codeOf(preview(staff.approver, [...tasks, ...intake]))).toEqual([422, "BATCH_MIXED"]);
      const many = Array.from({ length: 101 }, (_, index) => ({ caseNo, task: `e${index}` }));
      expect(await codeOf(preview(staff.approver, many))).toEqual([422, "BATCH_TOO_LARGE"]);
      expect(await codeOf(preview(staff.approver, [{ caseNo: "1", task: "e1" }]))).toEqual([
        409,
        "BATCH_TASKS_GONE",
      ]);

      const { id } = await mustPreview(staff.clerk, tasks);
      const line = (await staff.clerk.get<BatchAnswer>(`/api/desk/batches/${id}`)).lines[0];
      expect(line?.refused?.code).toBe("TASK_NOT_YOURS");
      const run = staff.clerk.try("POST", `/api/desk/batches/${id}/run`);
      expect(await codeOf(run)).toEqual([409, "BATCH_NOTHING_READY"]);
      for (const way of ["run", "stop"])
        expect(await codeOf(staff.approver.try("POST", `/api/desk/batches/${id}/${way}`))).toEqual([
          404,
          "BATCH_UNKNOWN",
        ]);
      expect(await codeOf(staff.approver.try("GET", `/api/desk/batches/${id}`))).toEqual([
        404,
        "BATCH_UNKNOWN",
      ]);

      const put = await mustPreview(staff.approver, tasks);
      await staff.approver.try("POST", `/api/desk/batches/${put.id}/stop`);
      expect((await ended(staff.approver, put.id)).status).toBe("stopped");
      const late = staff.approver.try("POST", `/api/desk/batches/${put.id}/run`);
      expect(await codeOf(late)).toEqual([409, "BATCH_STOPPED"]);
      expect((await act(staff.approver, caseNo, "Task_Decision", GRANT)).status).toBe(200);
    },
    SLOW,
  );

  it(
    "delivers to one person who collects for many, and forgets their name with the batch",
    async () => {
      const cases = await waitForDecision(owner, staff, 2, { deliveryWay: "window" });
      for (const caseNo of cases) await mustAct(staff.approver, caseNo, "Task_Decision", GRANT);
      const tasks = await tasksOf(cases, "Task_Delivery", staff.clerk);
      const { deliveredTo, ...open } = {
        deliveredTo: "何志军",
        deliveredOn: "2026-11-16",
        deliveryNote: "一并领取",
      };
      const given = { deliveredTo, ...open };
      const batch = await mustPreview(staff.clerk, tasks, given);
      await staff.clerk.try("POST", `/api/desk/batches/${batch.id}/run`);
      const done = await ended(staff.clerk, batch.id);
      expect(statuses(done)).toEqual(["done", "done"]);
      expect([batch.values, done.values]).toEqual([given, open]);
      for (const { summary } of done.lines) expect(summary?.closedAt).not.toBeNull();
    },
    SLOW,
  );

  it(
    "ends with the line under way when it is stopped, and does nothing for an account disabled meanwhile",
    async () => {
      const cases = await waitForDecision(owner, staff, 3);
      const tasks = await tasksOf(cases);
      await site.worker.stop();
      const context = systemContext(site.pack.code);
      /** Runs all that waits; `before` happens while each line is under way. */
      const runAll = async (before: (line: number) => Promise<unknown>): Promise<void> => {
        let line = 0;
        const running = {
          store: site.store,
          work: site.platform.work,
          principalOf: async (account: string) => {
            line += 1;
            await before(line);
            return site.platform.signIn.store.findPrincipal(account, site.now());
          },
          onFault: (_batch: string, fault: unknown) => {
            throw fault;
          },
          ended: async () => undefined,
        };
        while (await runBatches(running));
      };
      const stopped = await mustPreview(staff.approver, tasks);
      await staff.approver.try("POST", `/api/desk/batches/${stopped.id}/run`);
      await runAll((line) => (line === 1 ? stopBatch(site.store, context, stopped.id) : Promise.resolve()));
      const first = await staff.approver.get<BatchAnswer>(`/api/desk/batches/${stopped.id}`);
      expect([first.status, ...statuses(first)]).toEqual(["stopped", "done", "ready", "ready"]);

      const batch = await mustPreview(staff.approver, tasks.slice(1));
      await staff.approver.try("POST", `/api/desk/batches/${batch.id}/run`);
      const disable = (disabled: boolean) =>
        changeAccount(site.store, context, "demo-approver", { disabled, at: site.now() });
      await runAll((line) => (line === 2 ? disable(true) : Promise.resolve()));
      const found = await findBatch(site.store, context, batch.id);
      expect(found?.lines.map(({ status, problem }) => problem?.code ?? status)).toEqual([
        "done",
        "ACCOUNT_DISABLED",
      ]);
      await disable(false);

      // A line that was done, and whose server died before it was marked: it is marked, not done again.
      const [, , last = ""] = cases;
      const back = await as("demo-approver");
      const again = await mustPreview(back, tasks.slice(2));
      await back.try("POST", `/api/desk/batches/${again.id}/run`);
      await runAll(() => Promise.resolve());
      const entries = (await entriesOf(last)).length;
      const unmark = `update batch_line set status = 'ready' where batch = '${again.id}'`;
      await site.store.database.asOwner((sql) => sql.query(unmark));
      await site.store.database.asOwner((sql) =>
        sql.query(`update batch set status = 'running' where id = '${again.id}'`),
      );
      await runAll(() => disable(true));
      const marked = await findBatch(site.store, context, again.id);
      expect([marked?.batch.status, marked?.lines[0]?.status]).toEqual(["done", "done"]);
      expect((await entriesOf(last)).length).toBe(entries);
      expect((await auditLedger(site.store)).faults).toEqual([]);
    },
    SLOW,
  );
});
