import { nameOfGround, nameOfLimit, parseLimit } from "#calendar";
import { localDateOf, type Bilingual, type Instant, type JsonObject } from "#kernel";

/** A start that lies in the past is an acceptance by operation of law (行政许可法 art. 32 ¶1 (4)). */
export function startedSentence({ backdated, from }: JsonObject): Bilingual {
  if (backdated !== true) return { zh: "开始计算办理时限", en: "the clock started" };
  const day = dayWords(String(from) as Instant);
  return {
    zh: `视为受理，办理时限自${day.zh}起计算`,
    en: `deemed accepted: the clock counts from ${day.en}`,
  };
}

function groundOf({ ground }: JsonObject): Bilingual {
  return nameOfGround(String(ground ?? ""));
}

export function pausedSentence(detail: JsonObject): Bilingual {
  const { zh, en } = groundOf(detail);
  // Older entries do not say so, but a correction always comes before acceptance (行政许可法 art. 32).
  if (detail["beforeStart"] === true || detail["ground"] === "correction")
    return {
      zh: `等待申请人（${zh}），办理期限尚未起算`,
      en: `waiting for the applicant (${en}); no clock runs yet`,
    };
  return { zh: `中止计时（${zh}）`, en: `the clock paused (${en})` };
}

export function extendedSentence(detail: JsonObject): Bilingual {
  const by = limitWords(detail["by"]);
  const { approver, reason } = detail;
  const approved = typeof approver === "string" && approver !== "" ? approver : undefined;
  const why = typeof reason === "string" && reason !== "" ? reason.replace(/[。.]$/, "") : undefined;
  const zh = [approved && `${approved}批准`, why && `理由：${why}`].filter(Boolean).join("，");
  const en = [approved && `approved by ${approved}`, why && `because: ${why}`].filter(Boolean).join(", ");
  return {
    zh: `办理时限延长${by.zh}${zh === "" ? "" : `（${zh}）`}`,
    en: `the limit was extended by ${by.en}${en === "" ? "" : ` (${en})`}`,
  };
}

/** A limit such as `10wd` in words. */
function limitWords(limit: unknown): Bilingual {
  const read = parseLimit(String(limit));
  return read.ok ? nameOfLimit(read.value) : { zh: String(limit), en: String(limit) };
}

/** A day as a person reads it: `10月12日`. */
export function dayWords(at: Instant): Bilingual {
  const date = localDateOf(at);
  const [, month, day] = date.split("-").map(Number);
  return { zh: `${month}月${day}日`, en: date };
}
