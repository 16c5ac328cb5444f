import { isInForce, type Matter } from "#district";
import { findEventStart, nextFiring, startTimers, type StartTimer, type TimerWait } from "#engine";
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
import { openCase } from "./case-opening.ts";
import type { CaseWork } from "./case-work.ts";
import type { StartFiring } from "./exchange-ports.ts";
import type { CaseTransaction } from "./ports.ts";
import { systemOf } from "./reach-case.ts";
import { runEvent } from "./run-event.ts";

/** The account that a case without an applicant is kept under; nobody can sign in with it. */
const NOBODYS_ACCOUNT = "system";

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

/** What sets a case off, and what it brings. */
type Beginning = EventStartOf & {
  readonly by: "message" | "signal" | "timer";
  readonly variables: JsonObject;
};

/**
 * Begins a case without an applicant, in one transaction with what makes it begin once; answers its number, or null
 * where `settle` found that somebody has begun it. Errors: those of the engine and the store.
 */
export async function beginCase(
  work: CaseWork,
  beginning: Beginning,
  settle: (transaction: CaseTransaction, caseNo: string) => Promise<boolean>,
): Promise<Result<string | null, Problem>> {
  const { matter, element, by, variables } = beginning;
  const begun = await work.store.transact<string>(systemOf(work), async (transaction) => {
    const at = work.now();
    const form = formOf(matter, variables, at);
    const organ = organOf(work, matter, variables, at);
    const applicant = { account: NOBODYS_ACCOUNT, kind: "system", name: applicantName(work, matter) };
    const opened = await openCase(work, transaction, matter, {
      applicant,
      form,
      at,
      ...(organ === undefined ? {} : { organ }),
    });
    if (!opened.ok) return opened;
    const { identity, plan } = opened.value;
    // A refusal gives the number back.
    if (!(await settle(transaction, identity.caseNo))) return err(problem("CASE_BEGUN_ALREADY"));
    const ran = await runEvent(work, transaction, {
      matter,
      plan,
      identity,
      before: null,
      personal: form,
      event: {
        kind: "start",
        at,
        actor: { kind: "system", name: by },
        variables: opened.value.variables,
        startAt: [element],
        payload: variables,
      },
    });
    if (!ran.ok) return ran;
    const kept = await transaction.commit({
      ...ran.value,
      personal: [...opened.value.personal, ...ran.value.personal],
    });
    return kept.ok ? ok(identity.caseNo) : kept;
  });
  return !begun.ok && begun.error.code === "CASE_BEGUN_ALREADY" ? ok(null) : begun;
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
  return beginCase(work, { matter, element: firing.element, by: "timer", variables: {} }, (transaction) =>
    transaction.moveStartTimer(firing, following),
  );
}

/** The form that what begins the case fills in, by the matter's FEEL over what it brought. */
function formOf({ begins }: Matter, message: JsonObject, now: Instant): JsonObject {
  const form = valueOf(begins?.form ?? null, message, now);
  return isJsonObject(form) ? form : {};
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

const applicantName = (work: CaseWork, { begins, organ }: Matter): string =>
  begins?.applicantName?.zh ?? work.pack.organs.get(organ)?.name.zh ?? organ;
