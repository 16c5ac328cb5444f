import type { Register, RegisterField } from "#district";
import type { Bilingual, Json } from "#kernel";
import type { StoredRecord } from "#registers";

type ShownField = { label: Bilingual; value: string };

/** The fields of a record that anyone may see. */
export function publicFields(register: Register, record: StoredRecord): ShownField[] {
  return fieldsOf(register, record, (field) => field.public);
}

/** Every field that stands in the ledger; personal ones stand elsewhere. */
export function ledgerFields(register: Register, record: StoredRecord): (ShownField & { masked: boolean })[] {
  return fieldsOf(register, record, () => true).map((field) => ({ ...field, masked: false }));
}

/** The name of a record's state in its register. */
export function statusName(register: Register, status: string): Bilingual {
  return register.statuses.find((each) => each.id === status)?.name ?? { zh: status, en: status };
}

/** What a record is called, by its register's title with `{field}` places. */
export function recordTitle(
  register: Register | undefined,
  record: Pick<StoredRecord, "id" | "data">,
): string {
  if (register === undefined) return record.id;
  const title = register.title.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => words(record.data[name]));
  return title.trim() === "" ? record.id : title;
}

function fieldsOf(
  register: Register,
  record: StoredRecord,
  shown: (field: RegisterField) => boolean,
): ShownField[] {
  return register.fields.flatMap((field) => {
    const value = record.data[field.id];
    if (!shown(field) || value === undefined || value === null || value === "") return [];
    return [{ label: field.name, value: choiceName(field, value) }];
  });
}

function choiceName(field: RegisterField, value: Json): string {
  const choice = field.choices.find((each) => each.value === value);
  return choice?.name.zh ?? words(value);
}

function words(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map((each) => words(each as Json)).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
