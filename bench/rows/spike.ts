import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { copyOfMillion } from "../bulk/kept-million.ts";
import { liveThrough } from "../governance/lifecycle.ts";
import { settleDistrict, type SettledDistrict } from "../governance/settled-district.ts";
import type { Effort, Row, Sample } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

/** Lifecycles a second: what is usual, and the burst after it. */
const WAVES = [
  { usual: 1, burst: 15 },
  { usual: 1, burst: 25 },
  { usual: 2, burst: 35 },
] as const;
const WINDOW_MS = 5_000;
const PATIENCE_S = 60;

/** Bursts of incidents that nobody holds back, on a million cases: whether all are answered, and how soon it is quiet. */
export const spike: Row = {
  name: "spike",
  title: "Bursts of incidents on a million cases: 1, 15, 1, 25, 2, 35 lifecycles a second",
  units: {
    before: "ms",
    during15: "ms",
    during25: "ms",
    during35: "ms",
    back15: "s",
    back25: "s",
    back35: "s",
  },
  goals: [
    { name: "share of requests answered badly", of: ["million", "faults"], by: null, atMost: 0.001 },
    { name: "s until p95 is back after 15/s", of: ["million", "back15"], by: null, atMost: PATIENCE_S },
    { name: "s until p95 is back after 25/s", of: ["million", "back25"], by: null, atMost: PATIENCE_S },
    { name: "s until p95 is back after 35/s", of: ["million", "back35"], by: null, atMost: PATIENCE_S },
  ],
  notes: [
    "The lifecycles of `lifecycle`, begun at the rate whether or not those before have ended; each burst lasts ten seconds. before, during: p95 of requests begun at the usual rate and in a burst.",
    `back: seconds from a burst's end until requests begun within five seconds have a p95 within a fifth of what it was before the first burst, with what the burst left still being worked off; ${PATIENCE_S} seconds are waited at most, and ${PATIENCE_S + 1} says that it was not back.`,
    "Once, whatever the repetitions. Quick: a fiftieth of the cases, bursts of two seconds and one wave, ten seconds of patience.",
  ],
  server: true,
  once: true,
  prepare: async (effort) => {
    const district = await settleDistrict(await copyOfMillion("spike", effort), 3);
    return [{ name: "million", run: () => waves(district, effort), close: district.close }];
  },
};

type Asked = { readonly at: number; readonly milliseconds: number };

async function waves(district: SettledDistrict, { quick }: Effort): Promise<Sample> {
  await district.photos.make(quick ? 80 : 1000);
  const asked: Asked[] = [];
  const faults: string[] = [];
  const underWay = new Set<Promise<void>>();
  let number = 0;
  const begin = (): void => {
    number += 1;
    const lived = liveThrough(district, number, (at, milliseconds) => asked.push({ at, milliseconds })).then(
      (each) => {
        faults.push(...each.faults);
        underWay.delete(lived);
      },
    );
    underWay.add(lived);
  };
  /** Begins at a rate for so many seconds, or until something holds that is looked at every second. */
  const at = async (rate: number, seconds: number, until: () => boolean = () => false): Promise<number> => {
    const began = performance.now();
    for (let begun = 0; (performance.now() - began) / 1000 < seconds; begun += 1) {
      begin();
      await pause(Math.max(0, began + ((begun + 1) * 1000) / rate - performance.now()));
      if (begun % rate === 0 && until()) return (performance.now() - began) / 1000;
    }
    return seconds;
  };
  const p95Of = (from: number, to: number): number =>
    waits(asked.filter((each) => each.at >= from && each.at < to).map(({ milliseconds }) => milliseconds))
      .p95;
  // What is compiled at its first use is not measured.
  await at(2, quick ? 3 : 10);
  const [patience, burstSeconds] = quick ? [10, 2] : [PATIENCE_S, 10];
  const quiet = performance.now();
  await at(1, quick ? 5 : 20);
  const before = p95Of(quiet, performance.now());
  const told: Record<string, number> = { before };
  for (const { burst, usual } of quick ? WAVES.slice(0, 1) : WAVES) {
    const began = performance.now();
    await at(burst, burstSeconds);
    const ended = performance.now();
    const back = await at(usual, patience, () => {
      const now = performance.now();
      return now - ended >= WINDOW_MS && p95Of(now - WINDOW_MS, now) <= before * 1.2;
    });
    told[`during${burst}`] = p95Of(began, ended);
    told[`back${burst}`] = back < patience ? back : PATIENCE_S + 1;
  }
  await Promise.all(underWay);
  // A quick run has one wave; what it did not do is told as what it did.
  for (const { burst } of WAVES) told[`back${burst}`] ??= told["back15"] ?? Number.NaN;
  return { ...told, faults: faults.length / asked.length };
}
