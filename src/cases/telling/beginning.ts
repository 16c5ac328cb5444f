import { isJsonObject, type Bilingual, type JsonObject } from "#kernel";
import { SERVICE_WORDS } from "../case/kind-words.ts";

/** What began a case that nobody applied for, by the name its actor has there. */
const BEGINNINGS: Readonly<Record<string, (it: string) => Bilingual>> = {
  message: (it) => ({ zh: `${it}由消息启动`, en: "A message began the case" }),
  signal: (it) => ({ zh: `${it}由信号启动`, en: "A signal began the case" }),
  timer: (it) => ({ zh: `${it}定时启动`, en: "A timer began the case" }),
  due: (it) => ({ zh: `台账所记日期到来，${it}自动启动`, en: "A record's day came and began the case" }),
};

/** How a case began, in a sentence: taken in at a window, by the machine, or because somebody asked. */
export function beginningOf({ actor }: JsonObject, channel: string | null, of = SERVICE_WORDS): Bilingual {
  if (channel === "window" || channel === "station")
    return { zh: "窗口收件，由窗口人员录入", en: "The application was taken in at a window by a clerk" };
  const name = isJsonObject(actor) && actor["kind"] === "system" ? String(actor["name"]) : "";
  return BEGINNINGS[name]?.(of.it.zh) ?? of.received;
}
