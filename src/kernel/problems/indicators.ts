import { problems } from "./entry.ts";

export const INDICATOR_PROBLEMS = problems({
  INDICATOR_INVALID: {
    status: 422,
    zh: "指标 {id} 的“{place}”不正确：{detailZh}",
    en: "Indicator {id} is wrong at “{place}”: {detailEn}",
    nextZh: "请改正指标定义后重新运行 yiwang check。",
    nextEn: "Correct the definition and run yiwang check again.",
  },
  INDICATOR_EXPRESSION_UNREADABLE: {
    status: 422,
    zh: "指标 {id} 的“{place}”中，表达式“{text}”在第{position}个字符处无法识别",
    en: "In indicator {id} at “{place}”, the expression “{text}” cannot be read at character {position}",
    nextZh: '请按 FEEL 语法改正，例如 outcome = "granted" and ourDays <= 7。',
    nextEn: 'Correct it as FEEL, such as outcome = "granted" and ourDays <= 7.',
  },
  INDICATOR_EXPRESSION_UNSUPPORTED: {
    status: 422,
    zh: "指标 {id} 的“{place}”中，“{part}”不能换算成数据库查询",
    en: "In indicator {id} at “{place}”, “{part}” cannot be turned into a database query",
    nextZh:
      "指标表达式只能使用比较、and、or、not、in、between、null、常量、名称、加减乘、除以常量，以及 date、date and time、number、string、starts with。",
    nextEn:
      "An indicator's expression may use comparisons, and, or, not, in, between, null, literals, names, + - *, division by a constant, and date, date and time, number, string, starts with.",
  },
  INDICATOR_EXPRESSION_TYPES: {
    status: 422,
    zh: "指标 {id} 的“{place}”中，“{part}”的类型不一致或无法确定",
    en: "In indicator {id} at “{place}”, the types in “{part}” differ or cannot be told",
    nextZh: "请与常量比较，或用 date(…)、date and time(…)、number(…)、string(…) 写明类型。",
    nextEn:
      "Compare with a literal, or name the type with date(…), date and time(…), number(…) or string(…).",
  },
});
