import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expectOk } from "#kernel";
import { openStore, type AuditReport } from "#store";
import { faultsIn } from "../kept-whole.ts";
import type { Crowd } from "./crowd.ts";
import type { Sink } from "./sink.ts";
import { verdictOn, type Verdict } from "./verdict.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

type Scene = {
  readonly url: string;
  readonly data: string;
  readonly district: string;
  readonly sink: Sink;
  readonly crowd: Crowd;
};

/** Audits the ledger by the command that anybody would use, and holds the rest against what was promised. */
export async function examine({ url, data, district, sink, crowd }: Scene): Promise<{
  readonly verdict: Verdict;
  readonly audit: Omit<AuditReport, "faults">;
  readonly faults: readonly string[];
}> {
  const { faults: unsound, ...audit } = await auditAt(url, data);
  const files = join(data, "files");
  const store = expectOk(await openStore({ kind: "server", url, files, poolSize: 2 }));
  try {
    const verdict = await verdictOn(store, crowd.book, await sink.deliveries(), district);
    const faults = [
      ...unsound.map((fault) => `audit: ${JSON.stringify(fault)}`),
      ...(await faultsIn(store, files, crowd.told)),
    ];
    return { verdict, audit, faults };
  } finally {
    await store.close();
  }
}

/** `yiwang audit --json` in a process of its own. */
async function auditAt(url: string, data: string): Promise<AuditReport> {
  const args = ["src/cli/main.ts", "audit", "--data", data, "--database-url", url, "--json"];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(await text(child.stdout)) as AuditReport;
}
