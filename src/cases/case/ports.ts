import type { Principal, Seat, TaskPlace } from "#access";
import type { CaseState, Effect } from "#engine";
import type { Instant, JsonObject, Problem, Result } from "#kernel";
import type { Plan } from "#process";
import type { Entry, NewEntry, PersonalRow, RecordChange, StoreContext, StoredRecord } from "#registers";
import type { DestructionTransaction } from "./destruction.ts";
import type { ExchangeTransaction } from "./exchange-ports.ts";
import type { FactsTransaction } from "./facts-ports.ts";
import type { FusionTransaction } from "./fusion-ports.ts";
import type { Mandate } from "./mandate.ts";
import type { DueRecord } from "./due-record.ts";

/** The columns people list, search and count cases by. */
export type CaseHead = {
  readonly caseNo: string;
  readonly matter: string;
  readonly matterVersion: string;
  readonly matterName: string;
  readonly plan: string;
  readonly title: string;
  readonly status: string;
  readonly state: string | null;
  readonly outcome: string | null;
  readonly organ: string;
  /** Organs that have or had a task on it beside the one that decides. */
  readonly otherOrgans: readonly string[];
  readonly division: string;
  /** The account that applied; an agent's, where one acts for the applicant. */
  readonly applicant: string;
  readonly applicantName: string;
  /** The record (`register:key`) that the applicant is, or null where it is the account alone. */
  readonly inNameOf: string | null;
  readonly receivedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
  /** What indicators may ask of a case (ourDays, onTime, outcome …). */
  readonly facts: JsonObject;
};

export type StoredCase = {
  readonly id: string;
  readonly version: number;
  readonly head: CaseHead;
  readonly state: CaseState;
  /** Hash of the case's last entry: what the next one follows. */
  readonly hash: string;
};

/** A numbered document (notice, certificate) whose file follows through the outbox. */
export type NewDocument = {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly kind: "notice" | "certificate" | "receipt";
  readonly template: string;
  readonly title: string;
  readonly organ: string;
  readonly issuedAt: Instant;
  /** Whose it is: an account, or a record (`register:key`). */
  readonly holder: string | null;
  readonly data: JsonObject;
};

export type OutboxItem = {
  readonly id: string;
  readonly kind: string;
  readonly payload: JsonObject;
  /** The case or record it belongs to. */
  readonly subject?: string;
};

/** A task that a step opens at an organ which is not the case's own, and the place it is asked for. */
export type AskedOrgan = TaskPlace & { readonly task: string };

/** One subject's step: entries are appended at `expectedVersion + 1 …`; a stale version refuses the whole commit. */
export type CaseChange = {
  readonly kind: "case";
  readonly id: string;
  readonly expectedVersion: number;
  readonly entries: readonly NewEntry[];
  readonly state: CaseState;
  readonly head: CaseHead;
  readonly effects: readonly Effect[];
  /** The tasks among them that other organs are asked to do. */
  readonly asked?: readonly AskedOrgan[];
};

/** A file as it was sent: its content's name and what the content was found to be. */
export type SentFile = {
  readonly sha256: string;
  readonly name: string;
  /** Media type by content. */
  readonly type: string;
  readonly bytes: number;
};

/** A file standing for a material of a subject; files may be replaced, earlier uses stay. */
export type FileUse = {
  readonly subject: string;
  readonly material: string;
  readonly sha256: string;
  readonly at: Instant;
};

/** Everything one command changes, kept whole or not at all. */
export type Commit = {
  readonly changes: readonly (CaseChange | RecordChange)[];
  readonly documents: readonly NewDocument[];
  readonly outbox: readonly OutboxItem[];
  readonly personal: readonly PersonalRow[];
  readonly files: readonly FileUse[];
  /** When outbox items of a commit without entries are due; with entries the last entry's time counts. */
  readonly at?: Instant;
};

/** Who says what an account is known as. */
export type KnownAsSource = "administrator" | "issuer" | "demonstration";

