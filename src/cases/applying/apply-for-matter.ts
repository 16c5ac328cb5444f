import { canOpenCase, storeContextOf, type HeldPost, type Principal } from "#access";
import { isForPublic, type Matter, type Offering } from "#district";
import { err, ok, problem, type Instant, type JsonObject, type Problem, type Result } from "#kernel";
import type { Entry } from "#registers";
import { askOutside, asksOutside } from "../instant/ask-outside.ts";
import { actorOf } from "../running/act-on-case.ts";
import { openCase, type OpenedCase } from "./case-opening.ts";
import { checkApplicant } from "../parties/check-applicant.ts";
import type { CaseWork } from "../case/case-work.ts";
import type { OutsideAnswers } from "../case/facts-ports.ts";
import type { Intake } from "../case/intake.ts";
import { commitmentDocument, commitmentOf, type Commitment } from "./commitment.ts";
import { promiseDocument, promiseOf } from "./deferral.ts";
import { checkCertificates } from "./given-certificates.ts";
import { checkAnswers, type MaterialAnswers } from "./material-answers.ts";
import { notOffered } from "../offerings/not-offered.ts";
import { checkFiles, materialUses } from "../case/materials.ts";
import { issueReceipt } from "../printing/document-job.ts";
import type { Deferral } from "../case/owed-in.ts";
import { systemOf } from "../running/reach-case.ts";
import { checkCertificate } from "../results/check-certificate.ts";
import { runEvent } from "../running/run-event.ts";
import type { CaseTransaction } from "../case/ports.ts";
import { checkStationRoute } from "./station-route.ts";
import { checkTakenInOnce, intakeOf, mayTakeIn, takenInOf } from "./window-intake.ts";
import { checkWindowParty, type AtWindow, type WindowParty } from "../parties/window-party.ts";

/** An application as it comes from the portal. */
export type Application = MaterialAnswers & {
  readonly matter: string;
  readonly values: JsonObject;
  /** The same key sent twice gives the same receipt. */
  readonly idempotencyKey: string;
  /** There where a clerk hands it in for somebody at a window. */
  readonly window?: AtWindow;
};

/** Proof that the application was received and is durable (收件凭证). */
export type Receipt = {
  readonly caseNo: string;
  readonly receivedAt: Instant;
  readonly entryHash: string;
  readonly document: string;
};

/**
 * Opens a case, handed in by the applicant, an agent, or a clerk at a window. The receipt is answered only after the
 * transaction is kept. Errors: MATTER_UNKNOWN, those of notOffered, APPLICANT_NOT_ADMITTED, FORM_INVALID,
 * MATERIAL_MISSING, MATERIAL_UNKNOWN, FILE_UNKNOWN, IDEMPOTENCY_KEY_REUSED, those of checkAnswers,
 * checkCertificates, promiseOf, commitmentOf, checkApplicant, checkWindowParty and checkCertificate, the policies and the store.
 */
export async function applyForMatter(
  work: CaseWork,
  principal: Principal,
  application: Application,
): Promise<Result<Receipt, Problem>> {
  const at = work.now();
  // A clerk of an integrated window takes in for organs whose cases they may not read: the policy has been asked.
  const context =
    application.window === undefined ? storeContextOf(principal, work.pack.code) : systemOf(work);
  const { idempotencyKey, ...asked } = application;
  const { id: account } = principal.account;
  // Before anything is looked up or asked outside: what was answered once is only said again.
  const answered = await work.store.findAnswer(context, account, idempotencyKey, asked as JsonObject);
  if (!answered.ok) return answered;
  if (answered.value !== null) return ok(answered.value as unknown as Receipt);
  // Looked up before the transaction: the embedded database has one connection. Its answer counts only in there.
  const party = await partyOf(work, principal, application);
  const { window } = application;
  const routed =
    window === undefined
      ? ok(null)
      : await checkStationRoute(work, principal, { matter: application.matter, hall: window.hall });
  const offer = await work.findOffering(application.matter, at);
  const rule = offer?.matter.instant ?? null;
  // Nobody outside is asked about what is not to be received.
  const isToBeAsked = asksOutside(rule) && admit(work, principal, application, offer).ok;
  const outside = isToBeAsked && party.ok ? await askOutside(work, rule, { form: party.value.values }) : {};
  return work.store.transact(context, async (transaction) => {
    const before = await transaction.rememberRequest(idempotencyKey, account, asked as JsonObject);
    if (!before.ok) return before;
    // Another server may have answered meanwhile. A receipt once given is given again, even where the matter takes
    // nothing new any more.
    if (before.value !== null) return ok(before.value as unknown as Receipt);
    const admitted = admit(work, principal, application, offer);
    if (!admitted.ok) return admitted;
    const { matter, post } = admitted.value;
    if (!routed.ok) return routed;
    // What is misspelt is told before whose it is: who is named by it may be nobody.
    const spelt = application.window === undefined ? checkForm(work, matter, application.values) : ok(null);
    if (!spelt.ok) return spelt;
    if (!party.ok) return party;
    const filled = { ...application, values: party.value.values };
    const whole = checkFilledIn(work, matter, filled, party.value);
    if (!whole.ok) return whole;
    if (application.window !== undefined) {
      const once = await checkTakenInOnce(transaction, principal, matter, party.value, application.window);
      if (!once.ok) return once;
    }
    const files = await checkFiles(transaction, matter, application.materials, {
      account: principal.account.id,
      inNameOf: earlierOf(principal, application, party.value),
    });
    if (!files.ok) return files;
    const named = await checkCertificate(work, transaction, matter, {
      values: party.value.values,
      holder: party.value.inNameOf ?? principal.account.id,
      at,
    });
    if (!named.ok) return named;
    const given = await checkGiven(work, transaction, principal, { matter, filled, party: party.value, at });
    if (!given.ok) return given;
    const applied = { ...filled, ...given.value, party: party.value, outside, at, post };
    return open(work, transaction, principal, matter, applied);
  });
}

