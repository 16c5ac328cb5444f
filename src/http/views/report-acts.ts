import { isReportedIn, type StoredCase } from "#cases";
import type { LookUpAnswer } from "#contract";
import { inBoth, type DistrictPack } from "#district";
import { deadlineOf, openTasks, type OpenTask } from "#engine";

/** What the reporter may do with number and code alone, on a case that was reported without an account. */
export function reportActs(pack: DistrictPack, stored: StoredCase): LookUpAnswer["acts"] {
  if (!isReportedIn(stored)) return [];
  return openTasks(stored.state).flatMap((task) => {
    const field = task.candidateGroups.includes("applicant") ? wordsField(pack, task) : undefined;
    if (field === undefined) return [];
    const { askWhat } = task.variables;
    return [
      {
        act: task.element,
        name: inBoth(pack, task.name),
        label: field.label,
        asked: typeof askWhat === "string" ? askWhat : null,
        dueAt: deadlineOf(stored.state, task)?.dueAt ?? null,
      },
    ];
  });
}

/** The field of a task's form that takes the reporter's own words: the first that it requires. */
export function wordsField(
  pack: DistrictPack,
  { formId }: Pick<OpenTask, "formId">,
): { readonly id: string; readonly label: { readonly zh: string; readonly en: string } } | undefined {
  const schema = formId === null ? undefined : pack.forms.get(formId)?.schema;
  const { required, properties } = (schema ?? {}) as {
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, { readonly title?: string; readonly "x-en"?: string }>>;
  };
  const id = required?.[0];
  const field = id === undefined ? undefined : properties?.[id];
  if (id === undefined || field?.title === undefined) return undefined;
  return { id, label: { zh: field.title, en: field["x-en"] ?? field.title } };
}

/** What the case answered its reporter, where it has; the words are written to be read by them. */
export function replyOf({ state }: StoredCase): string | null {
  const { reply, refusalNote } = state.variables;
  if (typeof reply === "string") return reply;
  return typeof refusalNote === "string" && state.status !== "active" ? refusalNote : null;
}
