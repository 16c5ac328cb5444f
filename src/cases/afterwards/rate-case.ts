import {
  isBadGrade,
  isForPublic,
  RATING_REGISTER,
  type DistrictPack,
  type Matter,
  type RatingLabel,
} from "#district";
import { messageEnd } from "#engine";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { changeRecord, createRecord, recordSubject, type PersonalRow, type StoredRecord } from "#registers";
import { holderOf } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { EXCHANGE } from "../case/exchange-orders.ts";
import { personalRow } from "../case/personal-data.ts";
import type { CaseHead, CaseTransaction, OutboxItem, StoredCase } from "../case/ports.ts";
import { systemOf } from "../running/reach-case.ts";

/** What begins a rectification, or opens one again that waits for whether the person is content now. */
const BAD_RATING = "bad-rating";
const CONTENT_RATING = "rating-content";

/** What a person says of a case that is over. */
export type RatingGiven = {
  /** 5 very satisfied … 1 very dissatisfied. */
  readonly grade: number;
  /** Ids of the district's labels. */
  readonly labels: readonly string[];
  /** In their own words: personal data, kept beside the ledger. */
  readonly words: string;
  /** The handling organ is not told of whose case it is. */
  readonly anonymous: boolean;
};

/** Who rates: the account, or null by the case's number and query code. Who may has been asked before. */
export type Rater = { readonly account: string | null };

/** Whether a case can be rated: it is over, and somebody applied for it. */
export const isRateable = (
  { pack }: Pick<CaseWork, "pack">,
  { status, matter }: Pick<CaseHead, "status" | "matter">,
): Result<null, Problem> => {
  const rated = pack.matters.get(matter);
  const nobodys = rated !== undefined && !isForPublic(rated);
  if (nobodys || !pack.registers.has(RATING_REGISTER)) return err(problem("RATING_NOT_TAKEN"));
  return status === "completed" || status === "terminated" ? ok(null) : err(problem("RATING_NOT_YET"));
};

/** The id of a case's rating: only who knows the installation's secret finds the case by it. */
export const ratingIdOf = (work: Pick<CaseWork, "recordId">, caseNo: string): string =>
  work.recordId(RATING_REGISTER, caseNo);

/**
 * Rates a case, once (一次一评). A bad grade begins its rectification with the same transaction.
 * Errors: CASE_UNKNOWN, RATING_NOT_TAKEN, RATING_NOT_YET, RATING_GIVEN, RATING_LABEL_UNKNOWN.
 */
export function rateCase(
  work: CaseWork,
  rater: Rater,
  caseNo: string,
  given: RatingGiven,
): Promise<Result<null, Problem>> {
  return onRating(work, caseNo, async (transaction, stored, before) => {
    const rateable = isRateable(work, stored.head);
    if (!rateable.ok) return rateable;
    if (before !== undefined) return err(problem("RATING_GIVEN"));
    const unknown = given.labels.find((id) => !fits(work.pack, id, given.grade));
    if (unknown !== undefined) return err(problem("RATING_LABEL_UNKNOWN", { label: unknown }));
    const id = ratingIdOf(work, caseNo);
    const { organ, division } = stored.head;
    const at = work.now();
    const record = createRecord({
      register: RATING_REGISTER,
      id,
      organ,
      division,
      holder: holderOf(stored.head),
      status: isBadGrade(given.grade) ? "contacting" : "given",
      data: ratingData(stored.head, rater, given, localDateOf(at)),
      at,
      actor: actorFor(rater, given.anonymous),
      origin: {},
    });
    const said = { id, caseNo: stored.head, matter: work.pack.matters.get(stored.head.matter), given };
    return transaction.commit({
      changes: [record],
      documents: [],
      outbox: isBadGrade(given.grade) ? [badOrder(work, said, 0)] : [],
      personal: wordsOf(work, id, "words", given.words),
      files: [],
    });
  });
}

/**
 * The one further rating (追评). A bad one opens the rectification again, or begins one; a good one ends what waits
 * for it. Errors: CASE_UNKNOWN, RATING_MISSING, RATING_AGAIN_GIVEN.
 */
