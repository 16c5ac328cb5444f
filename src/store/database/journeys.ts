import { DatabaseError, Query, type ClientBase, type Connection, type Submittable } from "pg";
import { prepareValue } from "pg/lib/utils";
import { asAway } from "./away.ts";
import type { Row } from "./database.ts";
import { nameOf } from "./statement-names.ts";

/** Reads a value's text by the number of its type. */
export type ValueReaderOf = (type: number) => (text: string) => unknown;

/**
 * A connection for one transaction, on which what is asked without waiting travels in one journey: one write, one Sync
 * and so one answer, where the driver's own way is a journey a statement. Where one statement is refused, the database
 * passes over those behind it in the journey, and each of them is refused with 25P02 as in a transaction that failed.
 */
export type Line = {
  ask<Shape extends Row>(text: string, parameters?: readonly unknown[]): Promise<readonly Shape[]>;
  begin(mode: string): Promise<unknown>;
  commit(): Promise<unknown>;
  /** Ends what was begun and not committed, whatever became of it. */
  rollBack(): Promise<unknown>;
};

type Asked = {
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  readonly name: string | undefined;
  readonly answer: (rows: readonly Row[]) => void;
  readonly refuse: (fault: unknown) => void;
};

const BEGIN = "begin";
const COMMIT = "commit";
const ROLLBACK = "rollback";

/** A line over a client that the pool lends for the time of a transaction. */
export function lineOver(client: ClientBase, readerOf: ValueReaderOf): Line {
  let [waiting, isOpen]: [Asked[], boolean] = [[], false];
  const send = (): void => {
    const asked = waiting;
    waiting = [];
    const [first, last] = [asked.at(0), asked.at(-1)];
    // What is between two Syncs is a transaction of itself: begun and ended in one journey it needs no words for it.
    if (asked.length > 2 && first?.text === BEGIN && last?.text === COMMIT) {
      first.answer([]);
      client.query(journeyOf(asked.slice(1, -1), readerOf, last));
      return;
    }
    if (asked.some(({ text }) => text.startsWith(BEGIN))) isOpen = true;
    client.query(journeyOf(asked, readerOf, null));
  };
  const ask: Line["ask"] = <Shape extends Row>(text: string, parameters: readonly unknown[] = []) =>
    new Promise<readonly Shape[]>((resolve, reject) => {
      const values = parameters.map((value) => prepareValue(value));
      const answer = (rows: readonly Row[]): void => resolve(rows as readonly Shape[]);
      waiting.push({ text, values, name: nameOf(text, parameters), answer, refuse: reject });
      // Behind everything that is asked before whoever asks waits for something.
      if (waiting.length === 1) process.nextTick(send);
    });
  const commit = async (): Promise<void> => {
    await ask(COMMIT);
    isOpen = false;
  };
  const rollBack = async (): Promise<void> => {
    if (!isOpen && waiting.length === 0) return;
    // Passed over behind what was refused in the same journey, it is said again.
    await ask(ROLLBACK).catch(() => ask(ROLLBACK));
    isOpen = false;
  };
  return { ask, begin: ask, commit, rollBack };
}

/** Reads a row of a statement from the texts of its values. */
type RowReader = (texts: readonly (string | null)[]) => Row;

/** The driver's connection, as far as a journey speaks through it. */
type Wire = Connection & {
  /** The texts of what is kept prepared on it, and of what is under way to be, by name. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
};

/** How rows of the statements that are kept prepared on a connection are read; null where they give none. */
const described = new WeakMap<Connection, Map<string, RowReader | null>>();

/**
 * A journey as the driver takes it: it calls these as messages come in. `end` waits for the journey's own end, which is
 * the end of the transaction that it is.
 */
function journeyOf(asked: readonly Asked[], readerOf: ValueReaderOf, end: Asked | null): Submittable {
  let place = 0;
  let rows: Row[] = [];
  let read: RowReader | null = null;
  /** Why a row of the statement whose turn it is could not be read: thrown here, it would end the process. */
  let misread: { readonly fault: unknown } | null = null;
  let known = new Map<string, RowReader | null>();
  /** Names of what this journey makes ready. */
  const fresh: string[] = [];
  const turn = (): void => {
    const now = asked[place];
    rows = [];
    misread = null;
    read = known.get(now?.name ?? "") ?? null;
    // The driver notes by these what it has seen made ready.
    Object.assign(journey, { name: now?.name, text: now?.text });
  };
  const submit = (connection: Connection): null => {
    const wire = connection as Wire;
    known = described.get(wire) ?? new Map<string, RowReader | null>();
    described.set(wire, known);
    wire.stream.cork();
    for (const { text, values, name } of asked) {
      const isReady =
        name !== undefined && (name in wire.parsedStatements || name in wire.submittedNamedStatements);
      if (!isReady) wire.parse({ text, name: name ?? "", types: [] }, true);
      if (!isReady && name !== undefined) {
        wire.submittedNamedStatements[name] = text;
        fresh.push(name);
      }
      wire.bind({ portal: "", statement: name ?? "", values: [...values], binary: "" }, true);
      if (name === undefined || !known.has(name)) wire.describe({ type: "P", name: "" }, true);
      wire.execute({ portal: "", rows: "" }, true);
    }
    wire.sync();
    wire.stream.uncork();
    turn();
    return null;
  };
  const journey = Object.assign(new Query({ text: "" }), {
    submit,
    handleRowDescription: ({ fields }: { readonly fields: readonly Field[] }): void => {
      read = rowReader(fields, readerOf);
    },
    handleDataRow: ({ fields }: { readonly fields: readonly (string | null)[] }): void => {
      if (read === null || misread !== null) return;
      try {
        rows.push(read(fields));
      } catch (fault) {
        misread = { fault };
      }
    },
    handleCommandComplete: (): void => {
      const done = asked[place];
      if (done?.name !== undefined) known.set(done.name, read);
      if (misread === null) done?.answer(rows);
      else done?.refuse(misread.fault);
      place += 1;
      turn();
    },
    handleEmptyQuery: (): void => journey.handleCommandComplete(),
    handleError: (fault: unknown, connection: Connection): void => {
      const { parsedStatements, submittedNamedStatements } = connection as Wire;
      // What the database passed over it has not made ready.
      for (const name of fresh) if (!(name in parsedStatements)) delete submittedNamedStatements[name];
      const [refused, ...behind] = [...asked.slice(place), ...(end === null ? [] : [end])];
      refused?.refuse(fault);
      for (const each of behind) each.refuse(isOfStatement(fault) ? passedOver() : fault);
    },
    handleReadyForQuery: (): void => end?.answer([]),
  });
  return journey;
}

type Field = { readonly name: string; readonly dataTypeID: number };

function rowReader(fields: readonly Field[], readerOf: ValueReaderOf): RowReader {
  const columns = fields.map(({ name, dataTypeID }) => ({ name, value: readerOf(dataTypeID) }));
  return (texts) => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, value }, column) => {
      const text = texts[column] ?? null;
      row[name] = text === null ? null : value(text);
    });
    return row;
  };
}

/** Whether the database refused a statement, and goes on itself; its word for how grave that is may be of any language. */
const isOfStatement = (fault: unknown): boolean => fault instanceof DatabaseError && asAway(fault) === fault;

/** What a statement behind a refused one is refused with, by the server's own code for it. */
const passedOver = (): DatabaseError =>
  Object.assign(new DatabaseError("a statement before it was refused", 0, "error"), { code: "25P02" });
