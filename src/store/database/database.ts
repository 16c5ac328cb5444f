/** A row as both drivers give it: bigint as number, timestamptz as Instant text, date as text, jsonb parsed. */
export type Row = Readonly<Record<string, unknown>>;

/** Something that runs SQL: the database itself or one open transaction. */
export type Sql = {
  /** Runs one statement. JSON parameters are passed as text (`JSON.stringify`), text arrays as arrays. */
  query<Shape extends Row = Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Shape[]>;
  /**
   * Runs the statement that an open transaction ends with: on a server COMMIT travels right behind it, one journey where
   * there were two. What the work throws after it undoes nothing, and nothing may be asked after it.
   */
  last<Shape extends Row = Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Shape[]>;
};

/** A statement with its parameters, as `query` takes them. */
export type Question = { readonly text: string; readonly parameters: readonly unknown[] };

/** How a transaction begins; `first` travels with BEGIN. */
export type TransactionOptions = { readonly first?: Question; readonly readOnly?: boolean };

/** What kept rows: PGlite in this process, or a PostgreSQL server. One idea of a database over both. */
export type Database = Sql & {
  readonly kind: "embedded" | "memory" | "server";
  /** Commits when `work` answers, rolls back when it throws. PGlite has one connection: transactions queue. */
  transaction<Value>(work: (sql: Sql) => Promise<Value>, options?: TransactionOptions): Promise<Value>;
  /** Runs with the rights of the owner of the tables (migrations, restore), alone on its connection. */
  asOwner<Value>(work: (owner: OwnerSql) => Promise<Value>): Promise<Value>;
  /**
   * Holds an advisory lock of two numbers (positive, below 2^31) in a session of its own until it is released; where
   * the session breaks, another takes the lock as soon as it can. Waits for whoever holds it.
   */
  holdLock(space: number, number: number): Promise<HeldLock>;
  /** All that PGlite holds, to begin another from; a server has ways of its own. */
  dump?(): Promise<Blob>;
  close(): Promise<void>;
};

/** A lock that is held. */
export type HeldLock = { release(): Promise<void> };

/** The owner's connection: also runs scripts of several statements. */
export type OwnerSql = Sql & { script(text: string): Promise<void> };

/** The SQLSTATE of an error that the database raised, if it is one. */
export function sqlStateOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
