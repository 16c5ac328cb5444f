import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readPack } from "#app";
import { canConfigure } from "#access";
import { importSheet, type SheetImported } from "#cases";
import { sheetHeadings, sheetRows, type DistrictPack } from "#district";
import { offeringsNow } from "#http";
import {
  err,
  instantFromMillis,
  localDateOf,
  ok,
  parseLocalDate,
  problem,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { writeWorkbook } from "#registers";
import { systemContext, type Store } from "#store";
import type { CliIo, Command } from "./command.ts";
import { readStoreArguments, refuseWith, withStore, wrongUse, type StoreArguments } from "./with-store.ts";

const WHERE = "[--district DIR] [--data DIR | --database-url URL]";
const EXPORT = `yiwang export catalogue FILE.xlsx ${WHERE}`;
const IMPORT = `yiwang import catalogue FILE.xlsx --by ACCOUNT --reason TEXT [--from YYYY-MM-DD] [--json] ${WHERE}`;
const DISTRICT = fileURLToPath(new URL("../../districts/qianshan", import.meta.url));
const now = () => instantFromMillis(Date.now());

/** The 实施清单 of every matter as a workbook, as it stands today. */
export const exportCommand: Command = {
  run: async (args, io) => {
    const asked = readAsked(args, io);
    if (typeof asked === "string") return wrongUse(io, EXPORT, asked);
    return onStore(asked, io, async (store, pack) => {
      const today = localDateOf(now());
      const matters = (await offeringsNow({ store, work: { pack }, now })).map(({ matter }) => matter);
      const rows = [sheetHeadings(), ...sheetRows(matters, pack, today)];
      await writeFile(asked.file, await writeWorkbook("实施清单", rows));
      io.out(`${asked.file}: ${matters.length}个事项 matters\n`);
      return ok(0);
    });
  },
};

/** Proposes what a workbook says otherwise, for another configurer to approve; nothing of it where a row is wrong. */
export const importCommand: Command = {
  run: async (args, io) => {
    const asked = readAsked(args, io);
    if (typeof asked === "string") return wrongUse(io, IMPORT, asked);
    const { by, reason, from } = asked;
    if (by === undefined || reason === undefined) return wrongUse(io, IMPORT, "--by ACCOUNT --reason TEXT");
    return onStore(asked, io, async (store, pack) => {
      const imported = await importFile(store, pack, { file: asked.file, by, reason, from });
      return imported.ok ? ok(await tell(imported.value, asked, io)) : imported;
    });
  },
};

type Asked = {
  readonly store: StoreArguments;
  readonly district: string;
  readonly file: string;
  readonly by: string | undefined;
  readonly reason: string | undefined;
  readonly from: LocalDate;
};

function readAsked(args: readonly string[], io: CliIo): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        by: { type: "string" },
        reason: { type: "string" },
        from: { type: "string" },
        district: { type: "string", default: DISTRICT },
        data: { type: "string" },
        "database-url": { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const [what, file] = positionals;
    if (what !== "catalogue" || file === undefined || positionals.length > 2) return "catalogue FILE.xlsx";
    const from = parseLocalDate(values.from ?? localDateOf(now()));
    if (!from.ok) return `--from ${values.from}`;
    const places = (["data", "database-url"] as const).flatMap((name) =>
      values[name] === undefined ? [] : [`--${name}`, values[name]],
    );
    const store = readStoreArguments([...places, ...(values.json ? ["--json"] : [])], io, 0);
    if (typeof store === "string") return store;
    return { store, district: values.district, file, by: values.by, reason: values.reason, from: from.value };
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

async function onStore(
  asked: Asked,
  io: CliIo,
  work: (store: Store, pack: DistrictPack) => Promise<Result<number, Problem>>,
): Promise<number> {
  const pack = await readPack(asked.district);
  if (!pack.ok) return pack.error.reduce((_code, each) => refuseWith(io, each), 1);
  const done = await withStore(asked.store.store, true, (store) => work(store, pack.value));
  return done.ok ? done.value : refuseWith(io, done.error);
}

async function importFile(
  store: Store,
  pack: DistrictPack,
  { file, by, reason, from }: { file: string; by: string; reason: string; from: LocalDate },
): Promise<Result<SheetImported, Problem>> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return err(problem("WORKBOOK_UNREADABLE"));
  const principal = await store.cases.transact(systemContext(pack.code), async (transaction) =>
    ok(await transaction.findPrincipal(by, now())),
  );
  if (!principal.ok) return principal;
  if (principal.value === undefined) return err(problem("ACCOUNT_NOT_FOUND"));
  const may = canConfigure(principal.value);
  if (!may.allowed) return err(may.problem);
  const offerings = await offeringsNow({ store, work: { pack }, now }, from);
  const matters = new Map(offerings.map(({ matter }) => [matter.id, matter]));
  const work = { store: store.cases, pack, now };
  return importSheet(work, principal.value, { bytes, matters, from, reason });
}

async function tell(imported: SheetImported, asked: Asked, io: CliIo): Promise<number> {
  if ("proposed" in imported) {
    const { proposed } = imported;
    io.out(asked.store.json ? `${JSON.stringify({ proposed })}\n` : `${proposed.length}项待审 proposed\n`);
    return 0;
  }
  const told = asked.file.replace(/(\.xlsx)?$/, "-错误.xlsx");
  await writeFile(told, imported.file);
  if (asked.store.json) io.out(`${JSON.stringify({ faults: imported.faults, file: told })}\n`);
  for (const { row, column, message } of imported.faults)
    io.err(`第${row}行 ${column}：${message.zh} / row ${row} ${column}: ${message.en}\n`);
  io.err(`没有导入任何内容 / nothing was imported: ${told}\n`);
  return 1;
}
