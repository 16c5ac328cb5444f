import { createHash } from "node:crypto";
import { openTasks } from "#engine";
import type { CaseState } from "#engine";
import { expectOk, parseCaseNumber } from "#kernel";
import { auditLedger, openFileVault, type Store } from "#store";
import type { Told } from "./restless-people.ts";

type CaseLine = {
  readonly id: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly hash: string;
  readonly state: CaseState;
};
type TaskLine = {
  readonly caseId: string;
  readonly id: string;
  readonly status: string;
  readonly completions: number;
};
type DocumentLine = {
  readonly id: string;
  readonly number: string;
  readonly caseId: string;
  readonly kind: string;
  readonly status: string;
  readonly file: string | null;
  readonly orders: number;
  readonly done: number;
};

/** Everything that is not as people were told, in sentences; empty is what a test wants. */
export async function faultsIn(store: Store, files: string, told: Told): Promise<readonly string[]> {
  const audit = await auditLedger(store);
  return [
    ...told.faults,
    ...audit.faults.map((fault) => `audit: ${JSON.stringify(fault)}`),
    ...(await caseFaults(store, told)),
    ...(await taskFaults(store, told)),
    ...(await documentFaults(store, files)),
    ...(await certificateFaults(store, told)),
    ...(await numberFaults(store)),
  ];
}

const ask = <Row extends Record<string, unknown>>(store: Store, sql: string): Promise<readonly Row[]> =>
  store.database.asOwner((owner) => owner.query<Row>(sql));

async function caseFaults(store: Store, told: Told): Promise<readonly string[]> {
  const cases = await ask<CaseLine>(
    store,
    `select id, status, outcome, engine_state as state,
            (select encode(e.hash, 'hex') from entry e
              where e.district = c.district and e.subject = c.id and e.seq = 1) as hash
       from case_file c`,
  );
  const requests = await ask<{ key: string; caseNo: string | null }>(
    store,
    `select key, answer ->> 'caseNo' as "caseNo" from request`,
  );
  const kept = new Map(cases.map((each) => [each.id, each]));
  const answered = new Map(requests.map(({ key, caseNo }) => [key, caseNo]));
  const numbers = told.receipts.map(({ caseNo }) => caseNo);
  const begun = await ask<{ id: string }>(store, "select id from case_file where applicant = 'system'");
  return [
    ...(new Set(numbers).size === numbers.length ? [] : ["one case number was given to two applications"]),
    ...(cases.length - begun.length === numbers.length
      ? []
      : [`${cases.length - begun.length} cases of ${numbers.length} applications`]),
    ...told.receipts.flatMap(({ caseNo, entryHash, key }) => [
      ...(kept.has(caseNo) ? [] : [`${caseNo} was acknowledged and is missing`]),
      ...(kept.get(caseNo)?.hash === entryHash
        ? []
        : [`${caseNo}: the receipt's entry is not in the ledger`]),
      ...(answered.get(key) === caseNo ? [] : [`${caseNo}: its key does not lead to it`]),
    ]),
    ...told.acts.flatMap(({ key, caseNo }) =>
      answered.get(key) === caseNo ? [] : [`${caseNo}: an act's key was forgotten`],
    ),
    ...told.granted.flatMap((id) => (kept.get(id)?.outcome === "granted" ? [] : [`${id} is not granted`])),
    ...told.refused.flatMap((id) => (kept.get(id)?.outcome === "refused" ? [] : [`${id} is not refused`])),
  ];
}

async function taskFaults(store: Store, told: Told): Promise<readonly string[]> {
  const tasks = await ask<TaskLine>(
    store,
    `select t.case_id as "caseId", t.id, t.status,
            (select count(*) from entry e where e.district = t.district and e.subject = t.case_id
               and e.kind = 'completeTask' and e.data -> 'event' ->> 'task' = t.id) as completions
       from task t`,
  );
  const cases = await ask<{ id: string; status: string; state: CaseState }>(
    store,
    "select id, status, engine_state as state from case_file",
  );
  const byCase = Map.groupBy(tasks, ({ caseId }) => caseId);
  const known = new Map(tasks.map((task) => [`${task.caseId}/${task.id}`, task]));
  return [
    ...tasks.flatMap(({ caseId, id, status, completions }) =>
      completions === (status === "completed" ? 1 : 0)
        ? []
        : [`${caseId} ${id}: ${status}, and completed ${completions} times in the ledger`],
    ),
    ...told.acts.flatMap(({ caseNo, task }) =>
      known.get(`${caseNo}/${task}`)?.status === "completed"
        ? []
        : [`${caseNo} ${task} was acknowledged and is not done`],
    ),
    ...cases.flatMap(({ id, state }) => {
      const shown = (byCase.get(id) ?? []).filter(({ status }) => status === "open").map((task) => task.id);
      const open = openTasks(state).map((task) => task.id);
      return same(shown, open)
        ? []
        : [`${id}: the list shows ${shown.join()} as open, the case ${open.join()}`];
    }),
  ];
}