/** Whom it is for, whoever hands it in; what the form says then. */
async function partyOf(
  work: CaseWork,
  principal: Principal,
  application: Application,
): Promise<Result<WindowParty, Problem>> {
  const { window, values, materials } = application;
  const matter = work.pack.matters.get(application.matter);
  if (window !== undefined && matter !== undefined)
    return checkWindowParty(work, { matter, values, materials, window });
  const party = await checkApplicant(work, principal, application);
  if (!party.ok) return party;
  const { filled = {}, mandate = null } = party.value;
  return ok({
    ...party.value,
    // Who acts by a mandate applies as who granted it.
    kind: mandate === null ? principal.account.kind : "enterprise",
    values: { ...values, ...filled },
    atWindow: {},
  });
}

/** The matter, and the clerk's post where a clerk hands it in. */
type Admitted = { readonly matter: Matter; readonly post: HeldPost | null };

function admit(
  work: CaseWork,
  principal: Principal,
  application: Application,
  offer: Offering | undefined,
): Result<Admitted, Problem> {
  if (offer === undefined) return err(problem("MATTER_UNKNOWN", { matter: application.matter }));
  const closed = notOffered(offer);
  if (closed !== undefined) return err(closed);
  const { matter } = offer;
  if (application.window !== undefined) {
    const taken = mayTakeIn(work, principal, matter, application.window);
    return taken.ok ? ok({ matter, post: taken.value }) : taken;
  }
  const byStaff = matter.audience.includes("staff");
  const applicant = principal.account.id;
  const ofTheHouse = !isForPublic(matter);
  const allowed = canOpenCase(principal, { organ: matter.organ, applicant, byStaff, ofTheHouse });
  return allowed.allowed ? ok({ matter, post: null }) : err(allowed.problem);
}

/** Under which records earlier files may be used again: the applicant's at a window, one's own on the net. */
function earlierOf(
  { knownAs }: Principal,
  { window }: Application,
  { inNameOf }: WindowParty,
): readonly string[] {
  if (window === undefined) return knownAs;
  return inNameOf === null ? [] : [inNameOf];
}

function checkForm(work: CaseWork, matter: Matter, values: JsonObject): Result<null, Problem> {
  const faults = work.validate(matter.form.schema, values);
  return faults.length === 0
    ? ok(null)
    : err(problem("FORM_INVALID", { count: faults.length }, { fields: faults }));
}

/** Whether the form and the materials are what the matter asks of this kind of applicant. */
function checkFilledIn(
  work: CaseWork,
  matter: Matter,
  application: Application,
  { kind, mandate = null }: WindowParty,
): Result<Matter, Problem> {
  // At the window the matter's own rule says which register its applicants are in.
  const isNamed = application.window !== undefined && matter.applicant !== null;
  if (!isNamed && !matter.audience.some((each) => each === kind))
    return err(problem("APPLICANT_NOT_ADMITTED", { matter: matter.name.zh }));
  const form = checkForm(work, matter, application.values);
  if (!form.ok) return form;
  // What a mandate stands for is asked no more.
  const proven = mandate === null ? undefined : matter.applicant?.agent?.letter;
  return checkAnswers(matter, application.values, application, proven);
}

/** What the case keeps of materials that are not uploaded. */
type Given = {
  readonly given: Readonly<Record<string, readonly JsonObject[]>>;
  readonly promise: Deferral | null;
  readonly committed: Commitment | null;
};

