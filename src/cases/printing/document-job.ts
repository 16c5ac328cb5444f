import {
  isJsonObject,
  localDateOf,
  ok,
  parseInstant,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import { correctionNoticeLimit, findMaterial, type Matter, type Organ } from "#district";
import { holderOf, type CaseIdentity } from "../case/case-head.ts";
import type { CaseWork } from "../case/case-work.ts";
import { documentFacts } from "./document-facts.ts";
import type { Deferral } from "../case/owed-in.ts";
import type { Intake } from "../case/intake.ts";
import { localMinute } from "../case/local-minute.ts";
import type { MaterialFiles } from "../case/materials.ts";
import type { CaseTransaction, NewDocument, OutboxItem } from "../case/ports.ts";
import { publicityFacts } from "./publicity-facts.ts";
import type { JobCall, JobResult } from "../case/job.ts";

/** The outbox kind under which a document's PDF is typeset and sealed. */
export const SEAL_DOCUMENT = "sealDocument";

/**
 * Issues a numbered document (文书): its number and content are fixed here, in the deciding transaction;
 * its PDF follows through the outbox. Headers: `template`, `title`, `word` (the number's own word, e.g. 许受),
 * `sealText`, `kind`, and `addressee` where it is written to whom a field of the form names and not to the applicant. What the element maps in stands over what the case knows by itself.
 */
export async function issueDocument(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
): Promise<Result<JobResult, Problem>> {
  const { job, at } = call;
  const { template = "", title = "", word = "", sealText = "", kind = "notice" } = job.headers;
  const addressee = addresseeOf(call);
  const mapped = Object.fromEntries(Object.entries(job.variables).filter(([, value]) => value !== null));
  const document = await numberedDocument(work, transaction, call, {
    template,
    title: title === "" ? template : title,
    word,
    sealText,
    kind: kind === "receipt" ? "receipt" : "notice",
    ...(addressee === undefined ? {} : { addressee }),
    data: {
      ...mapped,
      ...supplementFacts(work, mapped, at),
      ...publicityFacts(work, call, mapped),
      ...organNames(work, mapped),
    },
  });
  return ok({
    variables: { number: document.number, documentId: document.id, issuedOn: localDateOf(at) },
    documents: [document],
    outbox: [sealOrder(document)],
    records: [],
    personal: [],
  });
}

/** The party that a field of the form names, such as who built what is to be removed; a personal field too. */
function addresseeOf({ job, state, personal }: JobCall): string | undefined {
  const field = job.headers["addressee"];
  if (field === undefined) return undefined;
  const form = state.variables["form"];
  const named = personal[field] ?? (isJsonObject(form) ? form[field] : undefined);
  return typeof named === "string" ? named : undefined;
}

/** The full name of every organ that is mapped in by its id: `ownerOrgan` gives `ownerOrganName`. */
function organNames({ pack }: Pick<CaseWork, "pack">, mapped: JsonObject): JsonObject {
  const named = Object.entries(mapped).flatMap(([key, value]) => {
    const organ = key.endsWith("Organ") ? pack.organs.get(String(value)) : undefined;
    return organ === undefined ? [] : [[`${key}Name`, organ.name.zh] as const];
  });
  return Object.fromEntries(named);
}

/** What a numbered document says of itself; `data` stands over what the case knows. */
type DocumentSaying = {
  readonly template: string;
  readonly title: string;
  readonly word: string;
  readonly sealText: string;
  readonly kind: "notice" | "receipt";
  /** To whom it is written, where that is not the applicant. */
  readonly addressee?: string;
  /** Its number, where it is taken already. */
  readonly number?: string;
  readonly data: JsonObject;
};

/** A document with the next number of its organ, word and year, and everything its template may print. */
export async function numberedDocument(
  work: CaseWork,
  transaction: CaseTransaction,
  call: JobCall,
  saying: DocumentSaying,
): Promise<NewDocument> {
  const { matter, identity, at, state } = call;
  const { template, title, word, sealText, kind, data } = saying;
  const number = saying.number ?? (await nextDocumentNumber(work, transaction, call, word));
  const id = work.newId();
  const form = state.variables["form"];
  return {
    id,
    number,
    subject: identity.caseNo,
    kind,
    template,
    title,
    organ: identity.organ,
    issuedAt: at,
    holder: holderOf(identity),
    data: {
      ...documentFacts(work, call),
      ...data,
      ...commonData(work, matter, identity, { verify: id, number, title, sealText, at, form }),
      ...(saying.addressee === undefined ? {} : { addressee: saying.addressee }),
    },
  };
}

/** 文号: 机关代字, the word, the year and the next number of these three: 鞍千市监许准〔2026〕12号. */
export async function nextDocumentNumber(
  work: CaseWork,
  transaction: CaseTransaction,
  { identity, at }: Pick<JobCall, "identity" | "at">,
  word: string,
): Promise<string> {
  const year = localDateOf(at).slice(0, 4);
  const count = await transaction.nextNumber(`document:${identity.organ}:${word}:${year}`);
  return documentNumber(work.pack.organs.get(identity.organ), word, year, count);
}

/** The receipt of an application (收件凭证); its number is the case's own. */
export function issueReceipt(
  work: CaseWork,
  matter: Matter,
  identity: CaseIdentity,
  received: {
    readonly materials: MaterialFiles;
    readonly agent: string | null;
    readonly at: Instant;
    readonly form: Json | undefined;
    readonly intake: Intake;
    readonly certificates: Readonly<Record<string, readonly JsonObject[]>>;
    readonly deferral: Pick<Deferral, "materials" | "by"> | null;
  },
): { readonly document: NewDocument; readonly outbox: OutboxItem } {
  const { materials, agent, at, form, intake, certificates, deferral } = received;
  const title = "收件凭证";
  const number = identity.caseNo;
  const nameOf = (id: string): string => findMaterial(matter, id)?.name.zh ?? id;
  const uploaded = Object.entries(materials).flatMap(([id, files]) => {
    const paper = paperOf(intake, id);
    return files.map((digest) => ({ name: nameOf(id), ...paper, digest }));
  });
  const shown = Object.entries(certificates).flatMap(([id, each]) =>
    each.map(({ name, number: of }) => {
      const which = `${nameOf(id)}（${String(name)} ${String(of)}）`;
      return { name: which, form: "电子证照", copies: 1, digest: null };
    }),
  );
  const id = work.newId();
  const common = commonData(work, matter, identity, {
    verify: id,
    number,
    title,
    sealText: "收件专用章",
    at,
    form,
  });
  const document: NewDocument = {
    id,
    number,
    subject: identity.caseNo,
    kind: "receipt",
    template: "receipt",
    title,
    organ: identity.organ,
    issuedAt: at,
    holder: holderOf(identity),
    data: {
      ...common,
      receivedAt: localMinute(at),
      channel: channelName(work, intake),
      applicant: identity.applicantName,
      agent,
      materials: [...uploaded, ...shown],
      owed: (deferral?.materials ?? []).map(({ name }) => name),
      owedBy: deferral?.by ?? null,
      correctionBy: correctionBy(work, matter, at),
    },
  };
  return { document, outbox: sealOrder(document) };
}

/** How a material was given, as a receipt says it: the paper beside its scan, and how many of it. */
function paperOf({ paper }: Intake, material: string): { readonly form: string; readonly copies: number } {
  const { originals = 0, copies = 0 } = paper?.[material] ?? {};
  if (originals + copies === 0) return { form: "电子件", copies: 1 };
  const forms = [...(originals > 0 ? ["原件"] : []), ...(copies > 0 ? ["复印件"] : [])];
  return { form: forms.join("、"), copies: originals + copies };
}

/** How it was handed in, as a receipt says it. */
function channelName({ pack }: Pick<CaseWork, "pack">, { channel, hall }: Intake): string {
  if (channel === "online") return "网上申请";
  const name = pack.halls.get(hall ?? "")?.name.zh ?? "";
  return `窗口收件（${name}）`;
}

/** The order to typeset and seal; its id is the document's, so that carrying it out twice has one effect. */
export function sealOrder(document: NewDocument): OutboxItem {
  return { id: document.id, kind: SEAL_DOCUMENT, payload: { document: document.id } };
}

/** Fields every template has. */
export function commonData(
  work: CaseWork,
  matter: Matter,
  identity: CaseIdentity,
  issued: {
    /** What the verification page is asked: a certificate's identifier, or the document's own unguessable id. */
    readonly verify: string;
    readonly number: string;
    readonly title: string;
    readonly sealText: string;
    readonly at: Instant;
    /** The form as everybody may see it. */
    readonly form: Json | undefined;
  },
): JsonObject {
  const organ = work.pack.organs.get(identity.organ);
  return {
    number: issued.number,
    title: issued.title,
    organ: organ?.name.zh ?? identity.organ,
    contactAddress: organ?.address ?? null,
    contactPhone: organ?.phone ?? null,
    sealText: issued.sealText,
    addressee: identity.applicantName,
    addresseeCode: applicantCode(matter, issued.form),
    caseNo: identity.caseNo,
    matterName: matter.name.zh,
    issuedOn: localDateOf(issued.at),
    verifyUrl: `${work.publicUrl}/verify/${encodeURIComponent(issued.verify)}`,
    demo: work.demo,
  };
}

/** What the applicant is registered under, such as 统一社会信用代码, with its name; never a personal number. */
function applicantCode(matter: Matter, form: Json | undefined): Json {
  const field = matter.form.fields.find(({ name }) => name === matter.applicant?.field);
  const value = isJsonObject(form) && field !== undefined ? form[field.name] : undefined;
  if (field === undefined || field.personal || typeof value !== "string") return null;
  return { name: field.label.zh, value };
}

/** The day after which an unanswered correction notice lapses, counted from the day it was issued. */
function supplementFacts(work: CaseWork, mapped: JsonObject, at: Instant): JsonObject {
  const { supplementLimit, correctionOn } = mapped;
  if (typeof supplementLimit !== "string") return {};
  const from = typeof correctionOn === "string" ? parseInstant(`${correctionOn}T12:00:00+08:00`) : undefined;
  return { supplementBy: work.dueOn(from?.ok === true ? from.value : at, supplementLimit) ?? null };
}

function documentNumber(organ: Organ | undefined, word: string, year: string, count: number): string {
  return `${organ?.documentPrefix ?? ""}${word}〔${year}〕${count}号`;
}

/** The last day for the one-time correction notice after receipt (许可法 art. 32(4)), where the settings limit it. */
function correctionBy(work: CaseWork, matter: Matter, at: Instant): Json {
  const limit = correctionNoticeLimit(work.pack, matter);
  return limit === null ? null : (work.dueOn(at, limit) ?? null);
}
