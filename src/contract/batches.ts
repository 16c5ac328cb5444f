import { type Static, Type } from "typebox";
import { CaseSummary } from "./cases.ts";
import { Bilingual, page, ProblemAnswer } from "./common.ts";

/**
 * POST /api/desk/batches/preview — what would happen if one answer were given to many tasks of a kind. Nothing is
 * done yet. What is wrong with all of them is refused; what is wrong with one is told in its line.
 */
export const BatchRequest = Type.Object({
  tasks: Type.Array(
    Type.Object({ caseNo: Type.String({ maxLength: 100 }), task: Type.String({ maxLength: 40 }) }),
    {
      minItems: 1,
      maxItems: 1000,
    },
  ),
  values: Type.Record(Type.String(), Type.Unknown()),
});
export type BatchRequest = Static<typeof BatchRequest>;

export const BatchLineAnswer = Type.Object({
  caseNo: Type.String(),
  task: Type.String(),
  status: Type.Union([Type.Literal("ready"), Type.Literal("refused"), Type.Literal("done")]),
  /** The case as it stands now; null where it is not the reader's to see. */
  summary: Type.Union([CaseSummary, Type.Null()]),
  /** Where the case would stand, and the documents it would issue. */
  foreseen: Type.Union([
    Type.Null(),
    Type.Object({
      stateName: Bilingual,
      documents: Type.Array(Bilingual),
      /** What is answered for this case by itself: to whom it goes, and why. */
      own: Type.Array(Type.Object({ label: Bilingual, value: Bilingual })),
    }),
  ]),
  /** Why it cannot be done. */
  refused: Type.Union([ProblemAnswer, Type.Null()]),
});
export type BatchLineAnswer = Static<typeof BatchLineAnswer>;

const Status = Type.Union([
  Type.Literal("preview"),
  Type.Literal("running"),
  Type.Literal("stopping"),
  Type.Literal("stopped"),
  Type.Literal("done"),
]);

/** GET /api/desk/batches/:id; POST …/:id/run does it, POST …/:id/stop ends it after the line under way. */
export const BatchAnswer = Type.Object({
  id: Type.String(),
  status: Status,
  matterName: Bilingual,
  taskName: Bilingual,
  /** What is done in each case, in words: 「作出准予决定」. */
  act: Bilingual,
  form: Type.Record(Type.String(), Type.Unknown()),
  values: Type.Record(Type.String(), Type.Unknown()),
  lines: Type.Array(BatchLineAnswer),
});
export type BatchAnswer = Static<typeof BatchAnswer>;

/** How many lines stand where; `planned` are those that the preview found ready. */
const Counts = Type.Object({
  planned: Type.Integer(),
  ready: Type.Integer(),
  refused: Type.Integer(),
  done: Type.Integer(),
});

export const BatchListLine = Type.Object({
  id: Type.String(),
  status: Status,
  matterName: Bilingual,
  taskName: Bilingual,
  act: Bilingual,
  counts: Counts,
  createdAt: Type.String(),
  startedAt: Type.Union([Type.String(), Type.Null()]),
  endedAt: Type.Union([Type.String(), Type.Null()]),
});
export type BatchListLine = Static<typeof BatchListLine>;

/** GET /api/desk/batches?cursor= — the asker's own, the latest first. */
export const BatchList = page(BatchListLine);
export type BatchList = Static<typeof BatchList>;

/** What GET /api/live tells as `batch` to whoever made it, while it is under way and when it has ended. */
const BatchNews = Type.Object({ id: Type.String(), status: Status, ...Counts.properties });
export type BatchNews = Static<typeof BatchNews>;

/** Tasks on the desk that can be done together, and the form that is filled in once for them. */
export const BatchOffer = Type.Object({
  /** The same text at each task of the kind. */
  kind: Type.String(),
  matterName: Bilingual,
  taskName: Bilingual,
  act: Bilingual,
  form: Type.Record(Type.String(), Type.Unknown()),
});
export type BatchOffer = Static<typeof BatchOffer>;
