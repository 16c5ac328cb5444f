import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { startChildServer, type ChildServer } from "../../test/harness/child-server.ts";
import { signInAs, type Person, type ReceiptAnswer } from "../../test/harness/person.ts";
import { register } from "../../test/harness/sole-trader.ts";
import { freePort } from "../../test/harness/test-platform.ts";
import { createDatabase, onServer } from "../harness/database.ts";
import type { Row, Sample } from "../harness/row.ts";
import { quantile } from "../harness/statistics.ts";

const PER_SECOND = 10;
/** Papers of the last second are waited for so long. */
const MOST_SEALING_MS = 60_000;

/** Applications that rules grant, ten a second over HTTP: how long until the decision, and until the sealed licence. */
export const instant: Row = {
  name: "instant",
  title:
    "Registrations of sole traders decided by rule, ten a second over HTTP on a server of its own, until the decision and until the sealed licence",
  units: {
    decidedP50: "ms",
    decidedP95: "ms",
    sealedP50: "ms",
    sealedP95: "ms",
    granted: "cases",
    refused: "cases",
  },
  goals: [
    { name: "p95 to the decision (ms)", of: ["ten a second", "decidedP95"], by: null, atMost: 500 },
    { name: "p95 to the sealed licence (ms)", of: ["ten a second", "sealedP95"], by: null, atMost: 2000 },
    { name: "decided by a person or not at all", of: ["ten a second", "refused"], by: null, atMost: 0 },
  ],
  notes: [
    "Each form has a name and premises of its own; it is sent when its tenth of a second comes, whether or not earlier ones are answered. The answer comes after the decision is durable.",
    "Each case has two sealed papers (receipt and licence); the licence's own sealing time is read from the database afterwards.",
    "Whoever sends runs on the same machine. 60 seconds; quick: 3.",
  ],
  server: true,
  prepare: async ({ quick }) => {
    const database = await createDatabase("instant");
    const data = await mkdtemp(join(tmpdir(), "yiwang-bench-instant-"));
    const server: ChildServer = await startChildServer({
      port: await freePort(),
      data,
      databaseUrl: database.url,
    });
    const person = await signInAs(server.url, "shop-owner");
    let round = 0;
    return [
      {
        name: "ten a second",
        run: () => measure(person, database.url, { seconds: quick ? 3 : 60, round: (round += 1) }),
        close: async () => {
          await server.stop();
          await database.drop();
          await rm(data, { recursive: true, force: true });
        },
      },
    ];
  },
};

type Sent = { readonly caseNo: string | null; readonly at: number; readonly tookMs: number };

async function measure(
  person: Person,
  url: string,
  { seconds, round }: { readonly seconds: number; readonly round: number },
): Promise<Sample> {
  const began = performance.now();
  const sent: Promise<Sent>[] = [];
  for (let number = 0; number < seconds * PER_SECOND; number += 1) {
    const due = began + (number * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(due - performance.now(), 0)));
    sent.push(sendOne(person, `${round}号${number}`));
  }
  const answers = await Promise.all(sent);
  const took = answers.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  const begun = new Map(answers.map(({ caseNo, at }) => [caseNo ?? "", at]));
  const sealed = await sealedAfter(url, begun);
  return {
    decidedP50: quantile(took, 0.5),
    decidedP95: quantile(took, 0.95),
    sealedP50: quantile(sealed, 0.5),
    sealedP95: quantile(sealed, 0.95),
    granted: sealed.length,
    refused: answers.length - sealed.length,
  };
}

async function sendOne(person: Person, mark: string): Promise<Sent> {
  const form = {
    tradeName: `千山区测速${mark}理发店`,
    premisesAddress: `汤岗子街道测速路${mark}`,
  };
  const [at, start] = [Date.now(), performance.now()];
  const { status, body } = await register(person, form);
  const tookMs = performance.now() - start;
  return { caseNo: status === 200 ? (body as ReceiptAnswer).caseNo : null, at, tookMs };
}

/** How long after it was sent each case's licence was sealed, sorted; those without a licence are left out. */
async function sealedAfter(url: string, begun: ReadonlyMap<string, number>): Promise<readonly number[]> {
  const end = performance.now() + MOST_SEALING_MS;
  for (;;) {
    const rows = await onServer<{ subject: string; sealed: Date | null }>(
      url,
      "select subject, sealed_at as sealed from document where kind = 'certificate'",
    );
    const mine = rows.filter(({ subject }) => begun.has(subject));
    if (mine.every(({ sealed }) => sealed !== null) || performance.now() > end)
      return mine
        .flatMap(({ subject, sealed }) =>
          sealed === null ? [] : [sealed.getTime() - (begun.get(subject) ?? 0)],
        )
        .toSorted((one, other) => one - other);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
