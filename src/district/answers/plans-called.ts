import type { ProcessSource } from "../pack/pack.ts";

/** A process and all that it calls by name, itself first; unknown names are left out. */
export function plansCalled(
  processes: ReadonlyMap<string, ProcessSource> | undefined,
  process: string,
): readonly ProcessSource[] {
  const found = new Map<string, ProcessSource>();
  const visit = (id: string): void => {
    const source = processes?.get(id);
    if (source === undefined || found.has(id)) return;
    found.set(id, source);
    for (const node of Object.values(source.plan.nodes))
      if (node.kind === "callActivity" && node.process.kind === "literal") visit(String(node.process.value));
  };
  visit(process);
  return [...found.values()];
}
