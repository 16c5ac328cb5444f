import { problems } from "./entry.ts";

export const KERNEL_PROBLEMS = problems({
  INSTANT_UNREADABLE: {
    status: 400,
    zh: "“{text}”不是可识别的时间",
    en: "“{text}” is not a readable instant",
    nextZh: "请写成带时区的时间，例如 2022-09-30T10:00:00+08:00。",
    nextEn: "Write a time with its offset, such as 2022-09-30T10:00:00+08:00.",
  },
  DATE_UNREADABLE: {
    status: 400,
    zh: "“{text}”不是可识别的日期",
    en: "“{text}” is not a readable date",
    nextZh: "请写成 2022-09-30 的形式。",
    nextEn: "Write it as 2022-09-30.",
  },
});
