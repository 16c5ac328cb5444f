import { problems } from "./entry.ts";

export const WEBHOOK_PROBLEMS = problems({
  WEBHOOK_NOT_TAKEN: {
    status: 502,
    zh: "对方系统没有接收事件：{why}",
    en: "the system outside did not take the event: {why}",
    nextZh: "系统会自动重试；请对方检查接收地址，恢复后可在推送记录中重新推送。",
    nextEn: "It is tried again; have its address checked, and send it again from the list of deliveries.",
  },
  WEBHOOK_UNKNOWN: {
    status: 404,
    zh: "没有这条订阅，或者已经停止",
    en: "there is no such webhook, or it was stopped",
    nextZh: "请刷新订阅列表。",
    nextEn: "Reload the list.",
  },
  WEBHOOK_ADDRESS_UNLISTED: {
    status: 422,
    zh: "“{address}”不在本区登记的外部地址中",
    en: "“{address}” is not among the addresses that the district lists",
    nextZh: "请先由配置人员在区包的 exchange.addresses 中登记。",
    nextEn: "Have a configurer list it in exchange.addresses of the district pack first.",
  },
  CALENDAR_FEED_UNKNOWN: {
    status: 404,
    zh: "没有这个日历地址，或者已经停用",
    en: "there is no such calendar, or its address was withdrawn",
    nextZh: "请登录后重新生成日历地址。",
    nextEn: "Sign in and make a new address.",
  },
});
