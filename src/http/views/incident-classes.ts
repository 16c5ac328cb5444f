import { nameOfLimit, parseLimit } from "#calendar";
import type { ClassesAnswer, MapChoicesAnswer } from "#contract";
import { inBoth, type DistrictPack, type RegisterField } from "#district";
import type { Bilingual, Json } from "#kernel";
import type { StoredRecord } from "#registers";
import { listRecords, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { handlingName } from "./command-face.ts";

/** A class's record and what its fields say as texts. */
type ClassRow = { readonly record: StoredRecord; readonly text: (field: string) => string };

const PAGE = 200;

/** All records in force of a register that the pack names; none where it names none. Who may see them is asked before. */
async function recordsInForce(
  { store, work: { pack } }: Pick<Platform, "store" | "work">,
  id: string | null,
): Promise<readonly StoredRecord[]> {
  const register = pack.registers.get(id ?? "");
  if (register === undefined) return [];
  const live = new Set(register.statuses.flatMap((status) => (status.live ? [status.id] : [])));
  const all: StoredRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(
      store,
      systemContext(pack.code),
      register.id,
      { cursor, limit: PAGE },
    );
    all.push(...page.items.filter(({ status }) => live.has(status)));
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** The classes of incidents and components that are in force, by their code. */
export async function incidentClasses(
  platform: Pick<Platform, "store" | "work">,
): Promise<readonly ClassRow[]> {
  const records = await recordsInForce(platform, platform.work.pack.command.classes);
  return records
    .map((record) => ({ record, text: (field: string) => textOf(record.data[field]) }))
    .toSorted((a, b) => (a.text("classKey") < b.text("classKey") ? -1 : 1));
}

const textOf = (value: Json | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** Categories (大类) with their classes, as the map's filter offers them. */
export function categoriesOf(
  pack: DistrictPack,
  classes: readonly ClassRow[],
): MapChoicesAnswer["categories"] {
  const categories = Map.groupBy(classes, ({ text }) => text("classKey").slice(0, CATEGORY));
  return [...categories].map(([id, rows]) => ({
    id,
    name: joined(
      choiceIn(pack, "kind", rows[0]?.text("kind") ?? ""),
      inBoth(pack, rows[0]?.text("category") ?? id),
    ),
    classes: rows.map(({ text }) => ({
      id: text("classKey"),
      name: nameOf(pack, text),
    })),
  }));
}

/** E-01 of E-0102: the kind and two digits of the category (GB/T 30428.2). */
const CATEGORY = 4;

const joined = (kind: Bilingual, category: Bilingual): Bilingual => ({
  zh: `${kind.zh}·${category.zh}`,
  en: `${kind.en}: ${category.en}`,
});

const nameOf = (pack: DistrictPack, text: ClassRow["text"]): Bilingual => ({
  zh: text("name"),
  en: text("titleEn") === "" ? inBoth(pack, text("name")).en : text("titleEn"),
});

/** The knowledge base of classes: those that hold a text in code, name, category or condition, with their precedents. */
export async function classesAnswer(
  platform: Pick<Platform, "store" | "work">,
  q: string,
): Promise<ClassesAnswer> {
  const { pack } = platform.work;
  const sought = q.trim().toLowerCase();
  const precedents = Map.groupBy(await recordsInForce(platform, pack.command.precedents), ({ data }) =>
    textOf(data["classKey"]),
  );
  const holds = ({ text }: ClassRow): boolean =>
    ["classKey", "name", "titleEn", "category", "condition"].some((field) =>
      text(field).toLowerCase().includes(sought),
    );
  const classes = (await incidentClasses(platform)).filter(holds);
  return {
    items: classes.map(({ record, text }) => ({
      id: record.id,
      code: text("classKey"),
      kindName: choiceIn(pack, "kind", text("kind")),
      category: inBoth(pack, text("category")),
      name: nameOf(pack, text),
      condition: inBoth(pack, text("condition")),
      organName:
        record.data["byTown"] === true || text("organ") === "" ? null : handlingName(pack, text("organ")),
      limit: limitIn(text("handleLimit")),
      severity: text("severity"),
      severityName: choiceIn(pack, "severity", text("severity")),
      closing: inBoth(pack, text("closing")),
      local: record.data["local"] === true,
      precedents: (precedents.get(text("classKey")) ?? []).map(({ id, data }) => ({
        id,
        placeName: ruledFor(pack, textOf(data["placeName"])),
        organName: handlingName(pack, textOf(data["organ"])),
        clause: textOf(data["clause"]),
        reason: textOf(data["reason"]) === "" ? null : textOf(data["reason"]),
        ruledCase: textOf(data["ruledCase"]),
        ruledOn: textOf(data["ruledOn"]),
      })),
    })),
    register: pack.command.classes,
    precedents: pack.command.precedents,
  };
}

/** A ruling holds for a town, which the precedent names by its organ, or for the whole district. */
function ruledFor(pack: DistrictPack, place: string): Bilingual {
  return pack.organs.has(place) ? handlingName(pack, place) : inBoth(pack, place);
}

function limitIn(text: string): Bilingual {
  const limit = parseLimit(text);
  return limit.ok ? nameOfLimit(limit.value) : { zh: text, en: text };
}

function choiceIn({ registers, command }: DistrictPack, field: string, value: string): Bilingual {
  const fields: readonly RegisterField[] = registers.get(command.classes ?? "")?.fields ?? [];
  const choices = fields.find(({ id }) => id === field)?.choices ?? [];
  return choices.find((choice) => choice.value === value)?.name ?? { zh: value, en: value };
}
