import { type Static, Type } from "typebox";
import { Bilingual, page } from "./common.ts";
import { ReportState } from "./webhooks.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** GET /api/admin/libraries — the libraries outside (办件库, 证照库, 好差评), and what is on its way to each. */
export const LibrariesAnswer = Type.Object({
  libraries: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      connected: Type.Boolean(),
      address: Type.String(),
      path: Type.String(),
      /** The hour of the day at which the day before is compared. */
      comparedAt: Type.String(),
      kinds: Type.Array(Bilingual),
      waiting: Type.Number(),
      refused: Type.Number(),
    }),
  ),
});
export type LibrariesAnswer = Static<typeof LibrariesAnswer>;

/** A report with what came of it; what is unknown here has none of it. */
const Report = Type.Object({
  /** The report's id: what the library knows it by, and the key of every try. */
  report: Type.String(),
  kindName: Type.Union([Bilingual, Type.Null()]),
  /** The case's number, or the record's. */
  subject: NullableString,
  state: Type.Union([ReportState, Type.Null()]),
  attempts: Type.Number(),
  lastAnswer: NullableString,
  happenedAt: NullableString,
  triedAt: NullableString,
});

/** GET /api/admin/libraries/:library/reports?state=&cursor= — what it was told, the latest first. */
export const ReportPage = page(Report);
export type ReportPage = Static<typeof ReportPage>;

const Verdict = Type.Union([
  Type.Literal("matched"),
  Type.Literal("missing"),
  Type.Literal("unknown"),
  Type.Literal("differing"),
]);

/** Which reports of a day: of one verdict, or all that were to be told. */
export const LinesOf = Type.Union([Verdict, Type.Literal("expected")]);
export type LinesOf = Static<typeof LinesOf>;

/** GET /api/admin/reconciliations?cursor= — each day of each library with its numbers, the latest first. */
export const ReconciliationPage = page(
  Type.Object({
    library: Type.String(),
    libraryName: Bilingual,
    day: Day,
    state: Type.Union([
      Type.Literal("asked"),
      Type.Literal("matched"),
      Type.Literal("resent"),
      Type.Literal("open"),
    ]),
    doneAt: NullableString,
    expected: Type.Number(),
    matched: Type.Number(),
    missing: Type.Number(),
    unknown: Type.Number(),
    differing: Type.Number(),
  }),
);
export type ReconciliationPage = Static<typeof ReconciliationPage>;

/** GET /api/admin/reconciliations/:library/:day?verdict=&cursor= — the reports behind a number, all where none is said. */
export const ReconciliationLinePage = page(
  Type.Intersect([Report, Type.Object({ verdict: Verdict, ours: NullableString, theirs: NullableString })]),
);
export type ReconciliationLinePage = Static<typeof ReconciliationLinePage>;