async function documentFaults(store: Store, files: string): Promise<readonly string[]> {
  const documents = await ask<DocumentLine>(
    store,
    `select d.id, d.number, d.subject as "caseId", d.kind, d.status, d.file_hash as file,
            (select count(*) from outbox o where o.payload ->> 'document' = d.id) as orders,
            (select count(*) from outbox o where o.payload ->> 'document' = d.id and o.status = 'done') as done
       from document d`,
  );
  const vault = await openFileVault(files);
  const broken = await Promise.all(
    documents.map(async ({ number, status, file, orders, done }) => {
      if (status !== "ready" || file === null) return [`${number} is ${status}`];
      if (orders !== 1 || done !== 1) return [`${number} was ordered ${orders} times and done ${done} times`];
      const bytes = await vault.read(file).catch(() => new Uint8Array());
      const digest = createHash("sha256").update(bytes).digest("hex");
      return digest === file ? [] : [`${number}: its file is not the one that was sealed`];
    }),
  );
  const sealed = new Set(documents.map(({ file }) => file));
  return [
    ...broken.flat(),
    ...(sealed.size === documents.length ? [] : ["one sealed file stands for two documents"]),
  ];
}

async function certificateFaults(store: Store, told: Told): Promise<readonly string[]> {
  const rows = await ask<{
    caseId: string;
    outcome: string | null;
    documents: number;
    records: number;
    premises: number;
  }>(
    store,
    `select c.id as "caseId", c.outcome,
            (select count(*) from document d where d.subject = c.id and d.kind = 'certificate') as documents,
            (select count(*) from record r where r.register = 'certificate' and r.data ->> 'caseNo' = c.id) as records,
            (select count(*) from record r where r.register = 'licensed-premises' and r.data ->> 'caseNo' = c.id) as premises
       from case_file c`,
  );
  const granted = rows.filter(({ outcome }) => outcome === "granted").length;
  return [
    ...(granted === told.granted.length
      ? []
      : [`${granted} cases granted, ${told.granted.length} acknowledged`]),
    ...rows.flatMap(({ caseId, outcome, ...made }) => {
      const due = outcome === "granted" ? 1 : 0;
      const right = Object.values(made).every((count) => count === due);
      return right ? [] : [`${caseId} (${outcome}): ${JSON.stringify(made)}`];
    }),
  ];
}

/** Numbers that are promised without gaps: cases of a day, documents of a word and year, licences. */
async function numberFaults(store: Store): Promise<readonly string[]> {
  const documents = await ask<{ number: string; kind: string }>(store, "select number, kind from document");
  const cases = await ask<{ id: string }>(store, "select id from case_file");
  const named = [
    ...cases.map(({ id }) => {
      const { date, type, sequence } = expectOk(parseCaseNumber(id));
      return { row: `cases of ${date}, type ${type}`, count: sequence };
    }),
    ...documents.flatMap(({ number, kind }) => {
      const notice = /^(.*〔\d{4}〕)(\d+)号$/.exec(number);
      if (notice !== null) return [{ row: `documents ${notice[1]}`, count: Number(notice[2]) }];
      // JY, kind of business, county, six digits in turn, check digit.
      return kind === "certificate" ? [{ row: "licences", count: Number(number.slice(-7, -1)) }] : [];
    }),
  ];
  return [...Map.groupBy(named, ({ row }) => row)].flatMap(([row, members]) => {
    const counts = members.map(({ count }) => count).toSorted((left, right) => left - right);
    return counts.every((count, index) => count === index + 1) ? [] : [`${row}: ${counts.join(", ")}`];
  });
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join() === right.toSorted().join();
}
