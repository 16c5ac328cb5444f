import { ok, type Problem, type Result } from "#kernel";
import type { Throwing } from "#process";
import { evaluateString } from "../state/evaluate.ts";
import type { Living, Run } from "../state/run.ts";
import { outcomeOf } from "./none-end.ts";
import type { Deed, Handler } from "./handler.ts";

export const throwEvent: Handler<"throwEvent"> = {
  activate: (run, living, node) => {
    const deed = deedOf(run, living, node.throws);
    if (!deed.ok) return deed;
    const outcome = outcomeOf(run, living, node.outcome);
    return outcome.ok ? ok({ kind: "throw", deed: deed.value, ...outcome.value }) : outcome;
  },
};

/** What is thrown, worked out; its input mappings are what it carries (Camunda 8). */
function deedOf(run: Run, living: Living, throws: Throwing): Result<Deed, Problem> {
  const { variables } = living;
  switch (throws.kind) {
    case "message": {
      const name = evaluateString(run, living, throws.name, "messageRef name");
      if (!name.ok) return name;
      const key = evaluateString(run, living, throws.key, "zeebe:subscription correlationKey");
      return key.ok ? ok({ kind: "message", name: name.value, key: key.value, variables }) : key;
    }
    case "signal": {
      const name = evaluateString(run, living, throws.name, "signalRef name");
      return name.ok ? ok({ kind: "signal", name: name.value, variables }) : name;
    }
    case "error":
    case "escalation": {
      const code = evaluateString(run, living, throws.code, `${throws.kind}Code`);
      return code.ok ? ok({ kind: throws.kind, code: code.value, variables }) : code;
    }
    case "compensation":
      return ok(throws);
  }
}
