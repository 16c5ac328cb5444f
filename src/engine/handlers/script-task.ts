import { ok } from "#kernel";
import { evaluateText } from "../state/evaluate.ts";
import { contextOf } from "../state/variables.ts";
import type { Handler } from "./handler.ts";

export const scriptTask: Handler<"scriptTask"> = {
  activate: (run, living, node) => {
    const found = evaluateText(run, node, node.expression, contextOf(run, living));
    return found.ok ? ok({ kind: "complete", result: { [node.resultVariable]: found.value } }) : found;
  },
};
