import {
  boundary,
  element,
  end,
  gateway,
  job,
  loop as runs,
  processBody,
  processXml,
  script,
  timer,
  user,
} from "./bpmn.ts";

import { connect, fresh, join, within, type Drawing, type Ends } from "./random-drawing.ts";
import { caught, drawRace, drawTried, drawUndone } from "./random-events.ts";
import type { Block, Leaf } from "./random-blocks.ts";
import { drawClocked, drawHurried, drawJoint, drawLimited } from "./random-limits.ts";
import {
  drawEscalated,
  drawEventScope,
  drawLinked,
  drawReturning,
  drawTerminated,
  drawThrown,
} from "./random-throwing.ts";

/** The process of a block, its start variables, and how often each of its leaves must be completed. */
export type RandomProcess = {
  readonly xml: string;
  readonly variables: Readonly<Record<string, number>>;
  readonly visits: Readonly<Record<string, number>>;
};

export function processOf(block: Block): RandomProcess {
  const drawing: Drawing = {
    elements: [end()],
    flows: [],
    variables: {},
    visits: {},
    counters: [],
    called: [],
    ladders: [],
    next: 1,
  };
  connect(drawing, "s", draw(drawing, block, 1), "e");
  const { elements, flows, variables, visits, called, ladders } = drawing;
  const xml = processXml(elements, flows.join("\n"), "p", called.join("\n"), ladders.join(""));
  return { xml, variables, visits };
}

function draw(drawing: Drawing, block: Block, times: number): Ends {
  switch (block.kind) {
    case "sequence":
      return drawSequence(drawing, block.blocks, times);
    case "parallel":
      return drawParallel(drawing, block.blocks, times);
    case "choice":
      return drawChoice(drawing, block.blocks, block.chosen % block.blocks.length, times);
    case "inclusive":
      return drawInclusive(drawing, block.blocks, block.taken, times);
    case "adHoc":
      return drawAdHoc(drawing, block.blocks, block.taken, times);
    case "call":
      return drawCall(drawing, block.body, times);
    case "many":
      return drawMany(drawing, block, times);
    case "several":
      return drawSeveral(drawing, block, times);
    case "scope":
      return drawScope(drawing, block.body, block.watched, times);
    case "tried":
      return drawTried(drawing, (inner) => draw(inner, block.body, times));
    case "terminated":
      return drawTerminated(drawing, counting(block.body, times));
    case "escalated":
      return drawEscalated(drawing, block.interrupting, counting(block.body, times));
    case "events":
      return drawEventScope(drawing, block.trigger, block.interrupting, counting(block.body, times));
    case "limited":
      return drawLimited(drawing, block.limit, counting(block.body, times).drawPart);
    case "clocked":
      if (times > 1) return draw(drawing, block.body, times);
      return drawClocked(drawing, block, counting(block.body, times));
    case "hurried":
      return drawHurried(drawing, fresh(drawing, "hurried"), block.limit);
    case "joint":
      return drawJoint(drawing, block, times);
    case "loop":
      return drawLoop(drawing, block.body, block.rounds, times);
    default:
      return drawLeaf(drawing, block.kind, times);
  }
}

/** What is inside a block, for those who draw around it. */
const counting = (body: Block, times: number) => ({
  times,
  drawPart: (inner: Drawing) => draw(inner, body, times),
});

function drawLeaf(drawing: Drawing, kind: Leaf, times: number): Ends {
  const id = fresh(drawing, kind);
  if (kind === "linked") return drawLinked(drawing, id, times);
  if (kind === "thrownMessage") return drawThrown(drawing, "message", id, times);
  if (kind === "thrownSignal") return drawThrown(drawing, "signal", id, times);
  if (kind === "returning") return drawReturning(drawing, id, times);
  if (kind === "watched") return drawWatched(drawing, id);
  if (kind === "race") return drawRace(drawing, id, times);
  if (kind === "undone") return drawUndone(drawing, id, times);
  drawing.visits[id] = times;
  if (kind === "message" || kind === "signal") drawing.elements.push(caught(drawing, id, kind));
  if (kind === "user" || kind === "reminded") drawing.elements.push(user(id));
  if (kind === "job") drawing.elements.push(job(id));
  if (kind === "timer") drawing.elements.push(timer(id, "PT1H"));
  if (kind === "pass") drawing.elements.push(script(id, "1", `made_${id}`));
  if (kind === "reminded") {
    const [bell, over] = [fresh(drawing, "bell"), fresh(drawing, "over")];
    drawing.elements.push(boundary(bell, id, "R2/PT30M", false), element("task", over));
    join(drawing, bell, over);
  }
  return { first: id, last: id };
}

