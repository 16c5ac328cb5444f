import type { Compilation } from "../compilation.ts";
import type { ModelElement } from "../model.ts";
import type { NodeBase, NodeKind, NodeOf } from "../plan.ts";

/** How one kind of element is read. One file each; `compilers.ts` holds the exhaustive record. */
export type ElementCompiler<Kind extends NodeKind> = {
  /** BPMN types this kind is drawn as, for the element table. */
  readonly types: readonly string[];
  /** `zeebe:` and `yiwang:` extension elements it knows, besides those every node may carry. */
  readonly extensions: readonly string[];
  /** Sequence flows: `one` must be there, `none` must not, `any` both ways. */
  readonly incoming: "any" | "none";
  readonly outgoing: "any" | "none" | "one";
  readonly compile: (element: ModelElement, base: NodeBase, compilation: Compilation) => NodeOf<Kind>;
};
