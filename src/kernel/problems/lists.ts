import { problems } from "./entry.ts";

export const LIST_PROBLEMS = problems({
  DATES_REVERSED: {
    status: 422,
    zh: "结束日期早于开始日期",
    en: "the last day lies before the first",
    nextZh: "请调整日期，或清除筛选条件。",
    nextEn: "Change the days, or clear the filters.",
  },
  COLUMN_UNKNOWN: {
    status: 422,
    zh: "这个清单没有名为“{column}”的列",
    en: "this list has no column “{column}”",
    nextZh: "请从“显示的列”中重新选择。",
    nextEn: "Choose again under “Columns”.",
  },
  COLUMN_TWICE: {
    status: 422,
    zh: "“{column}”列选了两次",
    en: "the column “{columnEn}” is chosen twice",
    nextZh: "请去掉其中一个。",
    nextEn: "Leave one of them out.",
  },
  EXPORT_TOO_LARGE: {
    status: 422,
    zh: "要导出的内容超过{most}行",
    en: "there are more than {most} rows to export",
    nextZh: "请用筛选缩小范围（例如按日期分几次导出）后重试；没有生成文件。",
    nextEn: "Narrow it by the filters, for example by days, and export in parts; no file was made.",
  },
  EXPORT_UNDER_WAY: {
    status: 409,
    zh: "您的上一次导出还没有完成",
    en: "your last export is still under way",
    nextZh: "请等它完成后再导出。",
    nextEn: "Wait until it is done, then export again.",
  },
});
