import { problems } from "./entry.ts";

export const MANDATE_PROBLEMS = problems({
  MANDATE_NOT_YOURS: {
    status: 403,
    zh: "只有单位自己的账号才能授权他人经办",
    en: "Only the firm's own account can let others act for it",
    nextZh: "请用已认定为该单位的账号登录；没有认定的，请联系政务服务中心认定。",
    nextEn:
      "Sign in with the account that is recognised as the firm's, or have it recognised at the service centre.",
  },
  MANDATE_PERSON_UNKNOWN: {
    status: 422,
    zh: "姓名与公民身份号码不是同一人，或不在人口库中",
    en: "Name and identity number are not of one person, or the person is not in the population register",
    nextZh: "请核对姓名和号码后重试。",
    nextEn: "Compare name and number, then try again.",
  },
  MANDATE_PERIOD: {
    status: 422,
    zh: "授权截止日应在今天之后，最晚 {last}",
    en: "The last day must not be past, and is {last} at the latest",
    nextZh: "请重新选择截止日；到期后可以再次授权。",
    nextEn: "Choose another day; a mandate can be granted again when it has run out.",
  },
  MANDATE_MATTER_UNFIT: {
    status: 422,
    zh: "事项“{matter}”不能由本单位申请",
    en: "The firm cannot apply in the matter “{matter}”",
    nextZh: "请从列表中选择事项。",
    nextEn: "Choose matters from the list.",
  },
  MANDATE_UNKNOWN: {
    status: 404,
    zh: "没有找到这项授权",
    en: "There is no such mandate",
    nextZh: "请刷新页面后重试。",
    nextEn: "Reload the page and try again.",
  },
  MANDATE_ENDED: {
    status: 409,
    zh: "这项授权已经收回",
    en: "This mandate has been withdrawn",
    nextZh: "不需要再操作。",
    nextEn: "Nothing more needs to be done.",
  },
  MANDATE_OVER: {
    status: 403,
    zh: "单位已收回对您的授权或授权已到期，您不能再办理这件事",
    en: "The firm's mandate to you has been withdrawn or has run out; you can no longer act on this case",
    nextZh: "请联系该单位：可由单位自己办理，或重新授权。",
    nextEn: "Ask the firm: it can act itself, or grant you a mandate again.",
  },
});