/** What the windows' own list keeps of a case that a clerk took in (窗口收件). */
export type TakenIn = {
  readonly caseNo: string;
  readonly matter: string;
  readonly hall: string;
  readonly counter: string | null;
  /** The queue's ticket that was being served. */
  readonly ticket: string | null;
  /** The clerk's organ, and the clerk. */
  readonly organ: string;
  readonly account: string;
  readonly at: Instant;
  readonly applicantName: string;
  readonly inNameOf: string;
  readonly byAgent: boolean;
  /** The material that is the letter of authority, where an agent came. */
  readonly letter: string | null;
  readonly again: string | null;
  /** The receipt's document. */
  readonly receipt: string;
};

/** What is asked and done beside the case itself. */
type Beside = ExchangeTransaction & FactsTransaction & DestructionTransaction & FusionTransaction;

/** A result that left the house (统一出件): who gave it out, and how; to whom stands with the case. */
export type HandedOut = {
  readonly caseNo: string;
  readonly task: string;
  readonly hall: string;
  readonly organ: string;
  readonly account: string;
  readonly way: "collected" | "posted" | "online";
  readonly byAgent: boolean;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly at: Instant;
};

/** A query code that was given anew at a counter: by whom, and for whose card. */
export type QueryCodeIssue = {
  readonly caseNo: string;
  readonly at: Instant;
  readonly hall: string;
  readonly organ: string;
  readonly account: string;
  readonly read: "card" | "typed";
  readonly byAgent: boolean;
};

/** What a command may ask and do inside its one transaction. */
export type CaseTransaction = Beside & {
  /** The number of an open case of a matter in the name of a record; one who opens another meanwhile waits here. */
  findOpenCaseOf(matter: string, inNameOf: string): Promise<string | undefined>;
  keepTakenIn(taken: TakenIn): Promise<void>;
  keepHandedOut(handed: HandedOut): Promise<void>;
  /** Keeps that a query code was given anew; answers its number. */
  keepQueryCode(issue: QueryCodeIssue): Promise<number>;
  /** What an account is known as in a register; nobody else changes it until the transaction ends. */
  findKnownAs(
    account: string,
    register: string,
  ): Promise<{ readonly id: string; readonly source: KnownAsSource } | undefined>;
  /** Makes an account known as a record of a register, or (null) as none of it. */
  keepKnownAs(
    account: string,
    register: string,
    known: { readonly id: string; readonly source: KnownAsSource; readonly at: Instant } | null,
  ): Promise<void>;
  /** A mandate by its id; nobody else changes it until the transaction ends. */
  findMandate(id: string): Promise<Mandate | undefined>;
  /** Keeps a new mandate, or that one has been withdrawn. */
  keepMandate(mandate: Mandate): Promise<void>;
  findCase(id: string): Promise<StoredCase | undefined>;
  /** All entries of a case, from the first to the last, whoever acts: for what happens to it, never to be shown. */
  findEntries(caseId: string): Promise<readonly Entry[]>;
  /**
   * As findCase, but nobody changes the case until this transaction ends, so that what is merged into it and its
   * closing do not miss one another.
   */
  holdCase(caseNo: string): Promise<StoredCase | undefined>;
  findRecord(register: string, id: string): Promise<StoredRecord | undefined>;
  /** Erases what stands beside the ledger of a subject; answers its digests, which the ledger keeps. */
  erasePersonal(subject: string): Promise<readonly string[]>;
  findPersonal(subject: string): Promise<readonly PersonalRow[]>;
  /** A record with its personal rows, whoever acts: for what a matter's rules draw from it, never to be shown. */
  findRecordForRule(
    register: string,
    id: string,
  ): Promise<{ readonly record: StoredRecord; readonly personal: readonly PersonalRow[] } | undefined>;
  /** The ids of records of a register with a value in a field of its `lookup`, whoever acts. */
  findRecordIdsBy(by: {
    readonly register: string;
    readonly field: string;
    readonly value: string;
  }): Promise<readonly string[]>;
  /**
   * The ids of certificates of a type with a licence number, the version that stands first; whoever holds them.
   */
  findCertificateIds(
    register: string,
    of: { readonly licenceNo: string; readonly type: string },
  ): Promise<readonly string[]>;
  /** Takes a record's day for this transaction; false where somebody has done what it asks for. */
  takeDueRecord(due: DueRecord): Promise<boolean>;
  /** What a record's day asked for is done, by a case where one began; it is never done again for that day. */
  settleDueRecord(
    due: DueRecord,
    done: { readonly at: Instant; readonly caseNo: string | null },
  ): Promise<void>;
  /** A plan that was published under its hash. */
  findPlan(hash: string): Promise<Plan | undefined>;
  /** An account with the posts it may act from on the day of `at`. */
  findPrincipal(account: string, at: Instant): Promise<Principal | undefined>;
  /** The seals of an organ in a register that are in one state. */
  findSeals(of: {
    readonly register: string;
    readonly organ: string;
    readonly status: string;
  }): Promise<readonly StoredRecord[]>;
  /** What an account was trained for as a window clerk, whatever became of it. */
  findTrainings(account: string): Promise<readonly StoredRecord[]>;
  /** The accounts that hold a post at an organ. */
  findPostHolders(organ: string, post: Seat): Promise<readonly string[]>;
  /** Which of these files this account has sent, or were handed in before in the name of these records. */
  findFiles(
    sha256s: readonly string[],
    account: string,
    inNameOf?: readonly string[],
  ): Promise<readonly SentFile[]>;
  /** Which of these files were handed in for a case and are still kept. */
  findFilesOf(caseNo: string, sha256s: readonly string[]): Promise<readonly SentFile[]>;
  /** The next number of a sequence, gapless: given back when the transaction is rolled back. */
  nextNumber(sequence: string): Promise<number>;
  /**
   * Remembers a client's idempotency key and what was asked under it; answers what was kept under it before,
   * or null for a new key. Errors: IDEMPOTENCY_KEY_REUSED (something else was asked under it).
   */
  rememberRequest(
    key: string,
    account: string,
    asked: JsonObject,
  ): Promise<Result<JsonObject | null, Problem>>;
  keepAnswer(key: string, account: string, answer: JsonObject): Promise<void>;
  /** What stands open of a case is known by its elements' new names, after the commit that renames them. */
  renameElements(caseId: string, mapping: Readonly<Record<string, string>>): Promise<void>;
  /** Carries the commit out with one call of apply_step. Errors: STALE_VERSION (someone acted first). */
  commit(commit: Commit): Promise<Result<readonly Entry[], Problem>>;
  /**
   * Carries the commit out, keeps what is answered under its key and ends the transaction, in one journey to the
   * database: all of it or nothing. Nothing can be refused or asked after it. Errors: as commit.
   */
  conclude(commit: Commit, answered: Answered): Promise<Result<readonly Entry[], Problem>>;
};

