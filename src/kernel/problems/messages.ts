import { problems } from "./entry.ts";

export const MESSAGE_PROBLEMS = problems({
  MESSAGE_NOT_SENT: {
    status: 502,
    zh: "消息没有发出（{channel}）：{why}",
    en: "the message was not sent ({channel}): {why}",
    nextZh: "系统会自动重试；多次失败后请配置人员检查网关或邮件服务器。",
    nextEn: "It is tried again; after several failures have a configurer check the gateway or mail server.",
  },
  MESSAGE_ADDRESS_MISSING: {
    status: 422,
    zh: "选择了这种方式，但没有填写对应的邮箱或手机号",
    en: "this way was chosen, but its address or number is missing",
    nextZh: "请填写邮箱或手机号，或者取消这种方式。",
    nextEn: "Type the address or number, or leave this way out.",
  },
  MESSAGE_ADDRESS_WRONG: {
    status: 422,
    zh: "邮箱或手机号的格式不对",
    en: "the e-mail address or the number cannot be right",
    nextZh: "请核对后重新填写。",
    nextEn: "Check it and type it again.",
  },
});
