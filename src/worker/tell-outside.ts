import { publicEventsOf, type CaseWork } from "#cases";
import { itemFacts, type DistrictPack, type Library } from "#district";
import { sha256Hex, type Instant, type JsonObject } from "#kernel";
import {
  librariesSince,
  orderOutside,
  webhooksIn,
  type Recipient,
  type Store,
  type ToldCase,
  type ToldEvent,
} from "#store";
import type { Entry } from "#registers";
import type { Outbound } from "./call-outside.ts";
import { wantsReport } from "./report-body.ts";

/** What telling systems outside stands on. */
export type TellingOutside = {
  readonly store: Store;
  readonly work: CaseWork;
  readonly pack: DistrictPack;
  /** Where events come from (`source` of a CloudEvent): the platform's public address. */
  readonly source: string;
  /** The registers that hold certificates. */
  readonly certificates: ReadonlySet<string>;
  readonly send: Outbound;
  /** HMAC-SHA-256 in base64. */
  readonly sign: (secret: string, text: string) => string;
  /** Where the sealed file of a document can be fetched by whoever was told of it. */
  readonly documentUrl: (id: string) => string;
  readonly now: () => Instant;
};

const AT_ONCE = 200;

/** A chore's round: orders the events of the ledger for the webhooks and libraries that are told of them. */
export function orderEvents({ store, pack, source, certificates }: TellingOutside): () => Promise<boolean> {
  const eventsOf = (entry: Entry, of: ToldCase | undefined): readonly ToldEvent[] =>
    publicEventsOf(entry, certificates).map((kind) => {
      const id = sha256Hex(`${entry.subject}#${entry.seq}/${kind}`).slice(0, 32);
      return { id, kind, at: entry.at, body: cloudEvent(source, { id, kind, entry, of }) };
    });
  const libraries = connectedLibraries(pack);
  const recipientsOf = async (sql: Parameters<typeof webhooksIn>[0]): Promise<readonly Recipient[]> => {
    const hooks = await webhooksIn(sql, pack.code);
    const since = await librariesSince(sql, pack.code);
    return [
      ...hooks.flatMap(({ id, address, kinds, createdAt, stoppedAt }): readonly Recipient[] =>
        stoppedAt === null
          ? [{ id, address, since: createdAt, inOrder: false, takes: (kind) => kinds.includes(kind) }]
          : [],
      ),
      ...libraries.flatMap((library): readonly Recipient[] => {
        const from = since.get(library.id);
        const takes: Recipient["takes"] = (kind, of) =>
          wantsReport(library, kind, itemFacts(pack, of?.matter ?? null), of?.facts ?? {});
        const { id, address } = library;
        return from === undefined ? [] : [{ id, address, since: from, inOrder: true, takes }];
      }),
    ];
  };
  return () => orderOutside(store, pack.code, { recipientsOf, eventsOf }, AT_ONCE);
}

/** The libraries that are told at all. */
export const connectedLibraries = ({ libraries }: Pick<DistrictPack, "libraries">): readonly Library[] =>
  [...libraries.values()].filter(({ connected }) => connected);

/** An event as CloudEvents 1.0 in its JSON format; nothing of a person, and of a rating not even the case. */
function cloudEvent(
  source: string,
  {
    id,
    kind,
    entry,
    of,
  }: {
    readonly id: string;
    readonly kind: string;
    readonly entry: Entry;
    readonly of: ToldCase | undefined;
  },
): JsonObject {
  return {
    specversion: "1.0",
    id,
    source,
    type: `yiwang.${kind}.v1`,
    subject: entry.subject,
    time: entry.at,
    datacontenttype: "application/json",
    data: of === undefined ? recordTold(entry) : caseTold(of),
  };
}

/** What a matter tells of its cases is for libraries alone, which say what they need of it. */
function caseTold({ caseNo, matter, organ, division, state, outcome }: ToldCase): JsonObject {
  return { caseNo, matter, organ, division, state, outcome };
}

/** The open fields that a record was made or changed with are its register's to tell; here only which it is. */
function recordTold({ subject, data }: Entry): JsonObject {
  const [, register = "", ...id] = subject.split(":");
  const { status } = data;
  return { register, id: id.join(":"), ...(typeof status === "string" ? { status } : {}) };
}
