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
  LIBRARY_AWAY: {
    status: 502,
    zh: "{library}没有接收上报：{why}",
    en: "{libraryEn} did not take the report: {why}",
    nextZh: "系统会继续重试，间隔逐步加长到一小时，不用处理。",
    nextEn: "It is tried again at pauses growing to an hour; nothing to be done.",
  },
  LIBRARY_GIVEN_UP: {
    status: 502,
    zh: "{library}一直没有接收上报：{why}",
    en: "{libraryEn} never took the report: {why}",
    nextZh: "请与对方核实接口和授权，恢复后点“重试”；同一办件后面的上报在它之后继续。",
    nextEn:
      "Have address and authorisation checked, then try again; what follows of the same case goes on after it.",
  },
  LIBRARY_REFUSED: {
    status: 422,
    zh: "{library}拒收上报：{why}",
    en: "{libraryEn} refused the report: {why}",
    nextZh:
      "请更正办件数据或区包里这个库的字段对照，再点“重试”，系统会重新生成上报；确实不用上报的可以放弃并写明原因。",
    nextEn:
      "Mend the data or the library's field mapping in the pack and try again, which makes the report anew; drop it, saying why, if it need not be told.",
  },
  LIBRARY_UNKNOWN: {
    status: 404,
    zh: "没有这个库、这一天或者这条上报",
    en: "there is no such library, day or report",
    nextZh: "请刷新对账页面。",
    nextEn: "Reload the page.",
  },
  RECONCILIATION_OPEN: {
    status: 409,
    zh: "与{library}对账，{day}有我方没有的{unknown}条、内容不一致的{differing}条、被拒收的{refused}条",
    en: "compared with {libraryEn}, {day} has {unknown} unknown here, {differing} differing and {refused} refused",
    nextZh:
      "请在“管理—对账”打开这一天逐条核对：以我方为准的重新上报，属对方差错的请对方更正；处理后点“重试”再对一次。",
    nextEn:
      "Open the day under Reconciliation and look at each: tell again what is right here, have the other side mend the rest, then try again to compare once more.",
  },
  CALENDAR_FEED_UNKNOWN: {
    status: 404,
    zh: "没有这个日历地址，或者已经停用",
    en: "there is no such calendar, or its address was withdrawn",
    nextZh: "请登录后重新生成日历地址。",
    nextEn: "Sign in and make a new address.",
  },
});
