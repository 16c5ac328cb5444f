import type { ShownField } from "#contract";
import {
  inBoth,
  organInBoth,
  placeInBoth,
  type DistrictPack,
  type Register,
  type RegisterField,
} from "#district";
import type { Bilingual, Json } from "#kernel";
import type { StoredRecord } from "#registers";

type Data = Pick<StoredRecord, "id" | "data">;

/** The fields of a record that anyone may see. */
export function publicFields(pack: DistrictPack, register: Register, record: Data): ShownField[] {
  return fieldsOf(pack, register, record, (field) => field.public);
}

/** Every field that stands in the ledger; personal ones stand elsewhere. */
export function ledgerFields(pack: DistrictPack, register: Register, record: Data): ShownField[] {
  return fieldsOf(pack, register, record, () => true);
}

/** The name of a record's state in its register. */
export function statusName(register: Register, status: string): Bilingual {
  return register.statuses.find((each) => each.id === status)?.name ?? { zh: status, en: status };
}

/** A field's value in words; null where it says nothing. */
export function fieldValue(pack: DistrictPack, field: RegisterField, value: Json): Bilingual | null {
  return isEmpty(value) ? null : valueIn(pack, field, value);
}

/** What a record is called, by its register's title with `{field}` places. */
export function recordTitle(pack: DistrictPack, register: Register | undefined, record: Data): Bilingual {
  const none = { zh: record.id, en: record.id };
  if (register === undefined) return none;
  const fill = (language: keyof Bilingual): string =>
    register.title.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
      const field = register.fields.find((each) => each.id === name);
      const value = record.data[name];
      return field === undefined || isEmpty(value) ? "" : valueIn(pack, field, value)[language];
    });
  return fill("zh").trim() === "" ? none : { zh: fill("zh"), en: fill("en") };
}

/** What is told by a link of its own: the case it comes from and its sealed document. */
const LINKED = new Set<RegisterField["type"]>(["case", "document"]);

function fieldsOf(
  pack: DistrictPack,
  register: Register,
  record: Data,
  shown: (field: RegisterField) => boolean,
): ShownField[] {
  return register.fields.flatMap((field) => {
    const value = record.data[field.id];
    if (!shown(field) || isEmpty(value) || LINKED.has(field.type)) return [];
    const said = valueIn(pack, field, value);
    const isCoded = ["division", "zone", "organ"].includes(field.type);
    return [
      {
        label: field.name,
        value: said,
        isDay: field.type === "date",
        code: isCoded && said.zh !== value ? String(value) : null,
      },
    ];
  });
}

function isEmpty(value: Json | undefined): value is undefined | null | "" {
  return value === undefined || value === null || value === "";
}

/** A value as its field defines it: names in place of codes, 元 in place of 分. */
function valueIn(pack: DistrictPack, field: RegisterField, value: Json): Bilingual {
  switch (field.type) {
    case "choice":
      return field.choices.find((each) => each.value === value)?.name ?? words(pack, value);
    case "division":
      return placeInBoth(pack, String(value));
    case "zone":
      return inBoth(pack, pack.places.zones.get(String(value))?.name ?? String(value));
    case "organ":
      return organInBoth(pack, String(value));
    case "matter":
      return pack.matters.get(String(value))?.name ?? words(pack, value);
    case "money":
      return yuan(value);
    default:
      return words(pack, value);
  }
}

/** 分 as 元, exact: 123456 → 1,234.56元. */
function yuan(fen: Json): Bilingual {
  const digits = String(fen).replace("-", "").padStart(3, "0");
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const amount = `${String(fen).startsWith("-") ? "-" : ""}${whole}.${digits.slice(-2)}`;
  return { zh: `${amount}元`, en: `${amount} yuan` };
}

function words(pack: DistrictPack, value: Json): Bilingual {
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
  if (Array.isArray(value)) {
    const all = value.map((each) => words(pack, each as Json));
    return { zh: all.map(({ zh }) => zh).join("、"), en: all.map(({ en }) => en).join(", ") };
  }
  return inBoth(pack, typeof value === "object" ? JSON.stringify(value) : String(value));
}
