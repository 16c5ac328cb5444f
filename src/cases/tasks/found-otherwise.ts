import { feelValue, type Matter, type TaskForm } from "#district";
import {
  isJsonObject,
  ok,
  type Instant,
  type Json,
  type JsonObject,
  type Problem,
  type Result,
} from "#kernel";
import type { CaseWork } from "../case/case-work.ts";
import type { CaseTransaction, StoredCase } from "../case/ports.ts";
import { openForm } from "../case/whole-form.ts";
import { putRight, type CorrectedForm } from "./correct-form.ts";
import { isAsked, openedFields } from "./faulted-fields.ts";

/** A field of the application as a task found it, and the answer that says so. */
type Found = {
  readonly field: string;
  readonly value: Json;
  readonly answer: string;
  readonly whole: boolean;
};

/**
 * The application with what a task found otherwise than it was told (`x-corrects`), such as where something lies: held
 * to all that the application was held to, and what follows from it (place, title, organ of the place) follows again.
 * What was told of it in words beside numbers, as an address beside a point, stays. Null where nothing was found
 * otherwise. Errors: those of putRight.
 */
export async function foundOtherwise(
  work: CaseWork,
  transaction: CaseTransaction,
  form: Pick<TaskForm, "fields">,
  told: { readonly stored: StoredCase; readonly matter: Matter; readonly values: JsonObject },
): Promise<Result<CorrectedForm | null, Problem>> {
  const { stored, matter, values } = told;
  const found = foundIn(form, values, work.now());
  if (found.length === 0) return ok(null);
  const before = openForm(stored);
  const given = Object.fromEntries(found.map(({ field, value }) => [field, withWords(before[field], value)]));
  const correcting = {
    stored,
    matter,
    given,
    pointerOf: pointersInto(found),
    materials: {},
    explained: true,
  };
  const put = await putRight(work, transaction, correcting, openedFields(matter, found));
  if (!put.ok) return put;
  return ok(put.value.corrected.fields.length === 0 ? null : put.value);
}

function foundIn({ fields }: Pick<TaskForm, "fields">, values: JsonObject, now: Instant): readonly Found[] {
  return fields.flatMap((asked) => {
    const answer = values[asked.name];
    if (answer === undefined || answer === null || !isAsked(asked, values, now)) return [];
    return asked.corrects.flatMap(({ field, value }) => {
      const found = value === null ? answer : feelValue(value, values, now);
      // What says nothing leaves what was told.
      return found === null ? [] : [{ field, value: found, answer: asked.name, whole: value === null }];
    });
  });
}

/** Where in the task's form something of the application was said. */
function pointersInto(found: readonly Found[]): (pointer: string) => string {
  return (pointer) => {
    const [, field = "", ...rest] = pointer.split("/");
    const said = found.find((each) => each.field === field) ?? found[0];
    return ["", said?.answer ?? "", ...(said?.whole === true ? rest : [])].join("/");
  };
}

function withWords(told: Json | undefined, found: Json): Json {
  if (told === undefined || !isJsonObject(told) || !isJsonObject(found)) return found;
  const words = Object.entries(told).filter(([, value]) => typeof value === "string");
  return { ...Object.fromEntries(words), ...found };
}
