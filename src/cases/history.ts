import type { Mark, StepEntry } from "#engine";
import { findGround } from "#calendar";
import { isJsonObject, localDateOf, type Bilingual, type Instant, type JsonObject } from "#kernel";
import { outcomeName, stateName } from "./case-names.ts";

/** One ledger entry as a person reads it. */
export type HistorySentence = Bilingual;

/**
 * The sentence of one entry of a case: what happened, from the marks the engine left in it.
 */
export function historySentence(entry: JsonObject): HistorySentence {
  const marks = Array.isArray(entry["marks"]) ? (entry["marks"] as unknown as readonly Mark[]) : [];
  const kind = String(entry["kind"]) as StepEntry["kind"];
  const parts = [...opening(kind, entry), ...marks.flatMap((mark) => markSentence(mark))];
  if (parts.length === 0) parts.push({ zh: "流程推进", en: "The process moved on" });
  return { zh: `${parts.map(({ zh }) => zh).join("；")}。`, en: `${parts.map(({ en }) => en).join("; ")}.` };
}

function opening(kind: StepEntry["kind"], entry: JsonObject): readonly Bilingual[] {
  const marks = Array.isArray(entry["marks"]) ? (entry["marks"] as unknown as readonly Mark[]) : [];
  const done = marks.find((mark) => mark.kind === "completed");
  const name = done?.name ?? done?.element;
  switch (kind) {
    case "start":
      return [{ zh: "收到申请", en: "The application was received" }];
    case "completeTask":
      return name === undefined ? [] : [{ zh: `完成“${name}”`, en: `“${name}” was done` }];
    case "completeJob":
      return name === undefined ? [] : [{ zh: `“${name}”已生成`, en: `“${name}” was made` }];
    case "fireTimer": {
      const fired = marks.find((mark) => mark.kind === "timerFired");
      const timer = fired?.name ?? fired?.element;
      return [{ zh: `期限届满：${timer ?? "定时"}`, en: `A limit ran out: ${timer ?? "timer"}` }];
    }
    case "failJob":
      return [{ zh: "自动环节失败", en: "An automatic step failed" }];
    case "resolveFailure":
      return [{ zh: "故障已由人员处理，继续办理", en: "A failure was resolved and the case went on" }];
    case "assignTask":
      return [{ zh: "任务已指派", en: "A task was assigned" }];
    default:
      return [];
  }
}

function markSentence(mark: Mark): readonly Bilingual[] {
  const detail = mark.detail ?? {};
  switch (mark.kind) {
    case "stateChanged": {
      const state = stateName(String(detail["state"] ?? ""));
      return [{ zh: `状态变为“${state.zh}”`, en: `state: ${state.en}` }];
    }
    case "clockStarted":
      return [{ zh: "开始计算办理时限", en: "the clock started" }];
    case "clockPaused":
      return [pausedSentence(detail)];
    case "clockResumed":
      return [{ zh: "恢复计时", en: "the clock resumed" }];
    case "clockExtended":
      return [
        {
          zh: `时限延长 ${limitWords(detail["by"]).zh}`,
          en: `the limit was extended by ${limitWords(detail["by"]).en}`,
        },
      ];
    case "clockStopped":
      return [{ zh: "停止计时", en: "the clock stopped" }];
    case "decided":
      return [{ zh: "按规则得出判断", en: "a rule was applied" }];
    case "failed":
      return [{ zh: "运行故障，等待人员处理", en: "a failure waits for a person" }];
    case "closed": {
      const outcome = typeof detail["outcome"] === "string" ? outcomeName(detail["outcome"]) : undefined;
      return outcome === undefined
        ? [{ zh: "办件办结", en: "the case closed" }]
        : [{ zh: `办件办结：${outcome.zh}`, en: `the case closed: ${outcome.en}` }];
    }
    default:
      return [];
  }
}

function pausedSentence(detail: JsonObject): Bilingual {
  const written = String(detail["ground"] ?? "");
  const ground = findGround(written);
  return {
    zh: `中止计时（${ground?.zh ?? written}）`,
    en: `the clock paused (${ground?.en ?? written})`,
  };
}

const UNITS: Readonly<Record<string, Bilingual>> = {
  wd: { zh: "个工作日", en: "working days" },
  d: { zh: "天", en: "days" },
  wh: { zh: "工作时", en: "working hours" },
  h: { zh: "小时", en: "hours" },
};

/** A limit such as `10wd` in words. */
export function limitWords(limit: unknown): Bilingual {
  const match = /^(\d+)(wd|wh|d|h)$/.exec(String(limit));
  const unit = UNITS[match?.[2] ?? ""];
  if (match === null || unit === undefined) return { zh: String(limit), en: String(limit) };
  return { zh: `${match[1]} ${unit.zh}`, en: `${match[1]} ${unit.en}` };
}

/** A day as a person reads it: `10 月 12 日`. */
export function dayWords(at: Instant): Bilingual {
  const date = localDateOf(at);
  const [, month, day] = date.split("-").map(Number);
  return { zh: `${month} 月 ${day} 日`, en: date };
}

/** True where an entry's data is that of an engine step. */
export function isStepEntry(data: JsonObject): boolean {
  return Array.isArray(data["marks"]) && isJsonObject(data["event"]);
}
