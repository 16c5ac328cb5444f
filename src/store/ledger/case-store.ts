import type { CaseChange, CaseStore, CaseTransaction, Commit } from "#cases";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import type { Plan } from "#process";
import type { Entry, StoreContext } from "#registers";
import { sqlStateOf, type Database, type Question, type Sql } from "../database/database.ts";
import { findCertificateIds } from "../queries/certificates.ts";
import { findRecordIdsBy } from "../queries/record-lookups.ts";
import {
  findHead,
  findPersonal,
  findStoredCase,
  findStoredCases,
  findStoredRecord,
  findStoredCasesOn,
  renameElements,
} from "../queries/subjects.ts";
import { findPostHolders, findPrincipal } from "../people/accounts.ts";
import { findFilesOf, findSentFiles } from "../queries/files.ts";
import { destructionsOn } from "../queries/destructions.ts";
import { exchangeOn } from "../queries/exchange-transaction.ts";
import { factsOn } from "../queries/facts-transaction.ts";
import { fusionOn } from "../queries/fusion-transaction.ts";
import { knownAsOn } from "../people/known-as.ts";
import { erasePersonal } from "../queries/personal.ts";
import { mandatesOn } from "../people/mandates.ts";
import { entriesOf } from "../queries/entries.ts";
import { findPublishedIn } from "../queries/published.ts";
import { keepHandedOut } from "../queries/deliveries.ts";
import { keepQueryCode } from "../queries/query-codes.ts";
import { findOpenCaseOf, keepTakenIn } from "../queries/taken-in.ts";
import { findSeals } from "../queries/seals.ts";
import { findTrainings } from "../queries/station-facts.ts";
import { settleDueRecord, takeDueRecord } from "../queries/record-dues.ts";
import { findAnswer, keepAnswer, nextNumber, rememberRequest } from "../queries/requests.ts";
import { caseBatch } from "./case-batch.ts";
import { NO_HASH } from "./chain.ts";
import { commitQueue } from "./commit-queue.ts";
import { asLast, contextQuestion, systemContext, withContext } from "./context.ts";
import { hashBefore, stepOf, subjectOf } from "./step.ts";

/** Carries a refusal out of a transaction, so that it is rolled back. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(refused: Problem) {
    super(refused.code);
    this.problem = refused;
  }
}

/** Ends a rehearsal's transaction, so that it is rolled back whatever it came to. */
class NotKept extends Error {}

/**
 * The server gave this transaction up for another (serialization failure, deadlock): nothing of it stands, so
 * the work is done again. Two commands that take numbers of the same rows in different orders meet so.
 */
const GIVEN_UP = new Set(["40001", "40P01"]);
const MOST_ATTEMPTS = 4;

/** The ledger's door for commands, over either database. */
export function caseStoreOn(database: Database): CaseStore {
  const queues = new Map<string, (asked: Asked) => Promise<Kept>>();
  const queueOf = (district: string): ((asked: Asked) => Promise<Kept>) => {
    const known = queues.get(district);
    if (known !== undefined) return known;
    const queue = commitQueue<Asked, Kept>(
      ({ change }) => change.id,
      (batch) => applySteps(database, district, batch),
    );
    queues.set(district, queue);
    return queue;
  };
  return {
    transact: (context, work) => transact(database, context, work),
    rehearse: (context, work) => rehearse(database, context, work),
    findAnswer: (context, account, key, asked) =>
      withContext(database, context, (sql) => findAnswer(asLast(sql), context.district, account, key, asked)),
    findCases: (context, ids) =>
      withContext(database, context, (sql) => findStoredCases(asLast(sql), context.district, ids)),
    findCasesOn: (context, on) =>
      withContext(database, context, (sql) => findStoredCasesOn(asLast(sql), context.district, on)),
    apply: async (context, commit, hashes) => {
      const change = onlyCase(commit);
      if (change === undefined) return applyStep(database, context, commit, hashes);
      const prev = change.expectedVersion === 0 ? NO_HASH : hashBefore(change, hashes);
      return queueOf(context.district)({ context, change, prev });
    },
  };
}

/** Runs a command's work in one transaction; a refusal rolls it back, and what the server gave up is done again. */
async function transact<Value>(
  database: Database,
  context: StoreContext,
  work: (transaction: CaseTransaction) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const value = await database.transaction(
        async (sql) => {
          const answer = await work(transactionOn(sql, context));
          if (!answer.ok) throw new Refusal(answer.error);
          return answer.value;
        },
        { first: contextQuestion(context) },
      );
      return ok(value);
    } catch (thrown) {
      if (thrown instanceof Refusal) return err(thrown.problem);
      if (attempt >= MOST_ATTEMPTS || !GIVEN_UP.has(sqlStateOf(thrown) ?? "")) throw thrown;
    }
  }
}

