import type { Mark, StepEntry } from "#engine";
import { isJsonObject, type Bilingual, type Json, type JsonObject } from "#kernel";
import { beginningOf } from "./beginning.ts";
import { extendedSentence, pausedSentence, startedSentence } from "./clock-words.ts";
import { channelOf } from "../case/intake.ts";
import { SERVICE_WORDS, type KindWords } from "../case/kind-words.ts";

/** What only the district's pack can say. */
export type EntryWords = {
  /** The name of a task, a step or a limit, as drawn in the process, in both languages. */
  readonly name: (zh: string) => Bilingual;
  /** What a completed task's values say, e.g. 「决定：准予许可」; the pack's forms know. */
  readonly given: (element: string, values: JsonObject) => readonly Bilingual[];
  /** Told in full to those who handle the case: values are said, not only named. */
  readonly whole?: boolean;
  /** What a form calls a variable. */
  readonly label?: (variable: string) => Bilingual | undefined;
  /** Whom a task stands under: the name of an account or a post, nothing where it is not to be said. */
  readonly who?: (assignee: string) => Bilingual | undefined;
  /** The name of a state, and of what a case came to. */
  readonly state: (id: string) => Bilingual;
  readonly outcome: (id: string) => Bilingual;
  /** What its kind of case is called; a service where it does not say. */
  readonly of?: KindWords;
};

const asItIs = (id: string): Bilingual => ({ zh: id, en: id });
const NO_WORDS: EntryWords = { name: asItIs, given: () => [], state: asItIs, outcome: asItIs };

/** The sentence of one entry of a case: what happened, from the marks the engine left in it. */
export function historySentence(entry: JsonObject, words: EntryWords = NO_WORDS): Bilingual {
  const marks = marksOf(entry);
  const parts = [
    ...opening(entry, marks, words),
    ...marks.flatMap((mark) => markSentence(mark, words, entry)),
  ];
  if (parts.length === 0) parts.push({ zh: "流程推进", en: "The process moved on" });
  return { zh: `${parts.map(({ zh }) => zh).join("；")}。`, en: `${parts.map(({ en }) => en).join("; ")}.` };
}

/** What a step does to the clocks, in the sentences of the history. */
export function clockSentences(marks: readonly Mark[]): readonly Bilingual[] {
  const clocks = marks.filter(({ kind }) => kind.startsWith("clock"));
  return clocks.flatMap((mark) => markSentence(mark, NO_WORDS, {}));
}

function marksOf(entry: JsonObject): readonly Mark[] {
  return Array.isArray(entry["marks"]) ? (entry["marks"] as unknown as readonly Mark[]) : [];
}

function opening(entry: JsonObject, marks: readonly Mark[], words: EntryWords): readonly Bilingual[] {
  const done = marks.find((mark) => mark.kind === "completed");
  const drawn = done?.name ?? done?.element;
  const name = drawn === undefined ? undefined : words.name(drawn);
  const event = isJsonObject(entry["event"]) ? entry["event"] : {};
  const values = isJsonObject(event["variables"]) ? event["variables"] : {};
  switch (String(entry["kind"]) as StepEntry["kind"]) {
    case "start":
      return [beginningOf(event, channelOf(values), words.of)];
    case "completeTask":
      return name === undefined
        ? []
        : [taskSentence(name, [...batchOf(event), ...words.given(done?.element ?? "", values)])];
    case "completeJob":
      return name === undefined ? [] : [jobSentence(name, values)];
    case "fireTimer": {
      const fired = marks.find((mark) => mark.kind === "timerFired");
      if (fired === undefined) return [];
      const timer = words.name(fired.name ?? fired.element ?? "");
      return [{ zh: `期限届满：${timer.zh}`, en: `A limit ran out: ${timer.en}` }];
    }
    case "correlateMessage":
    case "broadcastSignal": {
      const { unmergeReason } = values;
      if (typeof unmergeReason === "string") {
        const { zh, en } = reasonOf({ reason: unmergeReason });
        return [{ zh: `撤销并案${zh}`, en: `The case was taken out again${en}` }];
      }
      const drawnAs = marks.find((mark) => mark.kind === "signalReceived")?.name;
      if (drawnAs !== undefined && drawnAs !== null) {
        const { zh, en } = words.name(drawnAs);
        return [{ zh: `发生“${zh}”`, en: `It happened: ${en}` }];
      }
      const message = String(event["name"] ?? "");
      return [{ zh: `收到消息“${message}”`, en: `The message “${message}” arrived` }];
    }
    case "throwError":
      return [{ zh: "环节报告业务错误", en: "A step reported a business error" }];
    case "failJob":
      return [{ zh: "自动环节失败", en: "An automatic step failed" }];
    case "skipFailure": {
      const { zh, en } = reasonOf(event);
      return [{ zh: `故障环节已由人员跳过${zh}`, en: `A failed step was skipped by hand${en}` }];
    }
    case "resolveFailure":
      return [resolvedSentence(marks, words)];
    case "cancel":
      return [
        { zh: `${itOf(words)}终止${reasonOf(event).zh}`, en: `The case was given up${reasonOf(event).en}` },
      ];
    case "migrate":
      return [
        {
          zh: `${itOf(words)}改按另一版流程办理${reasonOf(event).zh}`,
          en: `The case went over to another version of its process${reasonOf(event).en}`,
        },
      ];
    default:
      return [];
  }
}

