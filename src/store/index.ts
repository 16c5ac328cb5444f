// The ledger and everything folded from it, on PGlite or PostgreSQL: the only room that writes SQL.
// It never decides anything and knows no HTTP; every query takes the context that row level security reads.
// Start with open-store.ts, then ledger/case-store.ts and sql/0010-apply-step.sql.
export { openStore, type Store, type StoreOptions } from "./open-store.ts";
export { systemContext, WHOLE_STORE } from "./ledger/context.ts";
