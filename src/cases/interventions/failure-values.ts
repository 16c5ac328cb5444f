import type { DistrictPack, Matter } from "#district";
import { findFailed, type FailedElement, type FailedRead, type InstanceId, type LinkedPlan } from "#engine";
import { isJsonObject, maskIdentityNumber, maskName, maskPhone, type Bilingual, type Json } from "#kernel";
import type { Plan, UserTask } from "#process";
import { dutiesOf, isUserTask } from "../case/duties-of.ts";
import { fieldLabel } from "../case/field-label.ts";
import type { StoredCase } from "../case/ports.ts";

/**
 * Why a value is not corrected beside the process: it is what the case is known by (`fact`), what the applicant
 * declared (`applied`), what a person gave in a task of the separation of duties or an applicant's own (`duty`), or
 * personal data, which never is a variable (`personal`).
 */
export type ValueLock = "fact" | "applied" | "duty" | "personal";

/** A value that a failed element reads, as a person sees it. */
export type FailureValue = FailedRead & {
  /** What its form calls it; null where no form asks for it. */
  readonly label: Bilingual | null;
  /** Something personal in it is starred, as the reader may not see it. */
  readonly masked: boolean;
  readonly lock: ValueLock | null;
};

/** A failed element with the values it reads. `inFull`: the reader may see personal data. */
export function findFailure(
  pack: DistrictPack,
  matter: Matter,
  { plan, stored }: { readonly plan: LinkedPlan; readonly stored: Pick<StoredCase, "state"> },
  failure: InstanceId,
  inFull: boolean,
): { readonly node: FailedElement["node"]; readonly values: readonly FailureValue[] } | undefined {
  const found = findFailed(plan, stored.state, failure);
  if (found === undefined) return undefined;
  const plans = [...plan.plans.values()].map((each) => each.plan);
  const given = givenInDuties(pack, plans);
  const personal = personalNames(pack, matter);
  const values = found.reads.map((read): FailureValue => {
    const names = read.path[0] === "applicant" ? new Set([...personal, ...WHO_APPLIED]) : personal;
    const masked = inFull ? read.value : withoutPersonal(read.value, names, read.path.at(-1));
    const isStarred = JSON.stringify(masked) !== JSON.stringify(read.value);
    return {
      ...read,
      value: masked,
      label: labelOf(pack, matter, plan, read.path),
      masked: isStarred,
      lock: lockOf(read.path, given, personal) ?? (isStarred ? "personal" : null),
    };
  });
  // What may be put right comes first.
  const byLock = values.toSorted((one, other) => Number(one.lock !== null) - Number(other.lock !== null));
  return { node: found.node, values: byLock };
}

/** What a case is known by stands in its head, its documents and its receipt as well. */
const FACTS = new Set([
  "caseNo",
  "receivedAt",
  "matter",
  "applicant",
  "organ",
  "town",
  "division",
  "personal",
]);
const WHO_APPLIED = ["account", "name", "inNameOf"];

function lockOf(
  path: readonly string[],
  given: ReadonlySet<string>,
  personal: ReadonlySet<string>,
): ValueLock | null {
  const [name = ""] = path;
  if (FACTS.has(name)) return "fact";
  if (path.some((each) => personal.has(each))) return "personal";
  if (name === "form") return "applied";
  return given.has(name) ? "duty" : null;
}

/**
 * What the duties of a process and its joint reviews give: correcting it would decide in the place of those whose they
 * are. It is given anew once the case is moved back to their task.
 */
function givenInDuties(pack: DistrictPack, plans: readonly Plan[]): ReadonlySet<string> {
  const reviews = tasksOf(plans).filter(({ loop }) => loop?.review !== undefined);
  const names = [...plans.flatMap(dutiesOf), ...reviews].flatMap((task) => [
    ...fieldsOf(pack, task).map(({ name }) => name),
    ...task.outputs.map(({ target }) => target[0] ?? ""),
    ...[task.loop?.output?.collection, task.loop?.review?.result].filter((each) => each !== undefined),
  ]);
  return new Set(names);
}

const tasksOf = (plans: readonly Plan[]): readonly UserTask[] =>
  plans.flatMap(({ nodes }) => Object.values(nodes)).filter(isUserTask);

function fieldsOf(pack: DistrictPack, { formId }: UserTask): Matter["form"]["fields"] {
  return formId === null ? [] : (pack.forms.get(formId)?.fields ?? []);
}

function personalNames(pack: DistrictPack, matter: Matter): ReadonlySet<string> {
  const fields = [...matter.form.fields, ...[...pack.forms.values()].flatMap((form) => form.fields)];
  return new Set(fields.flatMap(({ name, personal }) => (personal ? [name] : [])));
}

function labelOf(
  pack: DistrictPack,
  matter: Matter,
  plan: LinkedPlan,
  [first = "", second]: readonly string[],
): Bilingual | null {
  if (first === "form") return matter.form.fields.find(({ name }) => name === second)?.label ?? null;
  return second === undefined ? (fieldLabel(pack, plan, first) ?? null) : null;
}

/** A value with what is personal in it starred: by the names that forms mark, and by what is written as such. */
function withoutPersonal(value: Json, names: ReadonlySet<string>, name = ""): Json {
  if (typeof value === "string") return starred(value, names.has(name));
  if (Array.isArray(value)) return value.map((each: Json) => withoutPersonal(each, names, name));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, each]): [string, Json] => [key, withoutPersonal(each, names, key)]),
    );
  const isNumber = typeof value === "number" && (names.has(name) || /^1\d{10}$/.test(String(value)));
  return isNumber ? "****" : value;
}

/** Numbers of identity cards and mobile phones are starred wherever they stand in a text. */
function starred(text: string, isPersonal: boolean): string {
  const numbers = text
    .replaceAll(/(?<!\d)\d{17}[\dXx](?!\d)/g, (number) => maskIdentityNumber(number))
    .replaceAll(/(?<!\d)1\d{10}(?!\d)/g, (number) => maskPhone(number));
  return numbers === text && isPersonal ? maskName(text) : numbers;
}
