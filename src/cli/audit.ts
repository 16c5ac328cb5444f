import { ok } from "#kernel";
import { auditLedger, type AuditReport } from "#store";
import type { Command } from "./command.ts";
import { readStoreArguments, refuseWith, withStore, wrongUse } from "./with-store.ts";

const USAGE = "yiwang audit [--data DIR | --database-url URL] [--json]";

/** Checks every chain, every current state and every anchor, and says where a fault is. */
export const auditCommand: Command = {
  run: async (args, io) => {
    const asked = readStoreArguments(args, io, 0);
    if (typeof asked === "string") return wrongUse(io, USAGE, asked);
    const report = await withStore(asked.store, true, async (store) => ok(await auditLedger(store)));
    if (!report.ok) return refuseWith(io, report.error);
    if (asked.json) io.out(`${JSON.stringify(report.value, null, 2)}\n`);
    else io.out(inWords(report.value));
    return report.value.ok ? 0 : 1;
  },
};

function inWords({ ok: sound, entries, subjects, anchors, faults }: AuditReport): string {
  const counts = `${entries}条 entries, ${subjects}个对象 subjects, ${anchors}个锚定 anchors`;
  const lines = faults.map(({ kind, subject, seq, anchor, message }) => {
    const place = [
      subject,
      seq === null ? null : `#${seq}`,
      anchor === null ? null : `锚定 anchor ${anchor}`,
    ];
    return `  [${kind}] ${place.filter((part) => part !== null).join(" ")}: ${message.zh} / ${message.en}`;
  });
  return [`${sound ? "完好 / sound" : "有问题 / faults found"}: ${counts}`, ...lines, ""].join("\n");
}
