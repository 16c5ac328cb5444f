import type { NodeKind } from "../plan.ts";
import { adHocSubProcess } from "./ad-hoc-sub-process.ts";
import { boundaryEvent } from "./boundary-event.ts";
import { callActivity } from "./call-activity.ts";
import { catchEvent } from "./catch-event.ts";
import { compensationBoundary } from "./compensation-boundary.ts";
import { decisionTask } from "./decision-task.ts";
import type { ElementCompiler } from "./element-compiler.ts";
import { eventGateway } from "./event-gateway.ts";
import { eventStart } from "./event-start.ts";
import { eventSubProcess } from "./event-sub-process.ts";
import { exclusiveGateway } from "./exclusive-gateway.ts";
import { inclusiveGateway } from "./inclusive-gateway.ts";
import { jobTask } from "./job-task.ts";
import { noneEnd } from "./none-end.ts";
import { noneStart } from "./none-start.ts";
import { parallelGateway } from "./parallel-gateway.ts";
import { passThrough } from "./pass-through.ts";
import { scriptTask } from "./script-task.ts";
import { subProcess } from "./sub-process.ts";
import { terminateEnd } from "./terminate-end.ts";
import { throwEvent } from "./throw-event.ts";
import { userTask } from "./user-task.ts";

/** Every kind of element with its compiler: a kind without one does not compile. */
export const COMPILERS: { readonly [Kind in NodeKind]: ElementCompiler<Kind> } = {
  noneStart,
  noneEnd,
  terminateEnd,
  passThrough,
  userTask,
  jobTask,
  decisionTask,
  scriptTask,
  subProcess,
  adHocSubProcess,
  callActivity,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
  eventGateway,
  eventStart,
  catchEvent,
  boundaryEvent,
  compensationBoundary,
  throwEvent,
  eventSubProcess,
};
