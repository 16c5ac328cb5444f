import type { CaseChange } from "#cases";
import type { Json, JsonObject } from "#kernel";
import type { Entry } from "#registers";
import { chain, type ChainedEntry } from "./chain.ts";
import { effectRows } from "./effect-rows.ts";

/** A change of a case with the hash its first new entry follows. */
export type ChainedChange = { readonly change: CaseChange; readonly prev: string };

/** The argument of the SQL function keep_cases as JSON text, and every change's entries. */
export type CaseBatch = { readonly text: string; readonly entries: readonly (readonly Entry[])[] };

/** Rows of a batch by kind; each names its step as `n`. */
type Rows = {
  readonly cases: JsonObject[];
  readonly tasks: JsonObject[];
  readonly tasksClosed: JsonObject[];
  readonly others: JsonObject[];
};

/** Turns changes of cases into the rows that keep_cases writes; a change's place in the list is its number. */
export function caseBatch(district: string, changes: readonly ChainedChange[]): CaseBatch {
  const rows: Rows = { cases: [], tasks: [], tasksClosed: [], others: [] };
  const texts: string[] = [];
  const entries = changes.map(({ change, prev }, n) => {
    const chained = chain(district, change.id, { seq: change.expectedVersion, hash: prev }, change.entries);
    for (const each of chained) texts.push(entryText(n, each));
    addRows(rows, n, change, prev, chained);
    return chained.map(({ entry }) => entry);
  });
  const lists = Object.entries(rows).flatMap(([name, list]) =>
    list.length === 0 ? [] : [`"${name}":${JSON.stringify(list)}`],
  );
  const opens = changes.some(({ change }) => change.expectedVersion === 0) ? ['"opens":true'] : [];
  return { text: `{${[...lists, ...opens, `"entries":[${texts.join(",")}]`].join(",")}}`, entries };
}

/** The canonical text with two fields put before it: an entry is turned into text once, for its hash. */
function entryText(n: number, { entry, canonical }: ChainedEntry): string {
  return `{"n":${n},"hash":"${entry.hash}",${canonical.slice(1)}`;
}

function addRows(
  rows: Rows,
  n: number,
  change: CaseChange,
  prev: string,
  chained: readonly ChainedEntry[],
): void {
  const last = chained.at(-1)?.entry;
  if (last === undefined) throw new Error(`a change of ${change.id} without an entry`);
  const { id, head } = change;
  rows.cases.push({
    ...head,
    n,
    id,
    subject: id,
    expected: change.expectedVersion,
    version: last.seq,
    prev,
    hash: last.hash,
    at: last.at,
    engineState: change.state as unknown as JsonObject,
  });
  const { tasks = [], tasksClosed = [], ...others } = { ...effectRows(change.effects), ...askedRows(change) };
  const { organ, division, applicant, inNameOf, dueAt: caseDueAt } = head;
  for (const task of tasks)
    rows.tasks.push({ ...task, n, of: id, organ, division, applicant, inNameOf, caseDueAt });
  const by = actingAccount(change.entries);
  for (const task of tasksClosed) rows.tasksClosed.push({ ...task, n, of: id, at: last.at, by });
  if (Object.keys(others).length > 0) rows.others.push({ ...others, n, of: id, organ, at: last.at });
}

/** What is asked of other organs, by which their lists and row security know it. */
function askedRows({ asked = [], head }: CaseChange): Readonly<Record<string, readonly Json[]>> {
  return asked.length === 0 ? {} : { asked, otherOrgans: head.otherOrgans };
}

/** Who acted: what the system carried out in the same commit stands after the person's own entry. */
function actingAccount(entries: CaseChange["entries"]): string | null {
  for (const { actor } of entries) {
    const account = accountOf(actor);
    if (account !== null) return account;
  }
  return null;
}

/** The account behind an actor; the system has none. */
function accountOf(actor: Json): string | null {
  if (typeof actor !== "object" || actor === null || !("account" in actor)) return null;
  return typeof actor.account === "string" ? actor.account : null;
}
