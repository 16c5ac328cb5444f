import { ok } from "#kernel";
import type { JobTask } from "#process";
import { evaluateString, unexpected } from "../state/evaluate.ts";
import type { Living, Run } from "../state/run.ts";
import type { OpenJob } from "../state/types.ts";
import { contextOf } from "../state/variables.ts";
import type { Handler } from "./handler.ts";

export const jobTask: Handler<"jobTask"> = {
  activate: (run, living, node) => {
    const type = evaluateString(run, living, node.jobType, "zeebe:taskDefinition type");
    if (!type.ok) return type;
    const text = evaluateString(run, living, node.retries, "zeebe:taskDefinition retries");
    if (!text.ok) return text;
    const retries = Number(text.value);
    if (!Number.isInteger(retries) || retries < 0)
      return unexpected(node, "zeebe:taskDefinition retries", text.value);
    const job = openJobOf(run, living, node, type.value, retries);
    return ok({
      kind: "wait",
      wait: { kind: "job", type: type.value, retries },
      effects: [{ kind: "callJob", job }],
    });
  },
};

/** The job as a worker sees it: only the mapped inputs where there are any, else all that is visible. */
export function openJobOf(run: Run, living: Living, node: JobTask, type: string, retries: number): OpenJob {
  const { settings: _settings, ...visible } = contextOf(run, living);
  const variables = node.inputs.length > 0 ? living.variables : visible;
  return { id: living.id, element: node.id, type, headers: node.headers, variables, retries };
}