/** Certificates and promises, as they count at this moment. */
async function checkGiven(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  asked: {
    readonly matter: Matter;
    readonly filled: Application;
    readonly party: WindowParty;
    readonly at: Instant;
  },
): Promise<Result<Given, Problem>> {
  const { matter, filled, party, at } = asked;
  // At a window the applicant is the record alone: a clerk's own certificates are nobody's here.
  const isAtWindow = filled.window !== undefined;
  const holders = isAtWindow
    ? [party.inNameOf]
    : [principal.account.id, ...principal.knownAs, party.inNameOf];
  const given = await checkCertificates(work.pack, transaction, matter, filled, { holders, at });
  if (!given.ok) return given;
  const names = isAtWindow ? [party.name] : [party.name, principal.account.name];
  const promise = promiseOf(work, matter, filled, { names, at });
  if (!promise.ok) return promise;
  const subject = party.inNameOf ?? principal.account.id;
  const committed = await commitmentOf(transaction, matter, filled.commitment, { names, subject, at });
  if (!committed.ok) return committed;
  return ok({ given: given.value, promise: promise.value, committed: committed.value });
}

/** An application that was admitted and is whole. */
type Applied = Application &
  Given & {
    readonly outside: OutsideAnswers;
    readonly party: WindowParty;
    readonly at: Instant;
    readonly post: HeldPost | null;
  };

/** What was promised, on paper: material for later, and that the law's conditions are met. */
function promisesOf(
  work: CaseWork,
  matter: Matter,
  { identity, variables }: OpenedCase,
  { promise, committed }: Given,
): readonly ReturnType<typeof promiseDocument>[] {
  const form = variables["form"];
  const told = matter.commitment;
  return [
    ...(promise === null ? [] : [promiseDocument(work, matter, identity, promise, form)]),
    ...(committed === null || told === null
      ? []
      : [commitmentDocument(work, { matter, told }, identity, committed, form)]),
  ];
}

/** Whose account the case is: who sent it, or nobody's where a clerk took it in for a record. */
const WINDOWS_ACCOUNT = "window";

async function open(
  work: CaseWork,
  transaction: CaseTransaction,
  principal: Principal,
  matter: Matter,
  application: Applied,
): Promise<Result<Receipt, Problem>> {
  const { id } = principal.account;
  const { party, at, window, post } = application;
  const clerk = window === undefined || post === null ? undefined : { window, post };
  const intake: Intake =
    clerk === undefined ? { channel: "online" } : intakeOf(work, clerk.post, id, clerk.window);
  const { name, inNameOf, agent, kind, mandate = null } = party;
  const opened = await openCase(work, transaction, matter, {
    applicant: { account: clerk === undefined ? id : WINDOWS_ACCOUNT, kind, name, inNameOf, agent, mandate },
    form: application.values,
    at,
    intake,
    atWindow: party.atWindow,
    given: {
      certificates: application.given,
      deferral: application.promise,
      commitment: application.committed,
    },
  });
  if (!opened.ok) return opened;
  const { identity, plan, variables, personal } = opened.value;
  const { caseNo } = identity;
  const ran = await runEvent(work, transaction, {
    matter,
    plan,
    identity,
    before: null,
    event: { kind: "start", at, actor: actorOf(principal, post), variables },
    personal: application.values,
    outside: application.outside,
  });
  if (!ran.ok) return ran;
  const { materials } = application;
  const receipt = issueReceipt(work, matter, identity, {
    materials,
    agent: party.agent,
    at,
    form: variables["form"],
    intake,
    certificates: application.given,
    deferral: application.promise,
  });
  const first = [receipt, ...promisesOf(work, matter, opened.value, application)];
  const commit = {
    ...ran.value,
    documents: [...first.map(({ document }) => document), ...ran.value.documents],
    outbox: [...first.map(({ outbox }) => outbox), ...ran.value.outbox],
    personal: [...personal, ...ran.value.personal],
    files: materialUses(caseNo, application.materials, at),
  };
  const receiptOf = (entries: readonly Entry[]): Receipt => ({
    caseNo,
    receivedAt: at,
    entryHash: entries.find((each) => each.subject === caseNo)?.hash ?? "",
    document: receipt.document.id,
  });
  const { idempotencyKey: key } = application;
  if (clerk === undefined) {
    const kept = await transaction.conclude(commit, { key, account: id, answerOf: receiptOf });
    return kept.ok ? ok(receiptOf(kept.value)) : kept;
  }
  const kept = await transaction.commit(commit);
  if (!kept.ok) return kept;
  await transaction.keepTakenIn(
    takenInOf(matter, { ...clerk, caseNo, account: id, at, party, document: receipt.document.id }),
  );
  await transaction.keepAnswer(key, id, receiptOf(kept.value));
  return ok(receiptOf(kept.value));
}
