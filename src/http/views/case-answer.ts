import { canReadAudit, canRevealPersonalData, isParty, sightOf, type Principal } from "#access";
import {
  entryWordsOf,
  isErased,
  kindWords,
  linkAccount,
  OUTSIDE_LINKS,
  outsideLinkOf,
  mayCancel,
  mayMove,
  partOnCase,
  personalForm,
  personalTarget,
  type StoredCase,
} from "#cases";
import type { CaseAnswer } from "#contract";
import { inBoth, organInBoth, placeInBoth, type DistrictPack, type Matter } from "#district";
import { openTasks, type LinkedPlan } from "#engine";
import { isJsonObject, maskName, type Bilingual, type Json, type JsonObject } from "#kernel";
import type { Plan } from "#process";
import {
  findAccountNames,
  findPostOrgans,
  listAccess,
  listDocuments,
  listEntries,
  listFailures,
  listFilesOf,
  listPersonal,
  listRecordsOfCase,
  logAccess,
  together,
} from "#store";
import type { Entry, StoreContext, StoredRecord } from "#registers";
import type { Platform } from "../platform.ts";
import { agentName } from "./agent-name.ts";
import { followUpPart } from "./follow-up-part.ts";
import { formAnswer, shownFields } from "./shown-fields.ts";
import { caseSummary } from "./case-summary.ts";
import { chainAnswer, historyLines, SYSTEM } from "./history-lines.ts";
import { materialsOnCase } from "./materials-on-case.ts";
import { materialsTaken } from "./task-form.ts";
import { offersAnswer } from "./offers-answer.ts";
import { heldBy, holdersOf, taskAnswer, whoIs } from "./task-answer.ts";
import { retentionNote } from "./retention-note.ts";
import { saidInPart, seenIn } from "./seen-part.ts";
import { lookToNote, purposeInBoth, shownUntil } from "./view-log.ts";

/** Everything a case page shows to this reader; what they may not see in full is masked. */
export async function caseAnswer(
  platform: Platform,
  context: StoreContext,
  principal: Principal,
  stored: StoredCase,
  pinned: { readonly matter: Matter; readonly plan: LinkedPlan },
): Promise<CaseAnswer> {
  const { matter, plan } = pinned;
  const { store, work } = platform;
  const subject = stored.id;
  const { head } = stored;
  const own = isParty(principal, head);
  const open = openTasks(stored.state);
  // Asked without waiting, they travel together; names come after, as the entries tell whose, and so do the look
  // itself, which is seen by whoever may read all looks, and the check that was opened, which is asked of the district.
  const read = await together(store, context, async (inside) => {
    const within = { ...platform, store: inside };
    const shown = shownUntil(within, principal, stored);
    const [until, look, entries, documents, files, personal, failures, records] = await Promise.all([
      shown,
      lookToNote(within, principal, stored, shown),
      listEntries(inside, context, subject),
      listDocuments(inside, context, subject),
      listFilesOf(inside, context, subject),
      listPersonal(inside, context, subject),
      listFailures(inside, context, { caseId: stored.id }),
      listRecordsOfCase(inside, context, head.caseNo),
    ]);
    const [known, organs, , views, followUp] = await Promise.all([
      findAccountNames(inside, context, [...accountsIn(entries), ...holdersOf(open)]),
      findPostOrgans(inside, context, postsIn(entries)),
      look === undefined ? null : logAccess(inside, context, look),
      own || canReadAudit(principal).allowed ? listAccess(inside, context, { subject }) : [],
      matter.followUp?.kind === "check" ? followUpPart(within, head.caseNo) : null,
    ]);
    return { until, entries, documents, files, personal, failures, records, views, known, organs, followUp };
  });
  const { until, entries, documents, files, personal, failures, records, views, known, organs } = read;
  const sight = sightOf(principal, personalTarget(stored), until !== null);
  const inFull = sight !== "masked";
  const part = partOnCase(work.pack, principal, stored);
  const sees = seenIn(part);
  const form = personalForm(personal);
  const fields = shownFields({ pack: work.pack, matter, stored, rows: personal, sight, part });
  const names = new Map([...known, ...partiesIn(records)]);
  const who = whoIs(work.pack, names);
  const tasks = open.map((task) =>
    taskAnswer(platform, principal, stored, { plan, task, who, matter, fields }),
  );
  const mine = tasks.filter((task) => task.refused === null);
  return {
    summary: caseSummary(
      stored,
      work.pack,
      platform.now(),
      mine.some((task) => !task.optional),
      agentName(work.pack, principal, stored, form),
    ),
    version: stored.version,
    matter: head.matter,
    organName: organInBoth(work.pack, head.organ),
    division: placeInBoth(work.pack, head.division),
    heldBy: heldBy(platform, stored),
    form: formAnswer(fields),
    erased: isErased(
      stored,
      personal.map(({ key }) => key),
    ),
    reveal:
      own || !canRevealPersonalData(principal, personalTarget(stored)).allowed
        ? null
        : { until, reasons: [...work.pack.personalData.reasons] },
    materials: materialsOnCase(
      platform.work.pack,
      matter,
      stored,
      files,
      mine.flatMap((task) => materialsTaken(task.form as JsonObject | null)),
    ).filter(({ id }) => sees.material(id)),
    tasks: tasks.filter((task) => task.refused === null || !task.optional),
    partial: !sees.all,
    documents: (sees.documents ? documents : []).map(
      ({ id, number, title, kind, issuedAt, status, destroyed }) => ({
        id,
        number,
        title: inBoth(work.pack, title),
        kind,
        issuedAt,
        status,
        retention: retentionNote(
          work.pack,
          head.closedAt,
          { matter: head.matter, of: "document", material: null, kind },
          destroyed,
        ),
      }),
    ),
    records: (sees.all ? records : []).map((record) => ({
      register: record.register,
      id: record.id,
      name: work.pack.registers.get(record.register)?.name ?? { zh: record.register, en: record.register },
    })),
    followUp: read.followUp,
    failures: failures.items.map(({ what, problem }) => ({
      element: what,
      message: problem.message,
      next: problem.next,
    })),
    history: historyLines(
      entries,
      (account) =>
        shownName(names.get(account) ?? "", account, { own, inFull, head, as: matter.applicantAs }),
      {
        ...entryWordsOf(work.pack, head.matter, plan, inFull && !own, await formerPlans(platform, entries)),
        ...(sees.all ? {} : saidInPart(work.pack, plan, part)),
        who,
        of: kindWords(work.pack, head.matter),
      },
      (post) => otherOrgan(work.pack, head.organ, organs.get(post)),
    ),
    chain: chainAnswer(entries),
    cancel: cancelAnswer(platform, principal, stored, matter),
    offers: offersAnswer(platform, principal, stored, plan),
    byRule: stored.state.variables["verdict"] !== undefined,
    move: mayMove(work, principal, stored).allowed,
    fusion: matter.fusion !== null,
    views: views.map(({ at, name, purpose }) => ({ at, who: name, why: purposeInBoth(work.pack, purpose) })),
  };
}