async function rehearse<Value>(
  database: Database,
  context: StoreContext,
  work: (transaction: CaseTransaction) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  let answer: Result<Value, Problem> | undefined;
  try {
    return await transact(database, context, async (transaction) => {
      answer = await work(transaction);
      if (answer.ok) throw new NotKept("a rehearsal");
      return answer;
    });
  } catch (thrown) {
    if (!(thrown instanceof NotKept) || answer === undefined) throw thrown;
    return answer;
  }
}

type Kept = Result<readonly Entry[], Problem>;

/** A step of the hot path: one case, nothing beside it. */
type Asked = { readonly context: StoreContext; readonly change: CaseChange; readonly prev: string };

function onlyCase(commit: Commit): CaseChange | undefined {
  const [change, ...more] = commit.changes;
  const beside = [more, commit.documents, commit.outbox, commit.personal, commit.files];
  if (change?.kind !== "case" || beside.some(({ length }) => length > 0)) return undefined;
  // keep_cases knows a case's own organ alone; row security, which knows the others too, is asked one by one.
  return change.head.otherOrgans.length === 0 ? change : undefined;
}

/** Steps of several people on several cases in one call and one transaction; each is answered for itself. */
async function applySteps(sql: Sql, district: string, steps: readonly Asked[]): Promise<readonly Kept[]> {
  const batch = caseBatch(district, steps);
  const contexts = JSON.stringify(steps.map(({ context }) => context));
  try {
    const [row] = await sql.query<{ refused: Readonly<Record<string, string>> }>(
      "select apply_steps($1, $2::jsonb, $3::jsonb) as refused",
      [district, contexts, batch.text],
    );
    return steps.map(({ change }, place) => {
      const code = row?.refused[place];
      if (code === undefined) return ok(batch.entries[place] ?? []);
      return err(refusedBy(code, change.id) ?? problem("STALE_VERSION", {}, { subject: change.id }));
    });
  } catch (thrown) {
    const [only, ...more] = steps;
    const refused = more.length === 0 && only !== undefined ? refusalOf(thrown) : undefined;
    if (refused === undefined) throw thrown;
    return [err(refused)];
  }
}

