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
  ID_NUMBER_INVALID: {
    status: 422,
    zh: "身份证号码不正确：{reasonZh}",
    en: "The identity number is not valid: {reasonEn}",
    nextZh: "请对照居民身份证逐位核对后重新填写。",
    nextEn: "Compare it with the identity card and enter it again.",
  },
  CREDIT_CODE_INVALID: {
    status: 422,
    zh: "统一社会信用代码不正确：{reasonZh}",
    en: "The unified social credit code is not valid: {reasonEn}",
    nextZh: "请对照营业执照或登记证书核对后重新填写。",
    nextEn: "Compare it with the business licence and enter it again.",
  },
  CERTIFICATE_IDENTIFIER_INVALID: {
    status: 422,
    zh: "电子证照标识不正确：{reasonZh}",
    en: "The certificate identifier is not valid: {reasonEn}",
    nextZh: "请扫描证照上的二维码，或完整抄录证照标识。",
    nextEn: "Scan the certificate's QR code, or copy the whole identifier.",
  },
  CASE_NUMBER_INVALID: {
    status: 422,
    zh: "办件编号不正确：{reasonZh}",
    en: "The case number is not valid: {reasonEn}",
    nextZh: "请对照收件凭证核对22位办件编号。",
    nextEn: "Compare it with the 22 digits on the receipt.",
  },
  MOBILE_NUMBER_INVALID: {
    status: 422,
    zh: "手机号码不正确",
    en: "The mobile number is not valid",
    nextZh: "请填写11位中国内地手机号码。",
    nextEn: "Enter an 11-digit mainland mobile number.",
  },
});
