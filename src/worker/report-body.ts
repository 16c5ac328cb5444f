import { feelFields, feelValue, holderNamed } from "#cases";
import { itemFacts, type DistrictPack, type Library } from "#district";
import {
  err,
  isJsonObject,
  localDateOf,
  ok,
  type Instant,
  type Json,
  type JsonObject,
  type Result,
} from "#kernel";
import type { ReportFacts, StoredDocument } from "#store";

/** Whether a library is told of an event of a matter (`itemFacts`; null where it is of none) and of a case with these facts. */
export function wantsReport(
  { reports }: Pick<Library, "reports">,
  kind: string,
  matter: JsonObject | null,
  facts: JsonObject,
): boolean {
  const report = reports.find(({ on }) => on === kind);
  if (report === undefined) return false;
  // When is no part of what it may ask.
  return (
    report.when === null ||
    feelValue(report.when, { event: { kind }, matter, case: { facts } }, NO_TIME) === true
  );
}

const NO_TIME = "1970-01-01T00:00:00.000Z" as Instant;

/** What a report says is made of. */
export type Making = {
  readonly pack: Pick<DistrictPack, "matters" | "organs" | "registers">;
  readonly library: Library;
  readonly report: { readonly id: string; readonly kind: string };
  readonly facts: ReportFacts;
  readonly document: StoredDocument | null;
  readonly documentUrl: (id: string) => string;
};

/** What a library is told of an event, by its own names. Errors: why it cannot be told yet, in words. */
export function reportBody(making: Making): Result<JsonObject, string> {
  const { library, report, facts, document } = making;
  const mapping = library.reports.find(({ on }) => on === report.kind);
  if (mapping === undefined) return err(`libraries/${library.id}.yaml: ${report.kind}`);
  if (document !== null && document.fileHash === null) return err("文书尚未签章");
  return ok(feelFields(mapping.fields, reportContext(making), facts.entry.at));
}

/** What the mapping reads, as it was when it happened; but `case.facts` is what the case tells now, a step or two later. */
function reportContext({ pack, report, facts, document, documentUrl }: Making): JsonObject {
  const { entry, of, record } = facts;
  const matter = itemFacts(pack, of?.matter ?? textIn(record?.data["matter"]));
  const organ = pack.organs.get(of?.organ ?? record?.organ ?? "");
  const holder = of === null ? null : holderNamed(pack, of, of.applicant ?? undefined);
  return {
    event: {
      id: report.id,
      kind: report.kind,
      at: entry.at,
      day: localDateOf(entry.at),
      seq: entry.seq,
      ...told(facts),
    },
    case: of === null ? null : caseThen(of, entry.at),
    matter,
    organ:
      organ === undefined
        ? null
        : { id: organ.id, name: organ.name.zh, creditCode: organ.creditCode, division: organ.division },
    // Firms are named in full, persons with stars and without their number.
    applicant:
      holder === null
        ? null
        : { kind: holder.person ? "person" : "firm", name: holder.shown, creditCode: holder.creditCode },
    record: record === null ? null : { ...record.data, id: record.id, status: record.status },
    document:
      document === null
        ? null
        : {
            id: document.id,
            number: document.number,
            title: document.title,
            sha256: document.fileHash,
            sealedAt: document.sealedAt,
            url: documentUrl(document.id),
          },
  };
}

/** A case as it was then: what came later is not told yet. */
function caseThen(of: NonNullable<ReportFacts["of"]>, at: Instant): JsonObject {
  const isOver = of.closedAt !== null && of.closedAt <= at;
  return {
    caseNo: of.caseNo,
    division: of.division,
    receivedAt: of.receivedAt,
    acceptedAt: of.acceptedAt !== null && of.acceptedAt <= at ? of.acceptedAt : null,
    dueAt: of.dueAt,
    closedAt: isOver ? of.closedAt : null,
    outcome: isOver ? of.outcome : null,
    facts: of.facts,
  };
}

/** What the entry itself says: the public state that the case came to, the step that was done, how it ended. */
function told({ entry, record }: ReportFacts): JsonObject {
  const marks = Array.isArray(entry.data["marks"]) ? entry.data["marks"].filter(isJsonObject) : [];
  const last = (kind: string): JsonObject | undefined => marks.findLast((mark) => mark["kind"] === kind);
  const done = marks.find((mark) => mark["kind"] === "completed");
  return {
    state: inDetail(last("stateChanged"), "state"),
    step: textIn(done?.["name"]),
    outcome: inDetail(last("closed"), "outcome"),
    // What was approved of a matter, and for which days.
    act: textIn(entry.data["act"]),
    from: textIn(entry.data["from"]),
    to: textIn(entry.data["to"]),
    // Only where the event is a change of it.
    status: entry.kind === "recordCreated" ? (record?.status ?? null) : textIn(entry.data["status"]),
  };
}

const inDetail = (mark: JsonObject | undefined, name: string): string | null =>
  isJsonObject(mark?.["detail"]) ? textIn(mark["detail"][name]) : null;

const textIn = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);
