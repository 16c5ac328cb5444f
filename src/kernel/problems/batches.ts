import { problems } from "./entry.ts";

export const BATCH_PROBLEMS = problems({
  BATCH_NOT_ADMITTED: {
    status: 422,
    zh: "“{task}”须逐件办理，不能批量办理",
    en: "“{task}” is done case by case, never in a batch",
    nextZh: "请打开办件逐件办理。",
    nextEn: "Open each case and do it there.",
  },
  BATCH_STEP_FAILS: {
    status: 409,
    zh: "办理时自动环节会出错：{why}",
    en: "an automatic step would fail: {whyEn}",
    nextZh: "请配置人员排除故障后，再重新预览或逐件办理。",
    nextEn: "Have a configurer mend it, then preview again or do the case by itself.",
  },
});