/** Parties without an account that did something here by a link, by what stands for their account. */
const partiesIn = (records: readonly StoredRecord[]): readonly (readonly [string, string])[] =>
  records
    .filter(({ register }) => register === OUTSIDE_LINKS)
    .map((record) => [linkAccount(record.id), outsideLinkOf(record).party]);

/** The organ of a post that is not of the case's own. */
function otherOrgan(pack: DistrictPack, own: string, of: string | undefined): Bilingual | undefined {
  const organ = pack.organs.get(of ?? own);
  return organ === undefined || organ.id === own ? undefined : inBoth(pack, organ.shortName);
}

/** The plans that a case ran on before it migrated: what was done then is told by them. */
async function formerPlans({ work }: Platform, entries: readonly Entry[]): Promise<readonly Plan[]> {
  const hashes = entries.flatMap(({ kind, data: { marks } }) =>
    kind === "migrate" && Array.isArray(marks)
      ? marks.flatMap((mark) =>
          isJsonObject(mark) && isJsonObject(mark["detail"]) ? mark["detail"]["from"] : [],
        )
      : [],
  );
  const found = await Promise.all([...new Set(hashes)].map((hash) => work.findPlan(String(hash))));
  return found.flatMap((plan) => plan ?? []);
}

function shownName(
  name: string,
  account: string,
  reader: {
    readonly own: boolean;
    readonly inFull: boolean;
    readonly head: StoredCase["head"];
    /** What stands for the applicant, where who applies is not told. */
    readonly as: Matter["applicantAs"];
  },
): Bilingual {
  if (name === "") return SYSTEM;
  if (account === reader.head.applicant && reader.as !== null && !reader.own) return reader.as;
  const isMasked = account === reader.head.applicant && !reader.inFull && !reader.own;
  const shown = isMasked ? maskName(name) : name;
  return { zh: shown, en: shown };
}

function cancelAnswer(
  { work }: Platform,
  principal: Principal,
  stored: StoredCase,
  { cancellation }: Matter,
): CaseAnswer["cancel"] {
  if (!mayCancel(work, principal, stored).allowed) return null;
  const { warning = null, notice = null } = cancellation ?? {};
  return { warning, notice: notice === null ? null : inBoth(work.pack, notice.title) };
}

function accountsIn(entries: readonly Entry[]): readonly string[] {
  const accounts = entries.flatMap(({ actor, data }) => [
    ...(isJsonObject(actor) ? [actor["account"], actor["onBehalfOf"]] : []),
    ...assigneesIn(data),
  ]);
  return [...new Set(accounts.filter((each) => typeof each === "string"))];
}

/** The posts that people acted from. */
const postsIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ actor }) =>
    isJsonObject(actor) && typeof actor["post"] === "string" ? [actor["post"]] : [],
  );

/** Whom an entry names beside its actor: who was given a task. */
function assigneesIn({ marks }: JsonObject): readonly (Json | undefined)[] {
  return Array.isArray(marks)
    ? marks.map((mark) =>
        isJsonObject(mark) && isJsonObject(mark["detail"]) ? mark["detail"]["assignee"] : undefined,
      )
    : [];
}