/** What a client is answered for the key it sent, made of the entries that the commit writes. */
type Answered = {
  readonly key: string;
  readonly account: string;
  readonly answerOf: (entries: readonly Entry[]) => JsonObject;
};

/** The door of the ledger for commands. `store` implements it. */
export type CaseStore = {
  transact<Value>(
    context: StoreContext,
    work: (transaction: CaseTransaction) => Promise<Result<Value, Problem>>,
  ): Promise<Result<Value, Problem>>;
  /** As `transact`, but nothing of it is kept, numbers taken included: what would happen. */
  rehearse<Value>(
    context: StoreContext,
    work: (transaction: CaseTransaction) => Promise<Result<Value, Problem>>,
  ): Promise<Result<Value, Problem>>;
  /**
   * What was answered under a client's idempotency key, or null where nothing was yet; waits for nobody.
   * Errors: IDEMPOTENCY_KEY_REUSED (something else was asked under it).
   */
  findAnswer(
    context: StoreContext,
    account: string,
    key: string,
    asked: JsonObject,
  ): Promise<Result<JsonObject | null, Problem>>;
  /** Cases as they stand, in no order; those that are not there or not to be seen are left out. */
  findCases(context: StoreContext, ids: readonly string[]): Promise<readonly StoredCase[]>;
  /** Open cases of a matter that run on a plan, by id from behind one (`after`), so many at most. */
  findCasesOn(
    context: StoreContext,
    on: { readonly matter: string; readonly plan: string; readonly after: string; readonly most: number },
  ): Promise<readonly StoredCase[]>;
  /**
   * One commit in one round trip, for a caller that holds the state already. `hashes`: the last hash of
   * every changed subject that exists. Errors: as commit.
   */
  apply(
    context: StoreContext,
    commit: Commit,
    hashes: ReadonlyMap<string, string>,
  ): Promise<Result<readonly Entry[], Problem>>;
};
