import { isInForce, type Matter } from "#district";
import {
  findEventStart,
  type Actor,
  nextFiring,
  startTimers,
  type StartTimer,
  type TimerWait,
} from "#engine";
import {
  err,
  hashOf,
  isJsonObject,
  localDateOf,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { evaluateFeel } from "#rules";
import { NOBODYS_ACCOUNT, openCase, type Opening } from "./case-opening.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { StartFiring } from "../case/exchange-ports.ts";
import { carriedFiles, materialUses } from "../case/materials.ts";
import { organName } from "./holder-as-applicant.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";
import { runEvent } from "../running/run-event.ts";

/** A start event of a matter's process that begins its cases. */
type EventStartOf = { readonly matter: Matter; readonly element: string };

/** The start events that a message or signal of a name sets off, one a matter, by the matter's id. */
export function startsBy(
  work: Pick<CaseWork, "pack" | "planOf" | "now">,
  on: "message" | "signal",
  name: string,
): readonly EventStartOf[] {
  const at = work.now();
  return beginningMatters(work, at).flatMap((matter) => {
    const element = findEventStart(work.planOf(matter), on, name, at);
    return element === undefined ? [] : [{ matter, element }];
  });
}

/** Matters in force that begin by themselves (`begins` of matter.yaml). */
function beginningMatters({ pack }: Pick<CaseWork, "pack">, at: Instant): readonly Matter[] {
  const today = localDateOf(at);
  const begins = (matter: Matter): boolean => matter.begins !== null && isInForce(matter, today);
  return [...pack.matters.values()].filter(begins).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a schedule stands for: another plan or another version of the matter is reckoned anew. */
export const startVersion = (work: Pick<CaseWork, "planOf">, matter: Matter): string =>
  hashOf({ plan: work.planOf(matter).plan.hash, version: matter.version });

/** Every matter that begins by itself with its version and its timers as reckoned from now. */
export function startSchedules(work: Pick<CaseWork, "pack" | "planOf" | "now">): readonly {
  readonly matter: string;
  readonly version: string;
  readonly timers: Result<readonly StartTimer[], Problem>;
}[] {
  const at = work.now();
  return beginningMatters(work, at).map((matter) => ({
    matter: matter.id,
    version: startVersion(work, matter),
    timers: startTimers(work.planOf(matter), at),
  }));
}

/** The variable that names the case whose files a begun case was given. */
export const CARRIED_FROM = "carriedFrom";

/** Whom a case is for that begins by itself, and what begins it brings. */
type Begun = {
  readonly applicant: Opening["applicant"];
  /** What stands in the ledger as having begun it. */
  readonly message: JsonObject;
  /** The same with personal data, for the form alone. */
  readonly whole: JsonObject;
};

/** What sets a case off. */
type Beginning = {
  readonly matter: Matter;
  /** The start event; null where the process begins as usual. */
  readonly element: string | null;
  readonly by: "message" | "signal" | "timer" | "due" | "proposal";
  /** Who began it, where a person did. */
  readonly actor?: Actor;
  /** The case whose message it is. */
  readonly from?: string | null;
  /** Found inside the transaction; undefined where there is nothing to begin any more. */
  readonly find: (transaction: CaseTransaction) => Promise<Begun | undefined>;
  /** Marks that it has begun; false where somebody was first. */
  readonly settle: (transaction: CaseTransaction, caseNo: string) => Promise<boolean>;
};

/**
 * Begins a case that nobody applies for, in one transaction with what makes it begin once; answers its number, or null
 * where somebody has begun it. Errors: MATTER_NOT_IN_FORCE, those of the engine and the store.
 */
export async function beginCase(
  work: CaseWork,
  beginning: Beginning,
): Promise<Result<string | null, Problem>> {
  const { matter, element, by } = beginning;
  const begun = await work.store.transact<string>(systemOf(work), async (transaction) => {
    const at = work.now();
    if (!isInForce(matter, localDateOf(at)))
      return err(problem("MATTER_NOT_IN_FORCE", { matter: matter.name.zh }));
    const found = await beginning.find(transaction);
    if (found === undefined) return err(problem("CASE_BEGUN_ALREADY"));
    const form = formOf(matter, found.whole, at);
    const organ = organOf(work, matter, found.message, at);
    const opened = await openCase(work, transaction, matter, {
      applicant: found.applicant,
      form,
      at,
      ...(organ === undefined ? {} : { organ }),
    });
    if (!opened.ok) return opened;
    const { identity, plan } = opened.value;
    const { from = null } = beginning;
    const files = await carriedFiles(transaction, matter, materialsOf(matter, found.whole, at), from);
    // A refusal gives the number back.
    if (!(await beginning.settle(transaction, identity.caseNo))) return err(problem("CASE_BEGUN_ALREADY"));
    const ran = await runEvent(work, transaction, {
      matter,
      plan,
      identity,
      before: null,
      personal: form,
      event: {
        kind: "start",
        at,
        actor: beginning.actor ?? { kind: "system", name: by },
        variables: {
          ...opened.value.variables,
          ...(Object.keys(files).length === 0 ? {} : { [CARRIED_FROM]: from }),
        },
        ...(element === null ? {} : { startAt: [element], payload: found.message }),
      },
    });
    if (!ran.ok) return ran;
    const kept = await transaction.commit({
      ...ran.value,
      personal: [...opened.value.personal, ...ran.value.personal],
      files: [...materialUses(identity.caseNo, files, at), ...ran.value.files],
    });
    return kept.ok ? ok(identity.caseNo) : kept;
  });
  return !begun.ok && begun.error.code === "CASE_BEGUN_ALREADY" ? ok(null) : begun;
}

/** A case of a matter begins by a message, signal or timer, without an applicant; as beginCase. */
export function beginByEvent(
  work: CaseWork,
  {
    variables,
    ...beginning
  }: EventStartOf & {
    readonly by: "message" | "signal" | "timer";
    readonly variables: JsonObject;
    readonly from?: string | null;
  },
  settle: Beginning["settle"],
): Promise<Result<string | null, Problem>> {
  const { matter } = beginning;
  const applicant = partyOf(work, matter, variables, work.now());
  const begun = { applicant, message: variables, whole: variables };
  return beginCase(work, { ...beginning, find: async () => begun, settle });
}

/** A timer start event fires: its case begins and its schedule moves on; null where somebody was first. */
export function fireStartTimer(
  work: CaseWork,
  matter: Matter,
  firing: StartFiring,
  wait: TimerWait,
): Promise<Result<string | null, Problem>> {
  const next = nextFiring(wait, work.now());
  const following = next === null ? null : { dueAt: next.dueAt, wait: next as unknown as JsonObject };
  return beginByEvent(work, { matter, element: firing.element, by: "timer", variables: {} }, (transaction) =>
    transaction.moveStartTimer(firing, following),
  );
}

/** The form that what begins the case fills in, by the matter's FEEL over what it brought. */
function formOf({ begins }: Matter, message: JsonObject, now: Instant): JsonObject {
  const form = valueOf(begins?.form ?? null, message, now);
  return isJsonObject(form) ? form : {};
}

/** The files that what begins the case names, by material. */
function materialsOf({ begins }: Matter, message: JsonObject, now: Instant): JsonObject {
  const named = valueOf(begins?.materials ?? null, message, now);
  return isJsonObject(named) ? named : {};
}

/** The organ that what begins the case names, where the matter lets it and there is one. */
function organOf(
  { pack }: CaseWork,
  { begins }: Matter,
  message: JsonObject,
  now: Instant,
): string | undefined {
  const named = valueOf(begins?.organ ?? null, message, now);
  return typeof named === "string" && pack.organs.has(named) ? named : undefined;
}

function valueOf(expression: string | null, message: JsonObject, now: Instant): Json {
  if (expression === null) return null;
  const answer = evaluateFeel(expression.replace(/^=/, ""), { message }, { now });
  return answer.ok ? answer.value.value : null;
}

/** Whom the case is about, where what begins it says so; the system else. */
function partyOf(work: CaseWork, matter: Matter, message: JsonObject, now: Instant): Opening["applicant"] {
  const nobody = { account: NOBODYS_ACCOUNT, kind: "system", name: organName(work, matter) };
  const party = valueOf(matter.begins?.party ?? null, message, now);
  if (!isJsonObject(party)) return nobody;
  const { account, inNameOf, name } = party;
  return {
    ...nobody,
    ...(typeof account === "string" ? { account } : {}),
    ...(typeof inNameOf === "string" ? { inNameOf } : {}),
    ...(typeof name === "string" ? { name } : {}),
  };
}