/** A task that its own timer may interrupt; both ways meet again, so its completions are not counted. */
function drawWatched(drawing: Drawing, id: string): Ends {
  const [late, merge] = [fresh(drawing, "late"), fresh(drawing, "merge")];
  drawing.elements.push(user(id), boundary(late, id, "PT2H"), gateway("exclusive", merge));
  join(drawing, id, merge);
  join(drawing, late, merge);
  return { first: id, last: merge };
}

function drawSequence(drawing: Drawing, parts: readonly Block[], times: number): Ends {
  const drawn = parts.map((part) => draw(drawing, part, times));
  for (const [index, { last }] of drawn.entries()) {
    const following = drawn[index + 1];
    if (following !== undefined) join(drawing, last, following.first);
  }
  return { first: drawn[0]?.first ?? "", last: drawn.at(-1)?.last ?? "" };
}

function drawParallel(drawing: Drawing, parts: readonly Block[], times: number): Ends {
  const [fork, meet] = [fresh(drawing, "fork"), fresh(drawing, "meet")];
  drawing.elements.push(gateway("parallel", fork), gateway("parallel", meet));
  for (const part of parts) connect(drawing, fork, draw(drawing, part, times), meet);
  return { first: fork, last: meet };
}

function drawChoice(drawing: Drawing, parts: readonly Block[], chosen: number, times: number): Ends {
  const [split, merge] = [fresh(drawing, "split"), fresh(drawing, "merge")];
  drawing.variables[split] = chosen;
  let last = "";
  for (const [index, part] of parts.entries()) {
    const { first, last: out } = draw(drawing, part, index === chosen ? times : 0);
    const isLast = index === parts.length - 1;
    last = join(drawing, split, first, isLast ? undefined : `${split} = ${index}`);
    join(drawing, out, merge);
  }
  drawing.elements.push(gateway("exclusive", split, last), gateway("exclusive", merge));
  return { first: split, last: merge };
}

/** Counts its rounds in a variable that is set to nothing again, so that a loop in a loop starts afresh. */
function drawLoop(drawing: Drawing, part: Block, rounds: number, times: number): Ends {
  const [begin, merge, count, split, reset] = ["begin", "merge", "count", "split", "reset"].map((each) =>
    fresh(drawing, each),
  ) as [string, string, string, string, string];
  const body = draw(drawing, part, times * rounds);
  const counter = `n_${count}`;
  drawing.counters.push(counter);
  drawing.elements.push(
    script(begin, "0", counter),
    gateway("exclusive", merge),
    script(count, `${counter} + 1`, counter),
    script(reset, "0", counter),
  );
  join(drawing, begin, merge);
  connect(drawing, merge, body, count);
  join(drawing, count, split);
  join(drawing, split, merge, `${counter} < ${rounds}`);
  drawing.elements.push(gateway("exclusive", split, join(drawing, split, reset)));
  return { first: begin, last: reset };
}

/** A subprocess; what may be interrupted inside one is not counted. */
function drawScope(drawing: Drawing, part: Block, watched: boolean, times: number): Ends {
  const [id, start, stop, late, merge] = ["scope", "start", "stop", "late", "merge"].map((each) =>
    fresh(drawing, each),
  ) as [string, string, string, string, string];
  const inner: Drawing = { ...drawing, elements: [], flows: [], visits: watched ? {} : drawing.visits };
  connect(inner, start, draw(inner, part, times), stop);
  drawing.next = inner.next;
  const inside = [element("startEvent", start), end(stop), ...inner.elements, ...inner.flows].join("\n");
  drawing.elements.push(element("subProcess", id, { inside }));
  if (!watched) return { first: id, last: id };
  drawing.elements.push(boundary(late, id, "PT90M"), gateway("exclusive", merge));
  join(drawing, id, merge);
  join(drawing, late, merge);
  return { first: id, last: merge };
}

const isTaken = (taken: number, index: number, total: number): boolean =>
  ((taken % 2 ** total || 1) & (2 ** index)) !== 0;

