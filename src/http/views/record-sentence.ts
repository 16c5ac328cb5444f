import type { DistrictPack, Register } from "#district";
import { isJsonObject, type Bilingual, type JsonObject } from "#kernel";
import type { Entry } from "#registers";
import { fieldValue, statusName } from "./record-fields.ts";
import { sentenceOf } from "./history-lines.ts";

/** What an entry of a record's chain says: its state, the fields that changed, and why. */
export function recordSentence(pack: DistrictPack, register: Register, entry: Entry): Bilingual {
  const { kind, data } = entry;
  if (kind === "recordCreated") {
    const record = isJsonObject(data["record"]) ? data["record"] : {};
    const state = statusName(register, String(record["status"]));
    return { zh: `记录建立，状态为“${state.zh}”。`, en: `The record was created: ${state.en}.` };
  }
  if (kind !== "recordChanged") return sentenceOf(entry);
  const parts = [...statePart(register, data), ...fieldParts(pack, register, data), ...reasonPart(data)];
  if (parts.length === 0) return sentenceOf(entry);
  return { zh: `${parts.map(({ zh }) => zh).join("；")}。`, en: `${parts.map(({ en }) => en).join("; ")}.` };
}

function statePart(register: Register, { status }: JsonObject): readonly Bilingual[] {
  if (typeof status !== "string") return [];
  const { zh, en } = statusName(register, status);
  return [{ zh: `状态为“${zh}”`, en: `state: ${en}` }];
}

function fieldParts(pack: DistrictPack, register: Register, { set }: JsonObject): readonly Bilingual[] {
  if (!isJsonObject(set)) return [];
  return register.fields.flatMap((field) => {
    const value = set[field.id];
    // Personal fields stand elsewhere, and what is a link of the page is no sentence.
    if (value === undefined || field.personal || field.type === "case" || field.type === "document")
      return [];
    const said = fieldValue(pack, field, value);
    return said === null
      ? [{ zh: `${field.name.zh}已清空`, en: `${field.name.en} emptied` }]
      : [{ zh: `${field.name.zh}：${said.zh}`, en: `${field.name.en}: ${said.en}` }];
  });
}

/** Reasons that the platform itself writes; a person's reason stands as it was written. */
function reasonPart({ reason }: JsonObject): readonly Bilingual[] {
  if (typeof reason !== "string" || reason === "") return [];
  const [kind, ...rest] = reason.split(":");
  if (kind === "case") return [{ zh: `依据办件${rest.join(":")}`, en: `by the case ${rest.join(":")}` }];
  if (kind === "due") return [{ zh: `到期日${rest.at(-1)}`, en: `due on ${rest.at(-1)}` }];
  return [{ zh: `理由：${reason}`, en: `reason: ${reason}` }];
}
