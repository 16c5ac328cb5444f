import { problems } from "./entry.ts";

const PREVIEW_AGAIN = {
  nextZh: "请回到工作台重新选择任务，再次预览。",
  nextEn: "Choose the tasks on the desk again and make a new preview.",
};

export const BATCH_PROBLEMS = problems({
  BATCH_STAFF_ONLY: {
    status: 403,
    zh: "只有经办岗位可以批量办理",
    en: "only those who handle cases can do them in a batch",
    nextZh: "如岗位有误，请联系管理员。",
    nextEn: "If your posts are wrong, ask the administrator.",
  },
  BATCH_TOO_LARGE: {
    status: 422,
    zh: "选了{count}件，一次最多批量办理{most}件",
    en: "{count} tasks were chosen; a batch holds at most {most}",
    nextZh: "请减少选择，分几次办理。",
    nextEn: "Choose fewer and make several batches.",
  },
  BATCH_TASKS_GONE: {
    status: 409,
    zh: "所选任务都已办完或不存在",
    en: "none of the chosen tasks is open any more",
    nextZh: "请刷新工作台后重新选择。",
    nextEn: "Reload the desk and choose again.",
  },
  BATCH_MIXED: {
    status: 422,
    zh: "所选任务不是同一种，不能一并办理",
    en: "the chosen tasks are not of one kind",
    nextZh: "请选择同一事项、同一环节的任务。",
    nextEn: "Choose tasks of one step of one matter.",
  },
  BATCH_UNKNOWN: {
    status: 404,
    zh: "没有这次批量办理，或预览已过期",
    en: "there is no such batch, or its preview has expired",
    ...PREVIEW_AGAIN,
  },
  BATCH_NOTHING_READY: {
    status: 409,
    zh: "没有可以办理的任务",
    en: "no task of this batch can be done",
    nextZh: "请按各件的原因处理后，重新预览。",
    nextEn: "See to the reason that each gives, then make a new preview.",
  },
  BATCH_STOPPED: {
    status: 409,
    zh: "这次批量办理已停止，不能继续",
    en: "this batch was stopped and does not go on",
    ...PREVIEW_AGAIN,
  },
  BATCH_NOT_ADMITTED: {
    status: 422,
    zh: "“{task}”须逐件办理，不能批量办理",
    en: "“{task}” is done case by case, never in a batch",
    nextZh: "请打开办件逐件办理。",
    nextEn: "Open each case and do it there.",
  },
  BATCH_OWN_MISSING: {
    status: 422,
    zh: "这件没有系统建议的“{field}”",
    en: "nothing is proposed for “{fieldEn}” of this case",
    nextZh: "请打开办件，逐件填写办理。",
    nextEn: "Open the case and fill it in there.",
  },
  BATCH_STEP_FAILS: {
    status: 409,
    zh: "办理时自动环节会出错：{why}",
    en: "an automatic step would fail: {whyEn}",
    nextZh: "请配置人员排除故障后，再重新预览或逐件办理。",
    nextEn: "Have a configurer mend it, then preview again or do the case by itself.",
  },
});
