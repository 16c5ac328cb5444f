import { problems } from "./entry.ts";

const reload = {
  nextZh: "请刷新页面查看最新进展。",
  nextEn: "Reload the page to see how things stand.",
};

const forAPerson = {
  nextZh: "请由管理员查明原因、更正后在“运行故障”中重试。",
  nextEn: "An administrator finds the cause, corrects it and retries under Failures.",
};

export const ENGINE_PROBLEMS = problems({
  ENGINE_CASE_NOT_STARTED: {
    status: 409,
    zh: "办件尚未开始",
    en: "The case has not started",
    nextZh: "请先提交申请。",
    nextEn: "Start the case first.",
  },
  ENGINE_CASE_ALREADY_STARTED: {
    status: 409,
    zh: "办件已经开始",
    en: "The case has already started",
    ...reload,
  },
  ENGINE_CASE_CLOSED: { status: 409, zh: "办件已经办结", en: "The case is closed", ...reload },
  ENGINE_PLAN_DIFFERENT: {
    status: 409,
    zh: "办件所依据的流程版本与“{process}”的当前版本不同",
    en: "The case runs under another version of process “{process}”",
    nextZh: "请按办件锁定的流程版本办理。",
    nextEn: "Use the version of the process that the case pins.",
  },
  ENGINE_START_ELEMENT_UNKNOWN: {
    status: 400,
    zh: "流程不能从“{element}”开始",
    en: "The process cannot begin at “{element}”",
    nextZh: "请指定流程中存在的元素。",
    nextEn: "Name an element of the process.",
  },
  ENGINE_TASK_NOT_OPEN: {
    status: 409,
    zh: "该任务已办理或已取消",
    en: "This task is no longer open",
    ...reload,
  },
  ENGINE_JOB_NOT_OPEN: {
    status: 409,
    zh: "作业 {job} 已完成或已取消",
    en: "Job {job} is no longer open",
    nextZh: "无需重复执行。",
    nextEn: "It need not be done again.",
  },
  ENGINE_TIMER_NOT_OPEN: {
    status: 409,
    zh: "定时器 {timer} 已触发或已取消",
    en: "Timer {timer} is no longer open",
    nextZh: "无需重复触发。",
    nextEn: "It need not fire again.",
  },
  ENGINE_TIMER_NOT_DUE: {
    status: 409,
    zh: "“{name}”（{element}）要到 {due} 才到期",
    en: "“{name}” ({element}) is not due before {due}",
    nextZh: "请在到期后触发。",
    nextEn: "Fire it once it is due.",
  },
  ENGINE_FAILURE_NOT_OPEN: {
    status: 409,
    zh: "该运行故障已处理",
    en: "This failure has already been dealt with",
    ...reload,
  },
  ENGINE_SEPARATION_OF_DUTY: {
    status: 403,
    zh: "您已办理本件的“{first}”，不能再办理“{name}”",
    en: "You did “{first}” on this case and may not do “{name}” as well",
    nextZh: "请由同单位的其他人员办理。",
    nextEn: "A colleague has to do it.",
  },
  ENGINE_LOOP_WITHOUT_WAIT: {
    status: 500,
    zh: "流程在“{name}”（{element}）处循环而不等待，已停止",
    en: "The process went round through “{name}” ({element}) without waiting and was stopped",
    nextZh: "请检查循环的退出条件。",
    nextEn: "Check the condition that should end the loop.",
  },
  ENGINE_EXPRESSION_FAILED: {
    status: 500,
    zh: "“{name}”（{element}）的表达式“{text}”无法计算：{reason}",
    en: "The expression “{text}” of “{name}” ({element}) cannot be evaluated: {reason}",
    ...forAPerson,
  },
  ENGINE_VALUE_UNEXPECTED: {
    status: 500,
    zh: "“{name}”（{element}）的 {attribute} 得到了不能使用的值 {value}",
    en: "{attribute} of “{name}” ({element}) came out as {value}, which cannot be used",
    ...forAPerson,
  },
  ENGINE_CONDITION_NOT_BOOLEAN: {
    status: 500,
    zh: "网关“{name}”（{element}）的顺序流 {flow} 的条件“{text}”得到 {value}，而不是真或假",
    en: "The condition “{text}” of flow {flow} at gateway “{name}” ({element}) gave {value}, neither true nor false",
    ...forAPerson,
  },
  ENGINE_NO_FLOW_MATCHES: {
    status: 500,
    zh: "网关“{name}”（{element}）没有符合条件的出口，也没有默认流",
    en: "No condition holds at gateway “{name}” ({element}) and it has no default flow",
    ...forAPerson,
  },
  ENGINE_JOB_FAILED: {
    status: 500,
    zh: "“{name}”（{element}）的作业多次失败：{message}",
    en: "The job of “{name}” ({element}) failed and has no retries left: {message}",
    ...forAPerson,
  },
  ENGINE_ERROR_UNCAUGHT: {
    status: 500,
    zh: "“{name}”（{element}）抛出的错误“{code}”没有被任何错误事件捕获",
    en: "Error “{code}” thrown by “{name}” ({element}) is caught by no error event",
    ...forAPerson,
  },
  ENGINE_DECISION_MISSING: {
    status: 500,
    zh: "“{name}”（{element}）所用的决策“{decision}”没有提供",
    en: "Decision “{decision}”, which “{name}” ({element}) uses, was not provided",
    ...forAPerson,
  },
  ENGINE_CALENDAR_MISSING: {
    status: 500,
    zh: "“{name}”（{element}）需要工作日历，但没有提供",
    en: "“{name}” ({element}) needs a working-day calendar and none was provided",
    ...forAPerson,
  },
  REHEARSAL_SCRIPT_UNREADABLE: {
    status: 400,
    zh: "演练脚本的 {place} 无法读取",
    en: "The rehearsal script cannot be read at {place}",
    nextZh: "请改正该处；步骤只能是 complete、fail、throw、message、signal、advance、resolve。",
    nextEn: "Correct that place; a step is one of complete, fail, throw, message, signal, advance, resolve.",
  },
  REHEARSAL_PROCESS_UNKNOWN: {
    status: 404,
    zh: "模型中没有流程“{process}”",
    en: "The models hold no process “{process}”",
    nextZh: "请核对流程标识。",
    nextEn: "Check the process id.",
  },
  REHEARSAL_ELEMENT_NOT_OPEN: {
    status: 409,
    zh: "元素“{element}”此时没有可执行该步骤的任务、作业或故障",
    en: "Element “{element}” has no task, job or failure open for this step",
    nextZh: "请核对脚本的顺序，或查看前面步骤的轨迹。",
    nextEn: "Check the order of the script, or look at the trace of the steps before.",
  },
  REHEARSAL_NOT_EXPECTED: {
    status: 409,
    zh: "此时没有元素在等待“{name}”",
    en: "Nothing waits for “{name}” now",
    nextZh: "请核对名称和脚本的顺序。",
    nextEn: "Check the name and the order of the script.",
  },
  REHEARSAL_TIMERS_ENDLESS: {
    status: 422,
    zh: "演练中触发的定时器超过 {limit} 次",
    en: "More than {limit} timers fired in the rehearsal",
    nextZh: "请缩短推进的时间或加长定时器的周期。",
    nextEn: "Advance less time or give the timer a longer period.",
  },
});
