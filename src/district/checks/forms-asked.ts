import { plansCalled } from "../answers/plans-called.ts";
import type { Draft } from "../pack/draft.ts";
import type { TaskForm } from "../parts/form.ts";
import type { Matter } from "../pack/pack.ts";
import { nodesOf } from "./check-matter-process.ts";

/** The forms that people are asked by in a matter's process and in those that it calls, as far as they are there. */
export function formsAsked(draft: Draft, { process }: Pick<Matter, "process">): readonly TaskForm[] {
  const asked = plansCalled(draft.processes, process).flatMap(({ plan }) =>
    nodesOf(plan).flatMap((node) => (node.kind === "userTask" && node.formId !== null ? [node.formId] : [])),
  );
  return [...new Set(asked)].flatMap((id) => draft.forms?.get(id) ?? []);
}
