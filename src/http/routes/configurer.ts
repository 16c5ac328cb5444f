import type { FastifyRequest } from "fastify";
import { canConfigure, type Principal } from "#access";
import { err, type Problem, type Result } from "#kernel";
import { requirePrincipal } from "../sign-in/index.ts";

/** The configurer who asks. Errors: CONFIGURER_ONLY, those of requirePrincipal. */
export function requireConfigurer(request: FastifyRequest): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canConfigure(principal.value);
  return may.allowed ? principal : err(may.problem);
}
