import { DatabaseError } from "pg";

/**
 * The database could not be asked, or the connection broke while it was: whether what was asked stands is unknown,
 * so whoever asks again must do so under the key that makes it happen once.
 */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(`the database is away: ${cause instanceof Error ? cause.message || cause.name : String(cause)}`, {
      cause,
    });
    this.name = "DatabaseAway";
  }
}

/** PostgreSQL is being stopped, has crashed or is starting (57P0x), or has no connection left to give (53300). */
const AWAY_STATES = /^(?:08...|57P0[1235]|53300)$/;

/**
 * What a query was refused with, told apart: an error that the server raised about the statement stays as it is;
 * a server on its way down and every fault of the line between is DatabaseAway.
 */
export function asAway(thrown: unknown): unknown {
  if (thrown instanceof DatabaseError)
    return AWAY_STATES.test(thrown.code ?? "") ? new DatabaseAway(thrown) : thrown;
  // The driver's own faults of the line are plain errors or those of the system; wrong values are TypeErrors.
  const isFaultOfLine =
    thrown instanceof Error && !(thrown instanceof TypeError) && !(thrown instanceof RangeError);
  return isFaultOfLine && !(thrown instanceof DatabaseAway) ? new DatabaseAway(thrown) : thrown;
}
