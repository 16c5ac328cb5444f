import * as fc from "fast-check";
import { boundary, element, end, flow, gateway, job, processXml, script, timer, user } from "./bpmn.ts";

/** A block-structured process: every block has one way in and one way out. */
export type Block =
  | { readonly kind: "user" | "job" | "timer" | "pass" | "watched" | "reminded" }
  | { readonly kind: "scope"; readonly body: Block; readonly watched: boolean }
  | { readonly kind: "sequence" | "parallel"; readonly blocks: readonly Block[] }
  | { readonly kind: "choice"; readonly blocks: readonly Block[]; readonly chosen: number }
  | { readonly kind: "loop"; readonly body: Block; readonly rounds: number };

const leaf: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom("user", "job", "timer", "pass", "watched", "reminded"),
});

/** Random blocks, small enough to run by the hundred. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom("sequence" as const, "parallel" as const),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("choice" as const),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
      chosen: fc.nat({ max: 2 }),
    }),
    fc.record({ kind: fc.constant("scope" as const), body: tie("block"), watched: fc.boolean() }),
    fc.record({
      kind: fc.constant("loop" as const),
      body: tie("block"),
      rounds: fc.integer({ min: 1, max: 3 }),
    }),
  ),
})).block;

/** The process of a block, its start variables, and how often each of its leaves must be completed. */
export type RandomProcess = {
  readonly xml: string;
  readonly variables: Readonly<Record<string, number>>;
  readonly visits: Readonly<Record<string, number>>;
};

type Drawing = {
  readonly elements: string[];
  readonly flows: string[];
  readonly variables: Record<string, number>;
  readonly visits: Record<string, number>;
  next: number;
};

export function processOf(block: Block): RandomProcess {
  const drawing: Drawing = { elements: [end()], flows: [], variables: {}, visits: {}, next: 1 };
  connect(drawing, "s", draw(drawing, block, 1), "e");
  const { elements, flows, variables, visits } = drawing;
  return { xml: processXml(elements, flows.join("\n")), variables, visits };
}

type Ends = { readonly first: string; readonly last: string };

const fresh = (drawing: Drawing, prefix: string): string => `${prefix}${drawing.next++}`;

function join(drawing: Drawing, from: string, to: string, condition?: string): string {
  const id = fresh(drawing, "f");
  drawing.flows.push(flow(id, from, to, condition));
  return id;
}

function connect(drawing: Drawing, from: string, { first, last }: Ends, to: string): void {
  join(drawing, from, first);
  join(drawing, last, to);
}

function draw(drawing: Drawing, block: Block, times: number): Ends {
  switch (block.kind) {
    case "sequence":
      return drawSequence(drawing, block.blocks, times);
    case "parallel":
      return drawParallel(drawing, block.blocks, times);
    case "choice":
      return drawChoice(drawing, block.blocks, block.chosen % block.blocks.length, times);
    case "scope":
      return drawScope(drawing, block.body, block.watched, times);
    case "loop":
      return drawLoop(drawing, block.body, block.rounds, times);
    default:
      return drawLeaf(drawing, block.kind, times);
  }
}

function drawLeaf(
  drawing: Drawing,
  kind: "user" | "job" | "timer" | "pass" | "watched" | "reminded",
  times: number,
): Ends {
  const id = fresh(drawing, kind);
  if (kind === "watched") return drawWatched(drawing, id);
  drawing.visits[id] = times;
  if (kind === "user" || kind === "reminded") drawing.elements.push(user(id));
  if (kind === "job") drawing.elements.push(job(id));
  if (kind === "timer") drawing.elements.push(timer(id, "PT1H"));
  if (kind === "pass") drawing.elements.push(script(id, "1", `made_${id}`));
  if (kind === "reminded") {
    const [bell, over] = [fresh(drawing, "bell"), fresh(drawing, "over")];
    drawing.elements.push(boundary(bell, id, "R2/PT30M", false), end(over));
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
