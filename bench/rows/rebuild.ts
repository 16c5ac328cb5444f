import { performance } from "node:perf_hooks";
import { parseIndicator, type Indicator } from "#indicators";
import { expectOk } from "#kernel";
import type { StoreContext } from "#registers";
import { foldFigures, listCases, readFigure, systemContext, type Store } from "#store";
import { ORGANS } from "../bulk/names.ts";
import { copyOfMillion, KEPT_YEAR } from "../bulk/kept-million.ts";
import { DISTRICT } from "../cases/case-driver.ts";
import { demonstration } from "../governance/settled-district.ts";
import { onServer } from "../harness/database.ts";
import type { Row, Sample } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

/** Every counter of every indicator made anew from the ledger, while lists and figures are read. */
export const rebuild: Row = {
  name: "rebuild",
  title: "Every indicator's counters made anew from the ledger of a million cases, with reads going on",
  units: { perMillion: "s", entries: "", p95: "ms", reads: "" },
  goals: [
    { name: "s for a million entries", of: ["rebuild", "perMillion"], by: null, atMost: 120 },
    { name: "reads that failed or told a wrong number", of: ["rebuild", "wrong"], by: null, atMost: 0 },
  ],
  notes: [
    "All counters and how far they had come are dropped; then `foldFigures` goes through the ledger with the 48 indicators of the demonstration's pack, as the server's worker does, 5,000 entries a transaction. perMillion: the seconds, by the entries there are.",
    "Meanwhile somebody reads a page of an organ's cases and a figure of the year, one after the other: p95 of these reads; a figure must be the same before, during and after.",
    "Counters are the one fold that is kept apart from the entries' own transaction: case, task and timer rows are written with the entry, and the audit of `million` compares them with it.",
    "Once, whatever the repetitions. Quick: a fiftieth of the cases.",
  ],
  server: true,
  once: true,
  prepare: async (effort) => {
    const store = await copyOfMillion("rebuild", effort);
    const pack = await demonstration();
    const indicators = [...pack.indicators.values()].map(({ definition }) =>
      expectOk(parseIndicator(definition)),
    );
    return [{ name: "rebuild", run: () => madeAnew(store, indicators), close: () => store.close() }];
  },
};

const clerk: StoreContext = {
  district: DISTRICT,
  account: "clerk-1",
  roles: ["clerk"],
  organs: [ORGANS[3] ?? ""],
  divisions: [DISTRICT],
  knownAs: [],
};

async function madeAnew(
  store: Store & { readonly url: string },
  indicators: readonly Indicator[],
): Promise<Sample> {
  const [ledger] = await onServer<{ entries: number }>(
    store.url,
    "select count(*)::integer as entries from entry",
  );
  const entries = ledger?.entries ?? Number.NaN;
  const sought = indicators[0];
  if (sought === undefined) throw new Error("the pack has no indicator");
  const figure = async (): Promise<string> =>
    JSON.stringify((await readFigure(store, systemContext(DISTRICT), sought, { year: KEPT_YEAR })).value);
  const whole = await figure();
  await onServer(store.url, "truncate figure_fold, figure_counter, figure_key");
  const read = { times: [] as number[], wrong: 0, over: false };
  const reading = (async () => {
    while (!read.over) {
      const began = performance.now();
      await listCases(store, clerk, {});
      if ((await figure()) !== whole) read.wrong += 1;
      read.times.push((performance.now() - began) / 2);
    }
  })();
  const began = performance.now();
  while (await foldFigures(store, DISTRICT, indicators));
  const seconds = (performance.now() - began) / 1000;
  read.over = true;
  await reading;
  if ((await figure()) !== whole) read.wrong += 1;
  return {
    perMillion: (seconds / entries) * 1_000_000,
    entries,
    p95: waits(read.times).p95,
    reads: read.times.length,
    wrong: read.wrong,
  };
}