/** Takes any number of branches, at least one; the last is the default, taken where no other is. */
function drawInclusive(drawing: Drawing, parts: readonly Block[], taken: number, times: number): Ends {
  const [split, meet] = [fresh(drawing, "some"), fresh(drawing, "meet")];
  const chosen = parts.map((_part, index) => isTaken(taken, index, parts.length));
  const others = chosen.slice(0, -1).some(Boolean);
  let last = "";
  for (const [index, part] of parts.entries()) {
    const isDefault = index === parts.length - 1;
    const runsHere = isDefault ? !others : chosen[index] === true;
    const { first, last: out } = draw(drawing, part, runsHere ? times : 0);
    last = join(drawing, split, first, isDefault ? undefined : String(chosen[index]));
    join(drawing, out, meet);
  }
  drawing.elements.push(gateway("inclusive", split, last), gateway("inclusive", meet));
  return { first: split, last: meet };
}

/** Begins some of its parts; each ends in a task, as a gateway must lead on. */
function drawAdHoc(drawing: Drawing, parts: readonly Block[], taken: number, times: number): Ends {
  const id = fresh(drawing, "hoc");
  const inner = within(drawing);
  const begun: string[] = [];
  for (const [index, part] of parts.entries()) {
    const runsHere = isTaken(taken, index, parts.length);
    const { first, last } = draw(inner, part, runsHere ? times : 0);
    const stop = fresh(inner, "stop");
    inner.elements.push(element("task", stop));
    join(inner, last, stop);
    if (runsHere) begun.push(`"${first}"`);
  }
  drawing.next = inner.next;
  drawing.counters.push(...inner.counters);
  drawing.elements.push(
    element("adHocSubProcess", id, {
      extensions: `<zeebe:adHoc activeElementsCollection='=[${begun.join(", ")}]'/>`,
      inside: [...inner.elements, ...inner.flows].join("\n"),
    }),
  );
  return { first: id, last: id };
}

/** Nothing comes back from a called process, as its copies of the caller's counters are old by then. */
function drawCall(drawing: Drawing, part: Block, times: number): Ends {
  const [id, process, start, stop] = [
    fresh(drawing, "call"),
    fresh(drawing, "process"),
    fresh(drawing, "start"),
    fresh(drawing, "stop"),
  ];
  const inner: Drawing = { ...within(drawing), ladders: [] };
  connect(inner, start, draw(inner, part, times), stop);
  drawing.next = inner.next;
  drawing.called.push(
    processBody(
      [element("startEvent", start), end(stop), ...inner.elements],
      inner.flows.join("\n"),
      process,
      inner.ladders.join(""),
    ),
  );
  const called = `<zeebe:calledElement processId="${process}" propagateAllChildVariables="false"/>`;
  drawing.elements.push(element("callActivity", id, { extensions: called }));
  return { first: id, last: id };
}

/** Each run counts its loops in variables of its own. */
function drawMany(
  drawing: Drawing,
  { body, count, sequential }: Extract<Block, { kind: "many" }>,
  times: number,
): Ends {
  const [id, start, stop] = [fresh(drawing, "many"), fresh(drawing, "start"), fresh(drawing, "stop")];
  const inner = within(drawing);
  connect(inner, start, draw(inner, body, times * count), stop);
  drawing.next = inner.next;
  const own = inner.counters.map((name) => `<zeebe:input source="=0" target="${name}"/>`).join("");
  drawing.elements.push(
    element("subProcess", id, {
      extensions: own === "" ? "" : `<zeebe:ioMapping>${own}</zeebe:ioMapping>`,
      inside: [
        element("startEvent", start),
        end(stop),
        ...inner.elements,
        ...inner.flows,
        runs(`inputCollection="=${listOf(count)}" inputElement="item"`, sequential),
      ].join("\n"),
    }),
  );
  return { first: id, last: id };
}

/** A task for each item; with `enough` the rest is taken away or never begun. */
function drawSeveral(
  drawing: Drawing,
  { job: isJob, count, sequential, enough }: Extract<Block, { kind: "several" }>,
  times: number,
): Ends {
  const id = fresh(drawing, "several");
  drawing.visits[id] = times * Math.min(count, enough ?? count);
  const collected = `outputCollection="out_${id}" outputElement="=item"`;
  const marker = runs(
    `inputCollection="=${listOf(count)}" inputElement="item" ${collected}`,
    sequential,
    enough === null ? "" : `numberOfCompletedInstances >= ${enough}`,
  );
  drawing.elements.push(
    isJob
      ? element("serviceTask", id, { extensions: '<zeebe:taskDefinition type="work"/>', inside: marker })
      : element("userTask", id, { extensions: "<zeebe:userTask/>", inside: marker }),
  );
  return { first: id, last: id };
}

const listOf = (count: number): string =>
  `[${Array.from({ length: count }, (_, index) => index).join(", ")}]`;