function transactionOn(sql: Sql, context: StoreContext): CaseTransaction {
  const { district } = context;
  /** Head hashes read in this transaction: a commit that follows needs no second read. */
  const hashes = new Map<string, string>();
  const findCase = async (id: string) => {
    const found = await findStoredCase(sql, district, id);
    if (found !== undefined) hashes.set(id, found.hash);
    return found;
  };
  /** Reads the heads that were not read in this transaction yet. */
  const knowHeads = async (commit: Commit): Promise<Result<null, Problem>> => {
    for (const change of commit.changes) {
      const subject = subjectOf(change);
      if (change.expectedVersion === 0 || hashes.has(subject)) continue;
      const head = await findHead(sql, district, subject);
      if (head === undefined) return err(problem("SUBJECT_NOT_FOUND", { subject }));
      hashes.set(subject, head.hash);
    }
    return ok(null);
  };
  return {
    ...exchangeOn(sql, district),
    ...factsOn(sql, district),
    ...knownAsOn(sql, district),
    ...mandatesOn(sql, district),
    ...destructionsOn(sql, district),
    ...fusionOn(sql, context, { asSystem, findCase }),
    findCase,
    findEntries: (caseId) => asSystem(sql, context, () => entriesOf(sql, district, caseId)),
    findRecord: async (register, id) => {
      const found = await findStoredRecord(sql, district, register, id);
      if (found === undefined) return undefined;
      hashes.set(found.subject, found.hash);
      return found.record;
    },
    findPersonal: (subject) => findPersonal(sql, district, subject),
    erasePersonal: (subject) => erasePersonal(sql, district, subject),
    findRecordForRule: (register, id) =>
      asSystem(sql, context, async () => {
        const found = await findStoredRecord(sql, district, register, id);
        if (found === undefined) return undefined;
        hashes.set(found.subject, found.hash);
        return { record: found.record, personal: await findPersonal(sql, district, found.subject) };
      }),
    findRecordIdsBy: (by) => asSystem(sql, context, () => findRecordIdsBy(sql, district, by)),
    findCertificateIds: (register, of) =>
      asSystem(sql, context, () => findCertificateIds(sql, district, register, of)),
    takeDueRecord: (due) => takeDueRecord(sql, district, due),
    settleDueRecord: (due, done) => settleDueRecord(sql, district, due, done),
    findPlan: async (hash) =>
      (await findPublishedIn(sql, district, "plan", hash))?.content as Plan | undefined,
    findPrincipal: (account, at) => findPrincipal(sql, district, account, at),
    findSeals: (of) => findSeals(sql, district, of),
    findTrainings: (account) => findTrainings(sql, district, account),
    findPostHolders: (organ, post) => findPostHolders(sql, district, organ, post),
    findFiles: (sha256s, account, inNameOf) => findSentFiles(sql, district, sha256s, account, inNameOf),
    findFilesOf: (caseNo, sha256s) => findFilesOf(sql, district, caseNo, sha256s),
    nextNumber: (sequence) => nextNumber(sql, district, sequence),
    rememberRequest: (key, account, asked) => rememberRequest(sql, district, account, key, asked),
    keepAnswer: (key, account, answer) => keepAnswer(sql.query, district, account, key, answer),
    findOpenCaseOf: (matter, inNameOf) => findOpenCaseOf(sql, district, matter, inNameOf),
    keepHandedOut: (handed) => keepHandedOut(sql, district, handed),
    keepQueryCode: (issue) => keepQueryCode(sql, district, issue),
    keepTakenIn: (taken) => keepTakenIn(sql, district, taken),
    renameElements: (caseId, mapping) => renameElements(sql, district, caseId, mapping),
    commit: async (commit) => {
      const known = await knowHeads(commit);
      if (!known.ok) return known;
      const applied = await applyStep(sql, context, commit, hashes);
      if (applied.ok) for (const entry of applied.value) hashes.set(entry.subject, entry.hash);
      return applied;
    },
    conclude: async (commit, { key, account, answerOf }) => {
      const known = await knowHeads(commit);
      return known.ok
        ? applyStep(sql, context, commit, hashes, (entries) =>
            keepAnswer(sql.last, district, account, key, answerOf(entries)),
          )
        : known;
    },
  };
}

/** Asks as the system within a person's transaction; the person's own context stands again afterwards. */
async function asSystem<Value>(sql: Sql, context: StoreContext, ask: () => Promise<Value>): Promise<Value> {
  // What is asked follows right behind; where a context is refused, the transaction takes nothing more.
  const set = ({ text, parameters }: Question): void =>
    void sql.query(text, parameters).catch(() => undefined);
  set(contextQuestion(systemContext(context.district)));
  const answer = await ask();
  set(contextQuestion(context));
  return answer;
}

/**
 * One call of apply_step. `hashes` are the heads' hashes; a new subject needs none. `behind` is what travels right
 * behind it: where the step is refused, the database refuses that too.
 */
async function applyStep(
  sql: Sql,
  context: StoreContext,
  commit: Commit,
  hashes: ReadonlyMap<string, string>,
  behind: (entries: readonly Entry[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<Result<readonly Entry[], Problem>> {
  const known = new Map(hashes);
  for (const change of commit.changes) {
    if (change.expectedVersion === 0) known.set(subjectOf(change), NO_HASH);
  }
  const step = stepOf(context.district, commit, known);
  const applied = sql.query("select apply_step($1::jsonb, $2::jsonb)", [JSON.stringify(context), step.text]);
  const followed = behind(step.entries);
  // Told by the step, whose refusal is the reason.
  followed.catch(() => undefined);
  try {
    await applied;
    await followed;
    return ok(step.entries);
  } catch (thrown) {
    const refused = refusalOf(thrown);
    if (refused === undefined) throw thrown;
    return err(refused);
  }
}

/** The refusals that apply_step names by SQLSTATE, and text that jsonb cannot hold (U+0000, lone surrogates). */
function refusalOf(thrown: unknown): Problem | undefined {
  const subject = thrown instanceof Error ? thrown.message : "?";
  return refusedBy(sqlStateOf(thrown), subject);
}

function refusedBy(code: string | undefined, subject: string): Problem | undefined {
  switch (code) {
    // YW003: the version fits and the hash does not, so what was read is not what stands now.
    case "YW001":
    case "YW003":
      return problem("STALE_VERSION", {}, { subject });
    case "YW002":
      return problem("SUBJECT_NOT_FOUND", { subject });
    case "22P05":
    case "22P02":
      return problem("TEXT_NOT_STORABLE");
    default:
      return undefined;
  }
}
