import type { Bilingual } from "#kernel";
import type { Command } from "./command.ts";

/** A verb of the yiwang command: what the list says of it, and its file, which is loaded only when it is asked for. */
type Verb = { readonly summary: Bilingual; readonly load: () => Promise<Command> };

/** Every verb, in the list's order. */
export const COMMANDS: Readonly<Record<string, Verb>> = {
  audit: {
    summary: { zh: "核验总账的每条链和每个锚定", en: "check every chain and anchor of the ledger" },
    load: async () => (await import("./audit.ts")).auditCommand,
  },
  backup: {
    summary: { zh: "备份全部数据到一个文件", en: "back everything up into one file" },
    load: async () => (await import("./backup.ts")).backupCommand,
  },
  restore: {
    summary: { zh: "把备份恢复到空库", en: "restore a backup into an empty store" },
    load: async () => (await import("./restore.ts")).restoreCommand,
  },
  check: {
    summary: { zh: "检查区包并演练每个事项的示例", en: "check a district pack and rehearse its examples" },
    load: async () => (await import("./check.ts")).checkCommand,
  },
  export: {
    summary: { zh: "导出实施清单（Excel）", en: "export the catalogue as a workbook" },
    load: async () => (await import("./catalogue-sheet.ts")).exportCommand,
  },
  import: {
    summary: { zh: "导入实施清单的修改（Excel）", en: "propose a workbook's changes to the catalogue" },
    load: async () => (await import("./catalogue-sheet.ts")).importCommand,
  },
  serve: {
    summary: { zh: "启动整个平台", en: "run the whole platform" },
    load: async () => (await import("./serve.ts")).serveCommand,
  },
  decide: {
    summary: { zh: "按 DMN 模型作出决策", en: "evaluate a decision of a DMN model" },
    load: async () => (await import("./decide.ts")).decideCommand,
  },
  indicators: {
    summary: { zh: "列出指标，或一个指标背后的记录", en: "print figures, or the records behind one" },
    load: async () => (await import("./indicators.ts")).indicatorsCommand,
  },
  clock: {
    summary: { zh: "计算并解释一个法定时限", en: "compute and explain a legal clock" },
    load: async () => (await import("./clock.ts")).clockCommand,
  },
  rehearse: {
    summary: { zh: "按脚本在内存中演练流程", en: "run a process in memory against a script" },
    load: async () => (await import("./rehearse.ts")).rehearseCommand,
  },
  verify: {
    summary: { zh: "核验一份盖章文书或总账凭证", en: "check a sealed document or a proof" },
    load: async () => (await import("./verify.ts")).verifyCommand,
  },
  typeset: {
    summary: {
      zh: "用数据预览一个文书模板（不盖章）",
      en: "preview a document template with data, unsealed",
    },
    load: async () => (await import("./typeset.ts")).typesetCommand,
  },
};
