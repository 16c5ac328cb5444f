import type { FastifyRequest } from "fastify";
import { canManageAccounts, type Principal } from "#access";
import { err, type Problem, type Result } from "#kernel";
import { requirePrincipal } from "../sign-in/index.ts";

/** The administrator who asks. Errors: ADMINISTRATOR_ONLY, those of requirePrincipal. */
export function requireAdministrator(request: FastifyRequest): Result<Principal, Problem> {
  const principal = requirePrincipal(request);
  if (!principal.ok) return principal;
  const may = canManageAccounts(principal.value);
  return may.allowed ? principal : err(may.problem);
}
