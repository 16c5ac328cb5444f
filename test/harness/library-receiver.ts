import { hashOf, type JsonObject } from "#kernel";
import { json, startOutsideSystem, type Heard, type OutsideSystem, type Said } from "./outside-system.ts";

/** A report as a library outside keeps it. */
export type HeldReport = {
  readonly id: string;
  readonly event: string;
  readonly subject: string;
  readonly previous: string | null;
  readonly day: string;
  readonly digest: string;
  readonly data: JsonObject;
};

/**
 * A small library outside (docs/reference/library.yaml), over real HTTP: it keeps what it takes once by id, refuses what
 * comes out of order, and lists a day. A test has it fail, be slow, lose, alter, refuse or invent.
 */
export type LibraryReceiver = {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** By id, in the order in which they were taken first. */
  readonly held: Map<string, HeldReport>;
  /** What is answered instead of taking it; undefined takes it. */
  before: (report: HeldReport) => Said | undefined;
  /** What it answers instead of the list of a day. */
  listing: () => Said | undefined;
  /** What is wrong with what came, as a library would find it: order, digest, key. */
  readonly faults: string[];
  readonly of: (path: string) => readonly HeldReport[];
  /** Forgets a report that it took. */
  readonly lose: (id: string) => void;
  /** Changes what it holds. */
  readonly alter: (id: string) => void;
  /** Holds what nobody told it; answers its id. */
  readonly invent: (path: string, day: string) => string;
  readonly stop: () => Promise<void>;
};

const PAGE = 50;

export async function startLibraryReceiver(): Promise<LibraryReceiver> {
  const outside: OutsideSystem = await startOutsideSystem();
  const paths = new Map<string, string>();
  const receiver: LibraryReceiver = {
    url: outside.url,
    heard: outside.heard,
    held: new Map(),
    before: () => undefined,
    listing: () => undefined,
    faults: [],
    of: (path) => [...receiver.held.values()].filter(({ id }) => paths.get(id) === path),
    lose: (id) => void receiver.held.delete(id),
    alter: (id) => {
      const held = receiver.held.get(id);
      if (held !== undefined) receiver.held.set(id, { ...held, digest: "0".repeat(64) });
    },
    invent: (path, day) => {
      const id = `invented-${receiver.held.size}`;
      const subject = "nobody's";
      paths.set(id, path);
      receiver.held.set(id, {
        id,
        event: "case.opened",
        subject,
        previous: null,
        day,
        digest: "1".repeat(64),
        data: {},
      });
      return id;
    },
    stop: outside.stop,
  };
  outside.answer = (heard) => {
    const { pathname, searchParams } = new URL(heard.path, outside.url);
    if (heard.method === "GET") return receiver.listing() ?? dayOf(receiver, pathname, searchParams);
    const report = JSON.parse(heard.body) as HeldReport;
    const instead = receiver.before(report);
    if (instead !== undefined) return instead;
    const fault = faultOf(receiver, heard, report);
    if (fault !== undefined) {
      receiver.faults.push(fault);
      return json({ errors: [{ field: "previous", message: fault }] }, 422);
    }
    paths.set(report.id, pathname);
    receiver.held.set(report.id, report);
    return json({ id: report.id });
  };
  return receiver;
}

function faultOf({ held }: LibraryReceiver, { headers }: Heard, report: HeldReport): string | undefined {
  if (headers["idempotency-key"] !== report.id) return `${report.id} came under another key`;
  if (hashOf(report.data) !== report.digest) return `${report.id} has another digest`;
  if (report.previous !== null && !held.has(report.previous))
    return `${report.id} came before ${report.previous}`;
  return undefined;
}

/** `GET /cases/day?day=2026-11-16&after=…` */
function dayOf(receiver: LibraryReceiver, path: string, asked: URLSearchParams): Said {
  const all = receiver
    .of(path.replace(/\/day$/, ""))
    .filter(({ day }) => day === asked.get("day"))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const rest = all.filter(({ id }) => id > (asked.get("after") ?? ""));
  const reports = rest.slice(0, PAGE).map(({ id, digest }) => ({ id, digest }));
  return json({ count: all.length, reports, next: rest.length > PAGE ? reports.at(-1)?.id : null });
}
