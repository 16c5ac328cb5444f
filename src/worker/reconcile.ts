import { keepReconciliation } from "#cases";
import { addDuration } from "#process";
import type { Library } from "#district";
import {
  dayAfter,
  err,
  isJsonObject,
  localDateOf,
  ok,
  parseLocalDate,
  problem,
  SHANGHAI,
  startOfDay,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import {
  keepComparison,
  orderReconciliations,
  reportsOfDay,
  type DayReport,
  type ReconciliationLine,
  type ReconciliationState,
} from "#store";
import { connectedLibraries, type TellingOutside } from "./tell-outside.ts";

const TIMEOUT_MS = 8_000;
/** So many pages of a library's list are read; one that goes on longer goes round in a circle. */
const MOST_PAGES = 2_000;

/** A chore's round: at its hour orders, for each library, the comparison of the days that did not match yet. */
export function orderComparisons({ store, pack, now }: TellingOutside): () => Promise<boolean> {
  const asked = new Map<string, string>();
  return async () => {
    const at = now();
    const today = localDateOf(at);
    for (const library of connectedLibraries(pack)) {
      // What this process has ordered today it does not ask the database again.
      if (asked.get(library.id) === today || hourOf(at) < library.reconcile.at) continue;
      const from = Temporal.PlainDate.from(today).subtract({ days: library.reconcile.days }).toString();
      const { id, address } = library;
      await orderReconciliations(store, pack.code, {
        library: id,
        address,
        from: from as LocalDate,
        today,
        at,
      });
      asked.set(id, today);
    }
    return false;
  };
}

const hourOf = (at: Instant): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(SHANGHAI).toPlainTime().toString({ smallestUnit: "minute" });

/** A report as a library lists it. */
type Held = { readonly id: string; readonly digest: string };

/**
 * Compares a day: what the ledger had to tell with what the library holds. What was taken once and is not there is
 * told again; of what is unknown here, differs or was refused a person is told. Errors: LIBRARY_AWAY, while it does not answer;
 * LIBRARY_GIVEN_UP, once its patience is over; RECONCILIATION_OPEN where a person has to look.
 */
export async function compareWithLibrary(
  telling: TellingOutside,
  id: string,
  written: string,
): Promise<Result<null | "left", Problem>> {
  const { store, pack, now } = telling;
  const library = pack.libraries.get(id);
  const day = parseLocalDate(written);
  if (library === undefined || !day.ok || !connectedLibraries(pack).includes(library)) return ok(null);
  const held = await heldOf(telling, library, day.value);
  if (held === "left") return ok("left");
  if (!held.ok) return held;
  const ours = await reportsOfDay(store, pack.code, { library: id, day: day.value });
  const lines = linesOf(ours, held.value);
  const missing = new Set(lines.flatMap(({ report, verdict }) => (verdict === "missing" ? [report] : [])));
  const lost = ours.filter(({ event }) => missing.has(event));
  // What never arrived is under way already, or with a person.
  const again = lost.flatMap(({ event, state }) => (state === "delivered" ? [event] : []));
  const state = stateFor(lines, ours);
  const at = now();
  const { address } = library;
  await keepComparison(store, pack.code, { library: id, day: day.value, address, state, at, lines, again });
  const counts = countsOf(lines);
  const kept = await keepReconciliation(telling.work, {
    library: id,
    day: day.value,
    status: state,
    counts: { ...counts, resent: lost.filter((each) => each.state !== "refused").length },
  });
  if (!kept.ok) return kept;
  if (state !== "open") return ok(null);
  const { unknown, differing } = counts;
  const refused = ours.filter((each) => each.state === "refused").length;
  return err(
    problem("RECONCILIATION_OPEN", {
      library: library.name.zh,
      libraryEn: library.name.en,
      day: day.value,
      unknown,
      differing,
      refused,
    }),
  );
}

/** What is said of each report on either side. */
function linesOf(ours: readonly DayReport[], held: readonly Held[]): readonly ReconciliationLine[] {
  const theirs = new Map(held.map(({ id, digest }) => [id, digest]));
  const known = new Set(ours.map(({ event }) => event));
  return [
    ...ours.map(({ event, digest }): ReconciliationLine => {
      const there = theirs.get(event);
      const verdict = there === undefined ? "missing" : there === digest ? "matched" : "differing";
      return { report: event, verdict, ours: digest, theirs: there ?? null };
    }),
    ...[...theirs].flatMap(([id, digest]): readonly ReconciliationLine[] =>
      known.has(id) ? [] : [{ report: id, verdict: "unknown", ours: null, theirs: digest }],
    ),
  ];
}

function stateFor(lines: readonly ReconciliationLine[], ours: readonly DayReport[]): ReconciliationState {
  const has = (verdict: ReconciliationLine["verdict"]): boolean =>
    lines.some((line) => line.verdict === verdict);
  if (has("unknown") || has("differing") || ours.some(({ state }) => state === "refused")) return "open";
  return has("missing") ? "resent" : "matched";
}

function countsOf(lines: readonly ReconciliationLine[]) {
  const count = (verdict: ReconciliationLine["verdict"]): number =>
    lines.filter((line) => line.verdict === verdict).length;
  return {
    expected: lines.length - count("unknown"),
    matched: count("matched"),
    missing: count("missing"),
    unknown: count("unknown"),
    differing: count("differing"),
  };
}

/** What the library holds of a day, page after page. */
async function heldOf(
  { send, pack, now }: TellingOutside,
  { name, address, reconcile, patience }: Library,
  day: LocalDate,
): Promise<Result<readonly Held[], Problem> | "left"> {
  const until = addDuration(startOfDay(dayAfter(day)), patience);
  const fails = (why: string): Result<never, Problem> => {
    const isOver = until !== undefined && until <= now();
    const parameters = { library: name.zh, libraryEn: name.en, why };
    return err(problem(isOver ? "LIBRARY_GIVEN_UP" : "LIBRARY_AWAY", parameters));
  };
  const base = pack.exchange.addresses[address];
  if (base === undefined) return fails(`exchange.addresses ${address}`);
  const held: Held[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = new URLSearchParams({ day, ...(after === null ? {} : { after }) });
    const answer: Awaited<ReturnType<TellingOutside["send"]>> = await send({
      address,
      url: `${base}${reconcile.path}?${query}`,
      method: "GET",
      headers: { accept: "application/json" },
      body: null,
      timeoutMs: TIMEOUT_MS,
    });
    if (answer.kind === "stopping") return "left";
    if (answer.kind === "away") return fails(answer.reason);
    if (answer.status !== 200) return fails(String(answer.status));
    const page = pageIn(answer.body);
    if (page === undefined) return fails("对账清单无法识别");
    held.push(...page.reports);
    after = page.next;
    if (after === null) return held.length === page.count ? ok(held) : fails("清单条数与总数不符");
  }
  return fails("对账清单没有结尾");
}

type HeldPage = { readonly count: number; readonly reports: readonly Held[]; readonly next: string | null };

function pageIn(body: string | null): HeldPage | undefined {
  try {
    const told: unknown = JSON.parse(body ?? "");
    if (!isJsonObject(told) || typeof told["count"] !== "number" || !Array.isArray(told["reports"]))
      return undefined;
    const reports = told["reports"].flatMap((each): readonly Held[] =>
      isJsonObject(each) && typeof each["id"] === "string" && typeof each["digest"] === "string"
        ? [{ id: each["id"], digest: each["digest"] }]
        : [],
    );
    if (reports.length !== told["reports"].length) return undefined;
    const { next } = told;
    return { count: told["count"], reports, next: typeof next === "string" ? next : null };
  } catch {
    return undefined;
  }
}
