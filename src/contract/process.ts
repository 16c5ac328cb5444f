import { type Static, Type } from "typebox";
import { Bilingual } from "./common.ts";

const NullableString = Type.Union([Type.String(), Type.Null()]);

/** What an element's place in the case is, the most pressing first; `offered` is open but not demanded. */
const ElementStatus = Type.Union([
  Type.Literal("failed"),
  Type.Literal("current"),
  Type.Literal("offered"),
  Type.Literal("waiting"),
  Type.Literal("done"),
  Type.Literal("stopped"),
  Type.Literal("ahead"),
  Type.Literal("notTaken"),
]);

/** One element of a process and where it stands. */
export const ProcessElement = Type.Object({
  element: Type.String(),
  /** Empty where it is drawn without a name. */
  name: Bilingual,
  /** BPMN's own name of the type, such as `userTask`. */
  type: Type.String(),
  status: ElementStatus,
  /** How often it was completed; of several runs, how many were. */
  times: Type.Number(),
  /** When it was last completed or given up. */
  lastAt: NullableString,
  /** How many stand there now, and how many tokens wait there for others. */
  open: Type.Number(),
  arrived: Type.Number(),
  /** When what waits there runs out, the earliest first: timers, and the limits of tasks. */
  dueAt: Type.Array(Type.String()),
  runs: Type.Union([
    Type.Null(),
    Type.Object({
      total: Type.Number(),
      done: Type.Number(),
      votes: Type.Union([
        Type.Null(),
        Type.Object({ agreed: Type.Number(), against: Type.Number(), abstained: Type.Number() }),
      ]),
    }),
  ]),
  /** Whom its open tasks are asked of. */
  holders: Type.Array(Bilingual),
  failures: Type.Array(Type.Object({ message: Bilingual, next: Bilingual })),
  /** The keys of the processes that it called. */
  opens: Type.Array(Type.String()),
});
export type ProcessElement = Static<typeof ProcessElement>;

/** One process of a case: its own, or one that it called. */
export const ProcessView = Type.Object({
  /** Empty for the case's own. */
  key: Type.String(),
  name: Bilingual,
  /** The process's id in its BPMN, and the hash of the plan that the case pins. */
  process: Type.String(),
  plan: Type.String(),
  /** The key of the process that called it; null for the case's own. */
  caller: NullableString,
  /** The SHA-256 of its BPMN; null where it has no layout to be shown by. */
  drawing: NullableString,
  elements: Type.Array(ProcessElement),
  /** Sequence flows that have a name or were taken. */
  flows: Type.Array(Type.Object({ flow: Type.String(), name: Bilingual, taken: Type.Boolean() })),
});
export type ProcessView = Static<typeof ProcessView>;

/**
 * GET /api/cases/:caseNo/process — how far a case is, by the version of the process that it runs on; the case's own
 * process first. GET /api/cases/:caseNo/drawings/:sha256 gives the BPMN of one of them, the same for ever.
 */
export const ProcessAnswer = Type.Object({ version: Type.Number(), processes: Type.Array(ProcessView) });
export type ProcessAnswer = Static<typeof ProcessAnswer>;
