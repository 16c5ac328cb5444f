import { clockSentences, movesOf, type ForeseenMove, type StoredCase } from "#cases";
import type { MovePreviewAnswer, MovesAnswer, NamedElement } from "#contract";
import { inBoth, standingName, type DistrictPack } from "#district";
import {
  deadlineOf,
  instancesOf,
  isWatcher,
  nodeOf,
  openTasks,
  type LinkedPlan,
  type OpenTask,
} from "#engine";
import type { Instant, Problem } from "#kernel";
import { clockAnswer } from "./clock-answer.ts";
import { holderInBoth } from "./holder-in-both.ts";
import { namedElement } from "./named-element.ts";

type State = StoredCase["state"];

/** Where a case stands, where each place may be moved to, and why not elsewhere. */
export function movesAnswer(
  pack: DistrictPack,
  { version, state }: StoredCase,
  plan: LinkedPlan,
  at: Instant,
): MovesAnswer {
  return {
    version,
    standings: movesOf(plan, state, at).map(({ from, to }) => {
      const { nodes } = from.plan;
      const asked = [...to].flatMap(([id, problem]) => {
        const node = nodes[id];
        return node === undefined ? [] : [{ element: namedElement(pack, node), problem }];
      });
      return {
        instance: from.id,
        ...namedElement(pack, from.node),
        failed: from.wait === "failed",
        targets: asked.flatMap(({ element, problem }) => (problem === undefined ? [element] : [])),
        refused: byReason(
          asked.flatMap(({ element, problem }) => (problem === undefined ? [] : [{ element, problem }])),
        ),
      };
    }),
  };
}

type Refused = { readonly element: NamedElement; readonly problem: Problem };

/** Each reason once, with all that it keeps back. */
function byReason(refused: readonly Refused[]): MovesAnswer["standings"][number]["refused"] {
  return Object.values(Object.groupBy(refused, ({ problem }) => problem.message.zh)).flatMap((all = []) => {
    const [first] = all;
    if (first === undefined) return [];
    const { message, next } = first.problem;
    return [{ why: message, next, elements: all.map(({ element }) => element) }];
  });
}

/** What a move would bring about, in words. */
export function movePreviewAnswer(
  pack: DistrictPack,
  before: StoredCase,
  plan: LinkedPlan,
  foreseen: ForeseenMove,
  at: Instant,
): MovePreviewAnswer {
  const { ends, opens, marks, documents } = foreseen;
  const after = { ...before, ...foreseen.stored };
  return {
    ends: elementsOf(pack, plan, before.state, ends).map(({ element, task }) => ({
      ...element,
      dueAt: limitOf(before.state, task),
    })),
    opens: elementsOf(pack, plan, after.state, opens).map(({ element, task }) => ({
      ...element,
      holder: task === undefined ? null : holderInBoth(pack, after, task),
      dueAt: limitOf(after.state, task),
    })),
    clocks: [...clockSentences(marks)],
    before: clockAnswer(before, pack, at),
    after: clockAnswer(after, pack, at),
    state: standingName(pack, after.head),
    documents: documents.map((title) => inBoth(pack, title)),
  };
}

const limitOf = (state: State, task: OpenTask | undefined): string | null =>
  task === undefined ? null : (deadlineOf(state, task)?.dueAt ?? null);

/** Elements of a state's instances, each once; what only watches goes with what it watches. */
function elementsOf(
  pack: DistrictPack,
  plan: LinkedPlan,
  state: State,
  ids: readonly string[],
): readonly { readonly element: NamedElement; readonly task: OpenTask | undefined }[] {
  const tasks = openTasks(state);
  const found = instancesOf(state).flatMap(([id, instance]) => {
    if (!ids.includes(id) || isWatcher(instance.wait)) return [];
    const node = nodeOf(plan, state, id);
    return node === undefined
      ? []
      : [{ element: namedElement(pack, node), task: tasks.find((each) => each.id === id) }];
  });
  return found.filter(
    ({ element }, index) => found.findIndex((each) => each.element.element === element.element) === index,
  );
}
