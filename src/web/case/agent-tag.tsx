import type { CaseSummary } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

/** That an agent handed the case in (代办), by name where it may be told. */
export function AgentTag({ of }: { readonly of: Pick<CaseSummary, "byAgent" | "agent"> }): ReactNode {
  const say = useSay();
  if (!of.byAgent) return null;
  const { agent: name } = of;
  return (
    <span className="tag">{name === null ? say(caseWords.byAgent) : say(caseWords.agentOf, { name })}</span>
  );
}
