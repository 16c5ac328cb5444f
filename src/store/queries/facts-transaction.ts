import type { FactsTransaction } from "#cases";
import type { JsonObject } from "#kernel";
import type { Sql } from "../database/database.ts";

/** What a rule's decision asks and keeps: each in one call, as the system, whoever acts. */
export function factsOn(sql: Sql, district: string): FactsTransaction {
  return {
    askRegisters: async (caseNo, at, questions) => {
      if (questions.length === 0) return [];
      const [row] = await sql.query<{ answers: readonly (JsonObject | null)[] }>(
        "select ask_registers($1, $2, $3, $4::jsonb) as answers",
        [district, caseNo, at, JSON.stringify(questions)],
      );
      return row?.answers ?? [];
    },
    keepMachineDecision: async (decision) => {
      await sql.query("select keep_machine_decision($1, $2::jsonb)", [district, JSON.stringify(decision)]);
    },
  };
}
