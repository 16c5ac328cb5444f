import { problems } from "./entry.ts";

/** How a material may be given instead of uploading it, and what is refused there. */
export const GIVEN_PROBLEMS = problems({
  GIVEN_CERTIFICATE_NOT_YOURS: {
    status: 403,
    zh: "证照“{id}”不是申请人的",
    en: "certificate “{id}” is not the applicant's",
    nextZh: "请只选用申请人自己的证照，或者上传材料。",
    nextEn: "Use a certificate of the applicant's own, or upload the material.",
  },
  CERTIFICATE_NOT_VALID: {
    status: 422,
    zh: "“{name}”（{number}）{state}，不能作为申请材料",
    en: "“{name}” ({number}) is {stateEn} and cannot serve as a material",
    nextZh: "请换用有效的证照，或者上传材料。",
    nextEn: "Use one that is valid, or upload the material.",
  },
  CERTIFICATE_UNFIT: {
    status: 422,
    zh: "“{name}”不能代替“{material}”",
    en: "“{name}” does not stand for “{material}”",
    nextZh: "请选用列出的证照，或者上传材料。",
    nextEn: "Use one of those offered, or upload the material.",
  },
  DEFERRAL_NOT_ALLOWED: {
    status: 422,
    zh: "“{material}”不能容缺",
    en: "“{material}” cannot come later",
    nextZh: "请上传这份材料；只有标明可以容缺的材料可以承诺后补。",
    nextEn: "Upload it now; only materials marked so may be promised.",
  },
  DEFERRAL_UNSIGNED: {
    status: 422,
    zh: "容缺承诺没有由申请人签名",
    en: "the promise of what comes later is not signed by the applicant",
    nextZh: "请逐字输入申请人的姓名（名称），确认承诺。",
    nextEn: "Type the applicant's name exactly to make the promise.",
  },
  DEFERRAL_DAY_UNKNOWN: {
    status: 409,
    zh: "容缺材料的最迟补交日期算不出来",
    en: "the last day for what comes later cannot be counted",
    nextZh: "请现在上传全部材料；工作日历没有该年的放假安排，请联系管理员补充。",
    nextEn: "Upload everything now; the calendar of working days lacks that year, tell the administrator.",
  },
  DEFERRED_MATERIAL_OWED: {
    status: 409,
    zh: "还欠{names}，补齐前不能准予、不能颁发证照",
    en: "{names} is still owed: nothing can be granted or issued before it is there",
    nextZh: "请等申请人在{by}前补齐并经窗口核对；逾期不补的，自动终止办理。",
    nextEn:
      "Wait until the applicant has supplied it by {by} and the window has checked it; else the case ends by itself.",
  },
  COMMITMENT_NOT_OFFERED: {
    status: 422,
    zh: "“{matter}”不能采用告知承诺方式办理",
    en: "“{matter}” is not decided on a promise",
    nextZh: "请按一般程序提交全部材料。",
    nextEn: "Apply in the ordinary way with all materials.",
  },
  COMMITMENT_UNSIGNED: {
    status: 422,
    zh: "告知承诺书没有由申请人签名",
    en: "the promise is not signed by the applicant",
    nextZh: "请阅读告知内容，逐字输入申请人的姓名（名称）；不愿承诺的，可按一般程序办理。",
    nextEn: "Read what is told and type the applicant's name exactly; or apply in the ordinary way.",
  },
  COMMITMENT_BARRED: {
    status: 403,
    zh: "申请人因承诺不实，在{until}以前不能采用告知承诺方式",
    en: "an earlier promise of the applicant's was false: none is taken until {until}",
    nextZh: "请按一般程序提交全部材料；对认定有异议的，可以申请复核。",
    nextEn: "Apply in the ordinary way with all materials; you may ask for the finding to be reviewed.",
  },
  COMMITMENT_HIGH_RISK: {
    status: 422,
    zh: "高风险事项“{matter}”不能采用告知承诺",
    en: "“{matter}” is of high risk and cannot be decided on a promise",
    nextZh: "请删去commitment，或者核对highRisk。",
    nextEn: "Take the section commitment out, or check highRisk.",
  },
  DEFERRAL_OUTLASTS_PROMISE: {
    status: 422,
    zh: "容缺补交期限{limit}长于承诺时限{promised}",
    en: "the {limit} for deferred material are longer than the promised {promised}",
    nextZh: "请在事项的settings.deferralLimit中写更短的期限，使材料在决定前补齐。",
    nextEn: "Give a shorter settings.deferralLimit, so that it is complete before the decision.",
  },
});
