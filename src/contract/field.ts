import { type Static, Type } from "typebox";
import { ApplyRequest, CompleteTaskRequest } from "./cases.ts";
import { Bilingual } from "./common.ts";
import { DeskTask } from "./desk.ts";

/** GET /api/field: what the field face (现场) is for this person, and what time it is here. */
export const FieldAnswer = Type.Object({
  serverAt: Type.String(),
  /** False where none of the person's posts is of the field: nothing is received from them. */
  onDuty: Type.Boolean(),
  /** The matter that an incident is reported by; null where the district has none. */
  report: Type.Union([Type.Object({ matter: Type.String(), name: Bilingual }), Type.Null()]),
  /** Open tasks of the person's posts, pressing ones first, with where each case is. */
  tasks: Type.Array(
    Type.Object({
      ...DeskTask.properties,
      at: Type.Union([Type.Object({ lon: Type.Number(), lat: Type.Number() }), Type.Null()]),
    }),
  ),
  /** Between which times of a day the phone may note where a patrol goes; null where it never does. */
  tracking: Type.Union([Type.Object({ from: Type.String(), to: Type.String() }), Type.Null()]),
  /** Whom to ask when something is refused. */
  helpline: Bilingual,
});
export type FieldAnswer = Static<typeof FieldAnswer>;

/** POST /api/field/items: one item of a phone's queue; sent again under the same id it is done once. */
export const FieldItemRequest = Type.Object({
  item: Type.String({ minLength: 8, maxLength: 60 }),
  /** When it was done, and what time it is while it is sent: both by the phone's clock. */
  doneAt: Type.String({ maxLength: 40 }),
  phoneAt: Type.String({ maxLength: 40 }),
  act: Type.Union([
    Type.Object({ kind: Type.Literal("report"), ...ApplyRequest.properties }),
    Type.Object({
      kind: Type.Literal("complete"),
      caseNo: Type.String({ maxLength: 100 }),
      task: Type.String({ maxLength: 100 }),
      ...CompleteTaskRequest.properties,
    }),
  ]),
});
export type FieldItemRequest = Static<typeof FieldItemRequest>;

/** Given only after the case is durable. */
export const FieldReceiptAnswer = Type.Object({
  item: Type.String(),
  caseNo: Type.String(),
  receivedAt: Type.String(),
  /** When it was done by the server's time: the phone's time less what its clock was ahead. */
  reckonedAt: Type.String(),
  phoneAheadSeconds: Type.Number(),
  /** SHA-256 over the canonical JSON (RFC 8785) of `{item, doneAt, act}` as it was received. */
  digest: Type.String(),
  entryHash: Type.String(),
});
export type FieldReceiptAnswer = Static<typeof FieldReceiptAnswer>;
