import type { Draft } from "../pack/draft.ts";
import { faultFrom, faultOf, type FaultSink } from "../shape/fault.ts";
import { inputsInPath, parseHttpCall } from "../pack/http-call.ts";
import type { JobTask } from "#process";

/**
 * A call outside goes to a listed address, sends what its inputs name and nothing else, and keeps of the answer what
 * its outputs name: without them the whole case would go out, and the whole answer would stand in the ledger.
 */
export function checkHttpJob(task: JobTask, draft: Draft, file: string, report: FaultSink): void {
  if (draft.district === undefined) return;
  const call = parseHttpCall(task.headers, draft.district.exchange.addresses);
  if (!call.ok) return report(faultFrom(file, task.id, call.error));
  const inputs = task.inputs.map(({ target }) => target[0] ?? "");
  for (const name of inputsInPath(call.value.path))
    if (!inputs.includes(name))
      report(
        faultOf(file, task.id, "PACK_REFERENCE_UNKNOWN", { id: name, kind: "输入映射", kindEn: "input" }),
      );
  if (inputs.length === 0) report(faultOf(file, task.id, "PACK_FIELD_MISSING", { field: "zeebe:input" }));
  if (task.outputs.length === 0)
    report(faultOf(file, task.id, "PACK_FIELD_MISSING", { field: "zeebe:output" }));
}