const IN_A_BATCH: Bilingual = { zh: "批量办理", en: "in a batch" };

/** That the act was a line of a batch is told with it. */
const batchOf = ({ actor }: JsonObject): readonly Bilingual[] =>
  isJsonObject(actor) && typeof actor["batch"] === "string" ? [IN_A_BATCH] : [];

/** The reason a person gave, after the deed it explains. */
function reasonOf({ reason }: JsonObject): Bilingual {
  if (typeof reason !== "string" || reason === "") return { zh: "", en: "" };
  const said = reason.replace(/[。.]$/, "");
  return { zh: `（${said}）`, en: ` (${said})` };
}

function taskSentence(name: Bilingual, said: readonly Bilingual[]): Bilingual {
  if (said.length === 0) return { zh: `完成“${name.zh}”`, en: `“${name.en}” was done` };
  return {
    zh: `完成“${name.zh}”（${said.map(({ zh }) => zh).join("，")}）`,
    en: `“${name.en}” was done (${said.map(({ en }) => en).join(", ")})`,
  };
}

/** A failure is tried again, with what a person put right before; the values are for those who handle the case. */
function resolvedSentence(marks: readonly Mark[], words: EntryWords): Bilingual {
  const { corrections, ...detail } = marks.find(({ kind }) => kind === "resolved")?.detail ?? {};
  const corrected = Array.isArray(corrections) ? corrections.filter(isJsonObject) : [];
  if (corrected.length === 0)
    return { zh: "故障已由人员处理，继续办理", en: "A failure was resolved and the case went on" };
  const said = corrected.map((each) => correctedWords(each, words));
  const why = reasonOf(detail);
  return {
    zh: `故障环节重试前更正了${said.map(({ zh }) => zh).join("、")}${why.zh}`,
    en: `What failed was tried again after a correction of ${said.map(({ en }) => en).join(", ")}${why.en}`,
  };
}

function correctedWords({ path, before = null, after = null }: JsonObject, words: EntryWords): Bilingual {
  const names = Array.isArray(path) ? path.map(String) : [];
  const name = names.join(".");
  const label = (names.length === 1 ? words.label?.(name) : undefined) ?? { zh: name, en: name };
  if (words.whole !== true) return { zh: `“${label.zh}”`, en: `“${label.en}”` };
  return {
    zh: `“${label.zh}”：${before === null ? "无" : short(before)} → ${after === null ? "无" : short(after)}`,
    en: `“${label.en}”: ${before === null ? "nothing" : short(before)} → ${after === null ? "nothing" : short(after)}`,
  };
}

const LONGEST_VALUE = 60;

