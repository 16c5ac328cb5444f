import { flag, object, optional } from "../shape/shape.ts";

/** Whether a clerk may take a matter in for somebody who comes in person. */
export type MatterWindow = {
  /** At the window of its own organ. */
  readonly allowed: boolean;
  /** At any integrated counter too (综合窗口、便民服务站), whose clerks belong to another organ. */
  readonly integrated: boolean;
  /** At a station by its frequency: anybody, a specialist, or by an agent; false where whoever is there takes it in. */
  readonly routed: boolean;
};

const EVERYWHERE: MatterWindow = { allowed: true, integrated: true, routed: true };

/** What the matter says under `window`; a matter that says nothing is taken in everywhere. */
export const matterWindow = optional(
  object<MatterWindow>({
    allowed: optional(flag, true),
    integrated: optional(flag, true),
    routed: optional(flag, true),
  }),
  EVERYWHERE,
);