export function rateAgain(
  work: CaseWork,
  rater: Rater,
  caseNo: string,
  { grade, words }: Pick<RatingGiven, "grade" | "words">,
): Promise<Result<null, Problem>> {
  return onRating(work, caseNo, async (transaction, stored, before) => {
    if (before === undefined) return err(problem("RATING_MISSING"));
    if (before.data["again"] !== undefined) return err(problem("RATING_AGAIN_GIVEN"));
    const at = work.now();
    const record = changeRecord(before, {
      at,
      actor: actorFor(rater, before.data["anonymous"] === true),
      reason: "again",
      set: { again: grade, againOn: localDateOf(at) },
    });
    const given = { grade, labels: [], words, anonymous: before.data["anonymous"] === true };
    const matter = work.pack.matters.get(stored.head.matter);
    const said = { id: before.id, caseNo: stored.head, matter, given };
    return transaction.commit({
      changes: [record],
      documents: [],
      outbox: [isBadGrade(grade) ? badOrder(work, said, 1) : contentOrder(work, before.id)],
      personal: wordsOf(work, before.id, "again", words),
      files: [],
    });
  });
}

/** As the system: a rating belongs to whose case it is, which may be no account at all; who may was asked before. */
async function onRating(
  work: CaseWork,
  caseNo: string,
  rate: (
    transaction: CaseTransaction,
    stored: StoredCase,
    before: StoredRecord | undefined,
  ) => Promise<Result<unknown, Problem>>,
): Promise<Result<null, Problem>> {
  return work.store.transact(systemOf(work), async (transaction) => {
    const stored = await transaction.findCase(caseNo);
    if (stored === undefined) return err(problem("CASE_UNKNOWN", { caseNo }));
    const before = await transaction.findRecord(RATING_REGISTER, ratingIdOf(work, caseNo));
    const kept = await rate(transaction, stored, before);
    // Two of one moment: the other was first.
    if (!kept.ok && kept.error.code === "STALE_VERSION") return err(problem("RATING_GIVEN"));
    return kept.ok ? ok(null) : kept;
  });
}

/** A label that the district lists for grades of this kind. */
const fits = ({ ratings }: DistrictPack, id: string, grade: number): boolean =>
  ratings.labels.some((label: RatingLabel) => label.id === id && (label.for === "bad") === isBadGrade(grade));

function ratingData(head: CaseHead, rater: Rater, given: RatingGiven, ratedOn: string): JsonObject {
  const { grade, labels, anonymous } = given;
  return {
    matter: head.matter,
    grade,
    bad: isBadGrade(grade),
    labels: [...labels],
    ratedOn,
    division: head.division,
    anonymous,
    channel: rater.account === null ? "code" : "account",
    // Without it nobody finds the case by the rating.
    ...(anonymous ? {} : { caseNo: head.caseNo }),
  };
}

/** The ledger names nobody where the rating is given without a name. */
const actorFor = ({ account }: Rater, anonymous: boolean): Json =>
  account === null || anonymous ? { kind: "system", name: "rating" } : { kind: "person", account };

const wordsOf = (work: CaseWork, id: string, key: string, words: string): readonly PersonalRow[] =>
  words.trim() === ""
    ? []
    : [personalRow(recordSubject(RATING_REGISTER, id), key, { words: words.trim() }, work.newSalt())];

type Said = {
  readonly id: string;
  readonly caseNo: CaseHead;
  readonly matter: Matter | undefined;
  readonly given: RatingGiven;
};

function badOrder(work: CaseWork, { id, caseNo: head, matter, given }: Said, turn: number): OutboxItem {
  const at = work.now();
  const variables = {
    rating: id,
    organ: head.organ,
    division: head.division,
    matter: head.matter,
    matterName: matter?.name.zh ?? head.matterName,
    grade: given.grade,
    anonymous: given.anonymous,
    ratedCase: given.anonymous ? "" : head.caseNo,
    at,
  };
  const payload = { name: BAD_RATING, key: id, variables, from: null, until: messageEnd(at, LIFETIME) };
  return { id: `rating/${id}/${turn}`, kind: EXCHANGE.message, payload };
}

function contentOrder(work: CaseWork, id: string): OutboxItem {
  const at = work.now();
  const payload = {
    name: CONTENT_RATING,
    key: id,
    variables: { at },
    from: null,
    until: messageEnd(at, LIFETIME),
  };
  return { id: `rating/${id}/1`, kind: EXCHANGE.message, payload };
}

/** A rectification that is still under way hears of a further rating when it has been answered. */
const LIFETIME = "P30D";