/** A value in a sentence; all of it stands in the entry. */
function short(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** A job that gave a number made a document or a certificate: the number is what people look for. */
function jobSentence(name: Bilingual, values: JsonObject): Bilingual {
  const number = values["licenceNo"] ?? values["number"];
  if (typeof number !== "string") return { zh: `“${name.zh}”已完成`, en: `“${name.en}” was done` };
  return { zh: `${name.zh}：${number}`, en: `${name.en}: ${number}` };
}

function markSentence(mark: Mark, words: EntryWords, entry: JsonObject): readonly Bilingual[] {
  const detail = mark.detail ?? {};
  const name = words.name(mark.name ?? "");
  switch (mark.kind) {
    case "stateChanged": {
      const state = words.state(String(detail["state"] ?? ""));
      return [{ zh: `状态变为“${state.zh}”`, en: `state: ${state.en}` }];
    }
    case "clockStarted":
      return [startedSentence(detail)];
    case "clockPaused":
      return [pausedSentence(detail)];
    case "clockResumed":
      // Nothing stood still before acceptance; that the answer came is told by its task.
      return detail["beforeStart"] === true ? [] : [{ zh: "恢复计时", en: "the clock resumed" }];
    case "clockExtended":
      return [extendedSentence(detail)];
    case "clockStopped":
      return [{ zh: "停止计时", en: "the clock stopped" }];
    case "clockReopened":
      return [{ zh: "恢复原时限，从第一次起算接着计算", en: "the clock counts on from its first start" }];
    case "decided":
      return [{ zh: `按规则“${name.zh}”`, en: `a rule was applied: ${name.en}` }];
    case "assigned":
      return [assignedSentence(name, detail, words, entry)];
    case "transferred": {
      const { zh, en } = reasonOf(detail);
      const to = whoIn(detail, words);
      return [
        {
          zh: `“${name.zh}”转办${to === undefined ? "" : `给${to.zh}`}${zh}`,
          en: `“${name.en}” was transferred${to === undefined ? "" : ` to ${to.en}`}${en}`,
        },
      ];
    }
    case "returned": {
      const { zh, en } = reasonOf(detail);
      const to = words.name(String(detail["toName"] ?? ""));
      return [
        {
          zh: `“${name.zh}”退回${to.zh === "" ? "" : `到“${to.zh}”`}${zh}${endedWords(detail).zh}`,
          en: `“${name.en}” was returned${to.en === "" ? "" : ` to “${to.en}”`}${en}${endedWords(detail).en}`,
        },
      ];
    }
    case "begun":
      return [begunSentence(detail, words)];
    case "moved": {
      const { zh, en } = reasonOf(detail);
      // Older entries name no more than the element's id.
      const to = words.name(String(detail["toName"] ?? ""));
      return [
        {
          zh: to.zh === "" ? `人工移出“${name.zh}”${zh}` : `人工移动：由“${name.zh}”移到“${to.zh}”${zh}`,
          en: `moved on from “${name.en}”${to.en === "" ? "" : ` to “${to.en}”`} by hand${en}`,
        },
      ];
    }
    case "merged": {
      const { zh, en } = reasonOf(detail);
      const into = String(detail["into"] ?? "");
      return [{ zh: `并入案卷${into}${zh}`, en: `merged into case ${into}${en}` }];
    }
    case "unmerged": {
      const { zh, en } = reasonOf(detail);
      const into = String(detail["into"] ?? "");
      return [
        {
          zh: `从案卷${into}拆分，从原来的环节接着办${zh}`,
          en: `taken out of case ${into}, going on where it stood${en}`,
        },
      ];
    }
    case "corrected":
      return [formCorrected(detail, words)];
    case "onBehalf":
      return [{ zh: "由替岗人员代为办理", en: "done by a substitute on behalf of the post" }];
    case "escalated":
      return [escalatedSentence(name, detail, words)];
    case "failed":
      return [{ zh: "运行故障，等待人员处理", en: "a failure waits for a person" }];
    case "closed":
      // Giving a case up is told by its own sentence.
      return detail["status"] === "terminated" ? [] : [closedSentence(detail, words)];
    default:
      return [];
  }
}

/** What of the application was put right (补正); what stood there before and after, for those who handle the case. */
function formCorrected({ fields }: JsonObject, words: EntryWords): Bilingual {
  const all = Array.isArray(fields) ? fields.filter(isJsonObject) : [];
  if (all.length === 0) return { zh: "申请内容没有改动", en: "the application stays as it was" };
  const said = all.map(({ label, names, ...values }) => {
    const { before, after } = isJsonObject(names ?? null) ? (names as JsonObject) : values;
    const { zh, en } = isJsonObject(label ?? null) ? (label as JsonObject) : {};
    const change =
      words.whole === true && isShort(before) && isShort(after)
        ? {
            zh: `：${shortOr(before, "未填写")} → ${shortOr(after, "未填写")}`,
            en: `: ${shortOr(before, "nothing")} → ${shortOr(after, "nothing")}`,
          }
        : { zh: "", en: "" };
    return { zh: `“${String(zh)}”${change.zh}`, en: `“${String(en)}”${change.en}` };
  });
  return {
    zh: `更正了${said.map(({ zh }) => zh).join("、")}`,
    en: `corrected: ${said.map(({ en }) => en).join(", ")}`,
  };
}

const isShort = (value: Json | undefined): boolean =>
  value !== undefined && (value === null || typeof value === "string" || typeof value === "number");

const shortOr = (value: Json | undefined, nothing: string): string =>
  value === null || value === undefined || value === "" ? nothing : short(value);

/** A joint review ends as a whole when one of those who sign returns it. */
function endedWords({ ended }: JsonObject): Bilingual {
  if (typeof ended !== "number") return { zh: "", en: "" };
  if (ended === 0) return { zh: "，会签随之结束", en: ", which ended the joint review" };
  return {
    zh: `，会签随之结束，另有${ended}份尚未办理的意见不再征求`,
    en: `, which ended the joint review with ${ended} opinion${ended === 1 ? "" : "s"} still open`,
  };
}

/** 领取, 放回, or given to someone: what standing under an account means depends on whose act it was. */
function assignedSentence(
  name: Bilingual,
  detail: JsonObject,
  words: EntryWords,
  { event }: JsonObject,
): Bilingual {
  const { assignee } = detail;
  if (typeof assignee !== "string") return { zh: `放回“${name.zh}”`, en: `“${name.en}” was given back` };
  const actor = isJsonObject(event) && isJsonObject(event["actor"]) ? event["actor"] : {};
  if (actor["account"] === assignee) return { zh: `领取“${name.zh}”`, en: `“${name.en}” was taken up` };
  const to = whoIn(detail, words);
  return {
    zh: `“${name.zh}”已指派${to === undefined ? "" : `给${to.zh}`}`,
    en: `“${name.en}” was assigned${to === undefined ? "" : ` to ${to.en}`}`,
  };
}

/** Of an ad-hoc subprocess, what a person began and why. */
function begunSentence(detail: JsonObject, words: EntryWords): Bilingual {
  const { zh, en } = reasonOf(detail);
  const { names } = detail;
  const begun = (Array.isArray(names) ? names : []).map((each) => words.name(String(each)));
  return {
    zh: `启动${begun.map((name) => `“${name.zh}”`).join("、")}${zh}`,
    en: `${begun.map((name) => `“${name.en}”`).join(", ")} was begun${en}`,
  };
}

function whoIn({ assignee }: JsonObject, words: EntryWords): Bilingual | undefined {
  return typeof assignee === "string" ? words.who?.(assignee) : undefined;
}

const itOf = ({ of = SERVICE_WORDS }: EntryWords): string => of.it.zh;

const RUNGS: Readonly<Record<string, Bilingual>> = {
  near: { zh: "临期", en: "is near its limit" },
  due: { zh: "到期", en: "has reached its limit" },
  overdue: { zh: "超期", en: "is overdue" },
};

const STEPS: Readonly<Record<string, Bilingual>> = {
  notify: { zh: "已提醒", en: "people were told" },
  reassign: { zh: "任务已改派", en: "its tasks were reassigned" },
  raise: { zh: "任务已提级", en: "its tasks were raised" },
};

function escalatedSentence(name: Bilingual, { when, action }: JsonObject, words: EntryWords): Bilingual {
  const rung = RUNGS[String(when)] ?? { zh: "", en: "" };
  const done = STEPS[String(action)] ?? { zh: "", en: "" };
  // Without a name it is the case as a whole.
  const what =
    name.zh === "" ? { zh: itOf(words), en: "the case" } : { zh: `“${name.zh}”`, en: `“${name.en}”` };
  return { zh: `${what.zh}${rung.zh}，${done.zh}`, en: `${what.en} ${rung.en}: ${done.en}` };
}

function closedSentence(detail: JsonObject, { outcome: named, of = SERVICE_WORDS }: EntryWords): Bilingual {
  const outcome = detail["outcome"];
  const zh = `${of.it.zh}${of.closed}`;
  if (typeof outcome !== "string") return { zh, en: "the case closed" };
  const name = named(outcome);
  return { zh: `${zh}：${name.zh}`, en: `the case closed: ${name.en}` };
}

/** True where an entry's data is that of an engine step. */
export function isStepEntry(data: JsonObject): boolean {
  return Array.isArray(data["marks"]) && isJsonObject(data["event"]);
}
