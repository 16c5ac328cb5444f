import { problems } from "./entry.ts";

export const REGISTER_PROBLEMS = problems({
  RECORD_CHAIN_UNREADABLE: {
    status: 500,
    zh: "“{subject}”的第一条记账不是建立记录，无法还原",
    en: "the first entry of “{subject}” does not create a record, so it cannot be restored",
    nextZh: "请运行 yiwang audit 定位被改动的条目。",
    nextEn: "Run yiwang audit to locate the entry that was changed.",
  },
  RECORD_FIELD_UNFIT: {
    status: 422,
    zh: "台账“{register}”没有可以写入的“{field}”",
    en: "the register “{register}” has no “{field}” that could be written",
    nextZh: "请配置人员核对流程中写入台账的字段和状态。",
    nextEn: "Have a configurer check the fields and states that the process writes.",
  },
  RECORD_UNKNOWN: {
    status: 404,
    zh: "台账“{register}”里没有编号为“{id}”的记录",
    en: "the register “{register}” has no record “{id}”",
    nextZh: "请核对编号，或从列表中打开。",
    nextEn: "Check the number, or open it from a list.",
  },
});
