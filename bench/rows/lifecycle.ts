import { liveThrough } from "../governance/lifecycle.ts";
import { settleDistrict, type SettledDistrict } from "../governance/settled-district.ts";
import { copyOfMillion } from "../bulk/kept-million.ts";
import { untilOver } from "../harness/clients.ts";
import { openBenchStore } from "../harness/database.ts";
import type { Effort, Part, Row } from "../harness/row.ts";
import { waits } from "../harness/statistics.ts";

const CLIENTS = 12;

/** An incident from its report to where it is found closed, over HTTP, with few cases in the store and with a million. */
export const lifecycle: Row = {
  name: "lifecycle",
  title: "An incident from report to closure and search over HTTP, on an empty store and on a million cases",
  units: { perSecond: "lifecycles/s", p50: "ms", p95: "ms", p99: "ms", whole: "ms", left: "s" },
  goals: [
    { name: "lifecycles/s on a million", of: ["million", "perSecond"], by: null, atLeast: 60 },
    { name: "p95 of a request on a million (ms)", of: ["million", "p95"], by: null, atMost: 200 },
    { name: "million ÷ empty", of: ["million", "perSecond"], by: ["empty", "perSecond"], atLeast: 0.8 },
    { name: "share of requests answered badly", of: ["million", "faults"], by: null, atMost: 0.001 },
  ],
  notes: [
    `A lifecycle is 16 requests, each by the person whose part it is: a resident reports; registrar, dispatcher, handler, verifier and registrar open the case's page and finish their task in its version (register, dispatch, handle, verify, close); handler and verifier each send a photo that nobody has sent before (its bytes by tus, then the file); the dispatcher seeks the case by its number and must find it. ${CLIENTS} clients, each one lifecycle after the other.`,
    "p50, p95, p99: of all requests; whole: the median of a lifecycle from its report to where it is found; left: how long the server works on afterwards until nothing is due of what they brought forth. Only then the other part has its turn.",
    "`yiwang serve` with all its chores as a process of its own, PostgreSQL and whoever asks on the same machine. Sixteen accounts of each part with the demonstration's posts; their sessions are begun without the sign-in pages. Every ceiling on requests stands. Photos are made before the time runs.",
    "million: 900,000 closed and 100,000 open cases with valid chains, their counters folded and their ledger anchored before; empty: what earlier rounds left.",
    "Quick: a fiftieth of the cases and two seconds.",
  ],
  server: true,
  prepare: async (effort) => {
    const empty = await settleDistrict(await openBenchStore("lifecycle", 4), 1);
    const million = await settleDistrict(await copyOfMillion("lifecycle", effort), 2);
    return [partOf("empty", empty, effort), partOf("million", million, effort)];
  },
};

function partOf(name: string, district: SettledDistrict, { quick }: Effort): Part {
  let number = 0;
  const seconds = quick ? 2 : 10;
  return {
    name,
    run: async () => {
      await district.photos.make(quick ? 10 : 200);
      const requests: number[] = [];
      const faults: string[] = [];
      const ran = await untilOver(CLIENTS, seconds, async () => {
        number += 1;
        const lived = await liveThrough(district, number);
        requests.push(...lived.waits);
        faults.push(...lived.faults);
        return 1 - lived.faults.length;
      });
      if (ran.done === 0) throw new Error(`no lifecycle went through: ${faults[0]}`);
      const whole = waits(ran.waits).p50;
      const left = await district.quiet();
      return {
        perSecond: ran.done / ran.seconds,
        ...waits(requests),
        whole,
        left,
        faults: faults.length / requests.length,
      };
    },
    close: district.close,
  };
}
