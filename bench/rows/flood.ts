import { figuresOf, flood as floodOf } from "../governance/flood.ts";
import { settleDistrict } from "../governance/settled-district.ts";
import { openBenchStore } from "../harness/database.ts";
import type { Row } from "../harness/row.ts";

/** Ten thousand reports of one event over HTTP, until every reporter is answered. */
export const flood: Row = {
  name: "flood",
  title: "Ten thousand reports of one event over HTTP: taken, merged, counted once, every reporter answered",
  units: {
    perSecond: "reports/s",
    p50: "ms",
    p95: "ms",
    p99: "ms",
    proposal: "ms",
    merged: "cases/s",
    answered: "reporters/s",
  },
  goals: [
    {
      name: "reports a second (an hour's ten thousand are 2.8)",
      of: ["event", "perSecond"],
      by: null,
      atLeast: 2.8,
    },
    { name: "p95 of a report (ms)", of: ["event", "p95"], by: null, atMost: 500 },
    { name: "p95 of what a report may be one with (ms)", of: ["event", "proposal"], by: null, atMost: 500 },
    { name: "merged a second, preview included", of: ["event", "merged"], by: null, atLeast: 5 },
    { name: "reporters answered a second, sealed", of: ["event", "answered"], by: null, atLeast: 5 },
  ],
  notes: [
    "Of twenty reports fifteen come by 随手拍 without signing in, two by the hotline, two by Open311 and one by a camera, in words of their own, six senders at once. Every seventh is sent twice at the same moment under its key. Every ceiling stands: an address that has sent its twenty is refused (refused: how often), and goes on from another address of this machine under the same key.",
    "The run ends with an error, and tells no figures, where a report is lost or doubled, another number of cases stands than was told, one is merged elsewhere, the figure of reports opens anything but the event, a reporter who asks by number and code, ticket or Open311 is not told the answer, or the audit finds a fault.",
    "proposal: p95 of a registrar's look at what a report may be one event with, every fiftieth report, all before it unmerged. merged: by the batch of the register form, a hundred a batch, each previewed before. answered: from the closing of the main case until every answer is issued and sealed.",
    "`yiwang serve` with all its chores as a process of its own, PostgreSQL and whoever asks on the same machine. Once, whatever the repetitions. Quick: three hundred reports.",
  ],
  server: true,
  once: true,
  prepare: async ({ quick }) => {
    const store = await openBenchStore("flood", 4);
    const district = await settleDistrict(store, 4);
    const run = async () => figuresOf(await floodOf({ url: district.url, store }, quick ? 300 : 10_000));
    return [{ name: "event", run, close: district.close }];
  },
};
