const UNITS = {
  Y: { zh: "年", en: "years" },
  M: { zh: "个月", en: "months" },
  W: { zh: "周", en: "weeks" },
  D: { zh: "日", en: "days" },
  H: { zh: "小时", en: "hours" },
  TM: { zh: "分钟", en: "minutes" },
  S: { zh: "秒", en: "seconds" },
} as const;

const SHAPE = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** An ISO 8601 duration as people say it: `P1Y` 1年, 1 year; `P1Y6M` 1年6个月. Undefined for anything else. */
export function nameOfDuration(text: string): { readonly zh: string; readonly en: string } | undefined {
  const found = SHAPE.exec(text);
  if (found === null) return undefined;
  const kinds = ["Y", "M", "W", "D", "H", "TM", "S"] as const;
  const parts = kinds.flatMap((kind, index) => {
    const amount = found[index + 1];
    if (amount === undefined) return [];
    const { zh, en } = UNITS[kind];
    return [{ zh: `${amount}${zh}`, en: `${amount} ${amount === "1" ? en.slice(0, -1) : en}` }];
  });
  if (parts.length === 0) return undefined;
  return { zh: parts.map(({ zh }) => zh).join(""), en: parts.map(({ en }) => en).join(" ") };
}
