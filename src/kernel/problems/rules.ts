import { problems } from "./entry.ts";

export const RULE_PROBLEMS = problems({
  FEEL_SYNTAX: {
    status: 422,
    zh: "表达式“{text}”在第 {position} 个字符处写法有误：{detail}",
    en: "The expression “{text}” cannot be read at character {position}: {detail}",
    nextZh: "请按 FEEL 语法改正该处后重试。",
    nextEn: "Correct that place according to the FEEL grammar and try again.",
  },
  FEEL_NAME_UNKNOWN: {
    status: 422,
    zh: "表达式“{text}”用到了未定义的名称“{name}”",
    en: "The expression “{text}” uses the name “{name}”, which nothing defines",
    nextZh: "请改正名称，或先定义它。",
    nextEn: "Correct the name, or define it first.",
  },
  FEEL_IMPURE: {
    status: 422,
    zh: "表达式“{text}”调用了“{name}”，其结果每次不同，不能作为依据",
    en: "The expression “{text}” calls “{name}”, whose answer differs each time and cannot be relied on",
    nextZh: "请改用确定的值或规则。",
    nextEn: "Use a fixed value or a rule instead.",
  },
});
