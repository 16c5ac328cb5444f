import type { JsonObject } from "#kernel";
import type { CaseTransaction, StoredCase } from "./ports.ts";

/** The form with its personal fields put back, for documents that must print them. */
export async function wholeForm(transaction: CaseTransaction, stored: StoredCase): Promise<JsonObject> {
  const open = stored.state.variables["form"];
  const personal = await transaction.findPersonal(stored.id);
  const form = typeof open === "object" && open !== null && !Array.isArray(open) ? (open as JsonObject) : {};
  const own = personal.find((row) => row.key === "form");
  return { ...form, ...own?.content };
}
