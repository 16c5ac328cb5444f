import {
  materialsFor,
  placeOfCase,
  proceduresOf,
  titleNames,
  titleOfCase,
  type FormField,
  type Matter,
} from "#district";
import type { FormCorrection } from "#engine";
import {
  err,
  isJsonObject,
  ok,
  problem,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { PersonalRow } from "#registers";
import type { CaseIdentity } from "../case/case-head.ts";
import type { CaseWork, FieldFault } from "../case/case-work.ts";
import type { MaterialFiles } from "../case/materials.ts";
import { partPersonalData, personalRow } from "../case/personal-data.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";
import { nextFormRow, openForm, personalForm } from "../case/whole-form.ts";
import { checkCertificate } from "../results/check-certificate.ts";
import {
  correctedFields,
  faultedFields,
  isAsked,
  openedFields,
  type CorrectedField,
} from "./faulted-fields.ts";

/** What an applicant hands in to put an application right. */
export type Correcting = {
  readonly stored: StoredCase;
  readonly matter: Matter;
  /** Field by field, as it is to stand; what is left out stays. Null empties a field. */
  readonly given: JsonObject;
  /** Where in the task's form something of the application stands (`/field` or, of the whole, nothing): faults point there. */
  readonly pointerOf: (pointer: string) => string;
  readonly materials: MaterialFiles;
  /** Whether the applicant says in words why something stays as it was. */
  readonly explained: boolean;
};

/** An application that was put right: what the event carries, and what is kept beside it. */
export type CorrectedForm = {
  readonly corrected: FormCorrection;
  readonly personal: readonly PersonalRow[];
  readonly identity: CaseIdentity;
  /** The whole form as it stands now, personal fields included. */
  readonly whole: JsonObject;
};

/**
 * Puts an application right as the one-time notice asks (补正, 行政许可法 art. 32 ¶1 (4)): the named fields alone, held to
 * all that the application was held to when it came in. What follows from the form (title, place, site check, special
 * procedures) follows again. Errors: CORRECTION_FIELD_LOCKED, TASK_VALUES_INVALID,
 * CORRECTION_OTHER_ORGAN, MATERIAL_MISSING, those of checkCertificate.
 */
export async function correctForm(
  work: CaseWork,
  transaction: CaseTransaction,
  correcting: Correcting,
): Promise<Result<CorrectedForm, Problem>> {
  const { stored, matter, given } = correcting;
  const opened = openedFields(matter, faultedFields(stored.state.variables));
  const locked = Object.keys(given).find((name) => !opened.has(name));
  if (locked !== undefined)
    return err(problem("CORRECTION_FIELD_LOCKED", nameOf(matter, locked), { field: locked }));
  const put = await putRight(work, transaction, correcting, opened);
  if (!put.ok) return put;
  const { corrected } = put.value;
  const variables = { ...corrected.variables, fieldVerdicts: [] };
  return ok({ ...put.value, corrected: { ...corrected, variables } });
}

/**
 * Puts right what was given, where `opened` are the fields that may become another: those of a notice, or those that
 * somebody found otherwise. Errors: those of correctForm but CORRECTION_FIELD_LOCKED.
 */
export async function putRight(
  work: CaseWork,
  transaction: CaseTransaction,
  correcting: Correcting,
  opened: ReadonlySet<string>,
): Promise<Result<CorrectedForm, Problem>> {
  const { stored, matter, given } = correcting;
  const { variables } = stored.state;
  const at = work.now();
  const rows = await transaction.findPersonal(stored.id);
  const before = { ...openForm(stored), ...personalForm(rows) };
  const after = formAfter(matter, before, given, opened, at);
  const faults = [
    ...stillAsBefore(correcting, before, after),
    ...newFaults(work, correcting, before, { after, opened }),
  ];
  if (faults.length > 0)
    return err(
      problem("TASK_VALUES_INVALID", { count: faults.length }, { fields: faults as unknown as Json }),
    );
  const missing = missingMaterials(correcting, before, after);
  if (missing !== undefined) return err(missing);
  const holder = stored.head.inNameOf ?? stored.head.applicant;
  const named = await checkCertificate(work, transaction, matter, { values: after, holder, at });
  if (!named.ok) return named;
  const { open, personal } = partPersonalData(matter.form.schema, after);
  const placed = placedAgain(work, correcting, { open, whole: after }, at);
  if (!placed.ok) return placed;
  const { identity, variables: follows } = placed.value;
  const changed = matter.form.fields.filter(({ name }) => !isSame(before[name], after[name]));
  const corrections = correctionsOf(matter, variables, before, changed);
  const kept = personalPart(work, correcting, { rows, changed, personal });
  const digests = variables["personal"];
  const namesOf = (form: JsonObject): JsonObject => titleNames(work.pack, matter, { ...variables, form }, at);
  return ok({
    corrected: {
      variables: {
        ...follows,
        form: open,
        corrections: corrections as unknown as Json,
        ...(kept.length === 0
          ? {}
          : {
              personal: {
                ...(digests !== undefined && isJsonObject(digests) ? digests : {}),
                ...Object.fromEntries(kept.map(({ key, digest }) => [key, digest])),
              },
            }),
      },
      fields: changed.map((field) => changeOf(field, before, after, namesOf)),
    },
    personal: kept,
    identity,
    whole: after,
  });
}

/** The form with what was given put in; what is no longer asked because of it goes. */
function formAfter(
  matter: Matter,
  before: JsonObject,
  given: JsonObject,
  opened: ReadonlySet<string>,
  now: Instant,
): JsonObject {
  const put = { ...before, ...given };
  const gone = matter.form.fields.filter((field) => opened.has(field.name) && !isAsked(field, put, now));
  const out = new Set(gone.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(put).filter(([name, value]) => !out.has(name) && value !== null && value !== ""),
  );
}

/** Each field that the notice names is put right, or it is said why it stays. */
function stillAsBefore(
  { stored, matter, pointerOf, explained }: Correcting,
  before: JsonObject,
  after: JsonObject,
): readonly FieldFault[] {
  if (explained) return [];
  return faultedFields(stored.state.variables)
    .filter(({ field }) => isSame(before[field], after[field]))
    .map(({ field }) => {
      const { name, nameEn } = nameOf(matter, field);
      return {
        pointer: pointerOf(`/${field}`),
        message: {
          zh: `“${name}”还是原来的内容：请更正，或者在“说明”中写明为什么不改`,
          en: `“${nameEn}” still says what it said: put it right, or say in the note why it stays`,
        },
      };
    });
}

/** What is wrong with the form now. A fault that was there before in what nobody may change stands in nobody's way. */
function newFaults(
  work: CaseWork,
  { matter, pointerOf }: Correcting,
  before: JsonObject,
  { after, opened }: { readonly after: JsonObject; readonly opened: ReadonlySet<string> },
): readonly FieldFault[] {
  const { schema } = matter.form;
  const known = new Set(work.validate(schema, before).map(({ pointer }) => pointer));
  return work
    .validate(schema, after)
    .filter(({ pointer }) => opened.has(fieldOf(pointer)) || !known.has(pointer))
    .map(({ pointer, message }) => ({
      pointer: pointerOf(opened.has(fieldOf(pointer)) ? pointer : ""),
      message,
    }));
}

const fieldOf = (pointer: string): string => pointer.split("/")[1] ?? "";

/** Material that is asked only since the form was put right, and did not come with it. */
function missingMaterials(
  { matter, materials }: Correcting,
  before: JsonObject,
  after: JsonObject,
): Problem | undefined {
  const asked = new Set(materialsFor(matter, before).map(({ material }) => material.id));
  const missing = materialsFor(matter, after).filter(
    ({ material: { id }, required }) => required && !asked.has(id) && (materials[id] ?? []).length === 0,
  );
  if (missing.length === 0) return undefined;
  const fields = missing.map(({ material: { name } }) => ({
    pointer: "/materials",
    message: {
      zh: `照这样更正后，还需要提交“${name.zh}”`,
      en: `As corrected, the application also needs “${name.en}”`,
    },
  }));
  const names = missing.map(({ material }) => material.name.zh).join("、");
  return problem("MATERIAL_MISSING", { names }, { fields });
}

/** Title, place and courses follow from the form; another organ's case it cannot become. */
function placedAgain(
  work: CaseWork,
  { stored, matter }: Correcting,
  form: { readonly open: JsonObject; readonly whole: JsonObject },
  at: Instant,
): Result<{ readonly identity: CaseIdentity; readonly variables: JsonObject }, Problem> {
  const { head, state } = stored;
  const seen = { ...state.variables, form: form.whole };
  const place = placeOfCase(work.pack, matter, seen, at);
  if (!place.ok) return place;
  const { organ, ...found } = place.value;
  const { division, town } = found;
  const own = matter.handledBy === "town" ? organ : head.organ;
  if (own !== head.organ) {
    const to = work.pack.organs.get(own ?? "")?.name ?? { zh: "其他机关", en: "another organ" };
    return err(problem("CORRECTION_OTHER_ORGAN", { organ: to.zh, organEn: to.en }));
  }
  const { siteCheck, specialProcedures } = proceduresOf(matter, form.open);
  const told = state.variables["matter"];
  return ok({
    identity: {
      ...head,
      title: titleOfCase(work.pack, matter, { ...seen, division, town }, at) ?? head.title,
      division,
    },
    variables: {
      ...found,
      siteCheck,
      matter: { ...(told !== undefined && isJsonObject(told) ? told : {}), specialProcedures },
    },
  });
}

function correctionsOf(
  matter: Matter,
  variables: JsonObject,
  before: JsonObject,
  changed: readonly FormField[],
): readonly CorrectedField[] {
  const verdicts = new Map(faultedFields(variables).map((verdict) => [verdict.field, verdict]));
  const now = changed.map((field): CorrectedField => {
    const { name, label, personal } = field;
    const said = verdicts.get(name) ?? { field: name, name: label.zh, reason: "", requirement: "" };
    return { ...said, before: personal ? null : (before[name] ?? null), personal };
  });
  const names = new Set(changed.map(({ name }) => name));
  return [...correctedFields(variables).filter(({ field }) => !names.has(field)), ...now];
}

/** The personal fields that changed, in a row of their own beside the one of before; null where one was emptied. */
function personalPart(
  work: CaseWork,
  { stored }: Correcting,
  part: {
    readonly rows: readonly PersonalRow[];
    readonly changed: readonly FormField[];
    readonly personal: JsonObject;
  },
): readonly PersonalRow[] {
  const fields = part.changed.filter(({ personal }) => personal);
  if (fields.length === 0) return [];
  const content = Object.fromEntries(fields.map(({ name }) => [name, part.personal[name] ?? null]));
  return [personalRow(stored.id, nextFormRow(part.rows), content, work.newSalt())];
}

function changeOf(
  { name, label, personal, schema }: FormField,
  before: JsonObject,
  after: JsonObject,
  namesOf: (form: JsonObject) => JsonObject,
): FormCorrection["fields"][number] {
  const field = { field: name, label };
  if (personal) return field;
  const changed = { ...field, before: before[name] ?? null, after: after[name] ?? null };
  const called = schema["x-name"];
  if (typeof called !== "string") return changed;
  const [was, is] = [namesOf(before)[called] ?? null, namesOf(after)[called] ?? null];
  return { ...changed, names: { before: was, after: is } };
}

const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

function nameOf({ form }: Matter, field: string): { readonly name: string; readonly nameEn: string } {
  const label = form.fields.find(({ name }) => name === field)?.label ?? { zh: field, en: field };
  return { name: label.zh, nameEn: label.en };
}
