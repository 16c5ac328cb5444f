import { problems } from "./entry.ts";

const another = {
  nextZh: "请选择别的环节。",
  nextEn: "Choose another step.",
};

/** Why a case is not moved by hand to a step that the engine would move it to. */
export const MOVE_PROBLEMS = problems({
  MOVE_STANDS_THERE: {
    status: 409,
    zh: "办件现在就停在“{to}”",
    en: "the case stands at “{to}” now",
    ...another,
  },
  MOVE_TO_EVENT: {
    status: 409,
    zh: "边界事件、事件子流程和补偿只由其事件启动，不能移入",
    en: "boundary events, event subprocesses and compensation begin by their event alone",
    ...another,
  },
  MOVE_SKIPS_DUTY: {
    status: 409,
    zh: "“{duty}”还没有办理，不能越过",
    en: "“{duty}” has not been done and cannot be passed over",
    nextZh: "移动不能代替收件、审查、决定，也不能代替申请人；请由应办的人办理这一环节。",
    nextEn:
      "A move stands for no intake, review or decision, nor for the applicant's own word; whoever it is asked of does it.",
  },
  MOVE_TURNS_CLOCK_BACK: {
    status: 409,
    zh: "会再次经过“{turn}”，而办理时限在那里只能开始或停止一次",
    en: "it leads through “{turn}” again, where the clock of the law starts or stops only once",
    nextZh: "已受理的不能移回受理之前，已决定的不能移回决定之前；决定有误的，依法定程序撤销、变更或者撤回。",
    nextEn:
      "What is accepted is not moved back before acceptance, nor what is decided before the decision; a wrong decision is revoked, altered or withdrawn as the law says.",
  },
  MOVE_ACROSS_PARALLEL: {
    status: 409,
    zh: "与“{from}”不在同一并行分支，移过去会使流程重复或者永远等待",
    en: "it stands in another parallel part than “{from}”: work would be done twice or wait for ever",
    nextZh: "请选择同一分支里的环节；要进入并行分支的，移到分支开始处的网关。",
    nextEn: "Choose a step of the same part; to enter a parallel part, move to the gateway where it begins.",
  },
  MOVE_FAILS: {
    status: 409,
    zh: "移动后会立即出现运行故障：{why}",
    en: "the move fails at once: {whyEn}",
    nextZh: "请先排除原因，或者选择别的环节。",
    nextEn: "Mend the cause first, or choose another step.",
  },
});
