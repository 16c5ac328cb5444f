import type { Draft, MatterDraft } from "../pack/draft.ts";
import { ASKED_ORGAN, OWN_ORGAN, TOWN_ORGAN, type MatterNeed } from "../parts/matter-needs.ts";
import { plansCalled } from "../answers/plans-called.ts";
import { childOf, reportAt, type Node } from "../shape/node.ts";
import { membersRead } from "./check-expressions.ts";
import { nodesOf } from "./check-matter-process.ts";
import type { Instant, Json, JsonObject } from "#kernel";
import type { UserTask } from "#process";
import { evaluateFeel } from "#rules";

const ORGAN_WORDS: readonly string[] = [OWN_ORGAN, TOWN_ORGAN, ASKED_ORGAN];

/** What handlers need to know names what there is, leaves no organ out that has a task, and is not told by the title. */
export function checkNeeds({ matter, node }: MatterDraft, draft: Draft): void {
  const tasks = plansCalled(draft.processes, matter.process).flatMap(({ plan }) =>
    nodesOf(plan).filter((each) => each.kind === "userTask"),
  );
  for (const [index, need] of matter.needs.entries()) {
    const at = childOf(childOf(node, "needs"), index);
    const names = nameChecker(at);
    names("organs", need.organs, [...ORGAN_WORDS, ...(draft.organs?.keys() ?? need.organs)], ORGAN);
    names("roles", need.roles, [...(draft.roles?.keys() ?? need.roles)], ROLE);
    const elements =
      draft.processes === undefined ? [...need.tasks, ...need.findings] : tasks.map(({ id }) => id);
    names("tasks", need.tasks, elements, TASK);
    names("findings", need.findings, elements, TASK);
    const { groups, fields } = matter.form;
    names(
      "groups",
      need.groups,
      groups.map(({ id }) => id),
      GROUP,
    );
    names(
      "fields",
      need.fields,
      fields.map(({ name }) => name),
      FIELD,
    );
    names(
      "materials",
      need.materials,
      matter.materials.map(({ id }) => id),
      MATERIAL,
    );
    checkTitle(matter, need, at);
  }
  for (const { name, organ } of tasks)
    if (organ !== undefined) checkSaid({ matter, node }, draft, name, organ);
}

const ORGAN = { kind: "部门", kindEn: "organ" };
const ROLE = { kind: "角色", kindEn: "role" };
const TASK = { kind: "环节", kindEn: "task" };
const GROUP = { kind: "表单分组", kindEn: "group of the form" };
const FIELD = { kind: "表单字段", kindEn: "field of the form" };
const MATERIAL = { kind: "材料", kindEn: "material" };

const nameChecker =
  (at: Node) =>
  (
    key: string,
    named: readonly string[],
    known: readonly string[],
    kind: { readonly kind: string; readonly kindEn: string },
  ): void => {
    for (const [index, id] of named.entries())
      if (!known.includes(id))
        reportAt(childOf(childOf(at, key), index), "PACK_REFERENCE_UNKNOWN", { id, ...kind });
  };

/** A title stands in every list, for whoever may see that there is a case. */
function checkTitle({ caseTitle, form }: MatterDraft["matter"], need: MatterNeed, at: Node): void {
  if (need.whole) return;
  const seen = form.groups.filter(({ id }) => need.groups.includes(id)).flatMap(({ fields }) => fields);
  for (const field of membersRead(caseTitle, "form"))
    if (![...seen, ...need.fields].includes(field)) reportAt(at, "NEEDS_TOLD_BY_TITLE", { field });
}

/** Where a task is another organ's, some need speaks of that organ; of which, only a case may know. */
function checkSaid({ matter, node }: MatterDraft, draft: Draft, name: string, organ: Organ): void {
  const settings = { ...draft.district?.settings, ...matter.settings };
  const whose = organ.kind === "literal" ? organ.value : organOf(organ.text, settings);
  // What a setting names that is no organ turns the task off; and the town may be the one that decides.
  if (typeof whose === "string" && !isAnothers(matter, draft, whose)) return;
  const said = matter.needs.some(({ organs }) =>
    typeof whose === "string"
      ? organs.length === 0 || organs.includes(ASKED_ORGAN) || organs.includes(whose)
      : organs.length === 0 || organs.some((each) => each !== OWN_ORGAN),
  );
  if (said) return;
  const named = whose === TOWN_ORGAN ? TOWN : (draft.organs?.get(String(whose))?.name ?? ASKED);
  reportAt(childOf(node, "needs"), "NEEDS_UNSAID", { task: name, organ: named.zh, organEn: named.en });
}

type Organ = NonNullable<UserTask["organ"]>;

function isAnothers({ organ, handledBy }: MatterDraft["matter"], draft: Draft, whose: string): boolean {
  if (whose === OWN_ORGAN || whose === organ) return false;
  return whose === TOWN_ORGAN ? handledBy !== "town" : draft.organs?.has(whose) === true;
}

const TOWN = { zh: "镇街", en: "the town" };
const ASKED = { zh: "被征求意见的部门", en: "the organ that is asked" };

/** The organ that FEEL names before any case is there; undefined where only a case can say. */
function organOf(text: string, settings: JsonObject): Json | undefined {
  const names = { settings, [TOWN_ORGAN]: TOWN_ORGAN, organ: OWN_ORGAN };
  const answer = evaluateFeel(text.replace(/^=/, ""), names, { now: LONG_AGO });
  return answer.ok && typeof answer.value.value === "string" ? answer.value.value : undefined;
}

/** No organ follows from the day. */
const LONG_AGO = "2000-01-01T00:00:00.000Z" as Instant;
