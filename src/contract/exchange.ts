import { type Static, Type } from "typebox";

const Name = Type.String({ minLength: 1, maxLength: 100 });
const Variables = Type.Record(Type.String(), Type.Unknown());

/** POST /api/messages — a message for whoever waits for its name and key, or whom it begins. */
export const MessageRequest = Type.Object({
  /** The sender's own identifier: the same one sent twice is brought once. */
  id: Type.String({ minLength: 8, maxLength: 100 }),
  name: Name,
  /** Empty where only a message start event is meant, without a key. */
  key: Type.String({ maxLength: 200 }),
  variables: Variables,
  /** How long it waits for someone to expect it: an ISO 8601 duration from PT10S to P30D, one hour unless said. */
  lifetime: Type.Optional(Type.String({ maxLength: 40 })),
});
export type MessageRequest = Static<typeof MessageRequest>;

/** What became of a message; POST /api/messages, GET /api/messages/:id. */
export const MessageAnswer = Type.Object({
  id: Type.String(),
  status: Type.Union([Type.Literal("waiting"), Type.Literal("delivered"), Type.Literal("expired")]),
  until: Type.String(),
});
export type MessageAnswer = Static<typeof MessageAnswer>;

/** POST /api/signals — a signal for all that wait for its name now. */
export const SignalRequest = Type.Object({
  id: Type.String({ minLength: 8, maxLength: 100 }),
  name: Name,
  variables: Variables,
});
export type SignalRequest = Static<typeof SignalRequest>;

/** POST /api/jobs/activate — takes jobs of a type for a while. */
export const TakeJobsRequest = Type.Object({
  type: Name,
  most: Type.Integer({ minimum: 1, maximum: 100 }),
  /** For how many seconds nobody else gets them. */
  seconds: Type.Integer({ minimum: 5, maximum: 3600 }),
});
export type TakeJobsRequest = Static<typeof TakeJobsRequest>;

const Job = Type.Object({
  caseNo: Type.String(),
  id: Type.String(),
  element: Type.String(),
  type: Type.String(),
  headers: Type.Record(Type.String(), Type.String()),
  variables: Variables,
  /** Tries that are left, this one included. */
  retries: Type.Number(),
  /** Sent back with whatever ends the job. */
  lease: Type.String(),
  until: Type.String(),
});
export const JobsAnswer = Type.Object({ jobs: Type.Array(Job) });
export type JobsAnswer = Static<typeof JobsAnswer>;

const Lease = Type.String({ minLength: 1, maxLength: 100 });

/** POST /api/jobs/:caseNo/:job/complete */
export const CompleteJobRequest = Type.Object({ type: Name, lease: Lease, variables: Variables });
export type CompleteJobRequest = Static<typeof CompleteJobRequest>;

/** POST /api/jobs/:caseNo/:job/fail — tried again while retries are left, else a person resolves it. */
export const FailJobRequest = Type.Object({
  type: Name,
  lease: Lease,
  retries: Type.Integer({ minimum: 0, maximum: 100 }),
  message: Type.String({ minLength: 1, maxLength: 1000 }),
  /** Not before this moment; where it does not say, the pause grows as tries run out. */
  retryAt: Type.Optional(Type.String({ maxLength: 40 })),
});
export type FailJobRequest = Static<typeof FailJobRequest>;

/** POST /api/jobs/:caseNo/:job/throw — a BPMN error of the element. */
export const ThrowErrorRequest = Type.Object({
  type: Name,
  lease: Lease,
  code: Type.String({ minLength: 1, maxLength: 100 }),
  variables: Variables,
});
export type ThrowErrorRequest = Static<typeof ThrowErrorRequest>;
