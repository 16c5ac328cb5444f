import { boundary, element, end, gateway, terminate, user } from "./bpmn.ts";
import { besideXml, catching, edge, ending, eventScope, throwing } from "./events.ts";
import { connect, fresh, join, type Drawing, type Ends } from "./random-drawing.ts";

/** Draws what stands inside. */
type Part = (inner: Drawing) => Ends;

type Counting = { readonly times: number; readonly drawPart: Part };

/** A subprocess in which an escalation is thrown after its part; what follows it there is lost where that interrupts. */
export function drawEscalated(drawing: Drawing, interrupting: boolean, { times, drawPart }: Counting): Ends {
  const [id, start, thrown, after, stop, out] = six(
    drawing,
    "scope",
    "start",
    "thrown",
    "after",
    "stop",
    "out",
  );
  const inner: Drawing = { ...drawing, elements: [], flows: [] };
  connect(inner, start, drawPart(inner), thrown);
  join(inner, thrown, after);
  join(inner, after, stop);
  drawing.next = inner.next;
  drawing.called.push(besideXml(`escalation ${id} ${id}`));
  drawing.visits[after] = interrupting ? 0 : times;
  drawing.visits[out] = times;
  inner.elements.push(
    element("startEvent", start),
    throwing(thrown, `escalation ${id}`),
    user(after),
    end(stop),
  );
  drawing.elements.push(subProcess(id, inner), edge(out, id, `escalation ${id}`, interrupting));
  if (interrupting) return { first: id, last: out };
  // Beside the subprocess runs what it called for, to an end of its own or to that of the scope around both.
  const beside = fresh(drawing, "beside");
  drawing.elements.push(user(beside));
  join(drawing, out, beside);
  return { first: id, last: id };
}

/** Two ways of a subprocess, one of which ends it whole: what it may end is not counted. */
export function drawTerminated(drawing: Drawing, { times, drawPart }: Counting): Ends {
  const [id, start, fork, last, stop, all] = six(drawing, "scope", "start", "fork", "last", "stop", "all");
  const inner: Drawing = { ...drawing, elements: [], flows: [], visits: {} };
  join(inner, start, fork);
  connect(inner, fork, drawPart(inner), stop);
  connect(inner, fork, { first: last, last }, all);
  drawing.next = inner.next;
  drawing.visits[last] = times;
  inner.elements.push(
    element("startEvent", start),
    gateway("parallel", fork),
    user(last),
    end(stop),
    terminate(all),
  );
  drawing.elements.push(subProcess(id, inner));
  return { first: id, last: id };
}

/** A jump by link events instead of a flow. */
export function drawLinked(drawing: Drawing, id: string, times: number): Ends {
  const [out, into] = [fresh(drawing, "out"), fresh(drawing, "into")];
  drawing.visits[into] = times;
  drawing.elements.push(throwing(out, `link ${id}`), catching(into, `link ${id}`));
  return { first: out, last: into };
}

/** What one way throws the other catches, where nobody outside was faster. */
export function drawThrown(drawing: Drawing, kind: "message" | "signal", id: string, times: number): Ends {
  const [fork, work, thrown, into, meet] = six(drawing, "fork", "work", "thrown", "into", "meet");
  drawing.called.push(besideXml(kind === "message" ? `message ${id} ="k"` : `signal ${id}`));
  for (const each of [work, thrown, into]) drawing.visits[each] = times;
  drawing.elements.push(
    gateway("parallel", fork),
    user(work),
    throwing(thrown, `${kind} ${id}`),
    catching(into, `${kind} ${id}`),
    gateway("parallel", meet),
  );
  join(drawing, fork, work);
  join(drawing, work, thrown);
  join(drawing, thrown, meet);
  connect(drawing, fork, { first: into, last: into }, meet);
  return { first: fork, last: meet };
}

/** A later task that may be sent back to an earlier one: only the later is done as often as the way is gone. */
export function drawReturning(drawing: Drawing, id: string, times: number): Ends {
  const later = fresh(drawing, "later");
  drawing.visits[later] = times;
  drawing.elements.push(user(id), user(later, `<yiwang:task returnTo="${id}"/>`));
  join(drawing, id, later);
  return { first: id, last: later };
}

/** What begins an event subprocess. */
export type Trigger = "message" | "timer" | "signal" | "error" | "escalation";

/**
 * A subprocess with an event subprocess. What comes from outside may end its part, or run beside it many times, and is
 * not counted; what the part itself throws comes once, at its end.
 */
export function drawEventScope(
  drawing: Drawing,
  trigger: Trigger,
  interrupting: boolean,
  { times, drawPart }: Counting,
): Ends {
  const [id, start, stop, handled, thrown] = six(drawing, "events", "start", "stop", "handled", "thrown");
  const name = fresh(drawing, interrupting ? "order" : "more");
  const own = trigger === "error" || trigger === "escalation";
  const ends = interrupting || trigger === "error";
  const inner: Drawing = { ...drawing, elements: [], flows: [], visits: own || !ends ? drawing.visits : {} };
  connect(inner, start, drawPart(inner), own ? thrown : stop);
  if (trigger === "escalation") join(inner, thrown, stop);
  drawing.next = inner.next;
  if (own) drawing.visits[handled] = times;
  if (trigger !== "timer") drawing.called.push(besideXml(DECLARED[trigger](name)));
  const event = trigger === "timer" ? "timer PT1H" : `${trigger} ${name}`;
  inner.elements.push(
    element("startEvent", start),
    ...(trigger === "error" ? [] : [end(stop)]),
    ...(trigger === "error" ? [ending(thrown, event)] : []),
    ...(trigger === "escalation" ? [throwing(thrown, event)] : []),
    eventScope(`${name}_scope`, event, [user(handled)], { interrupting: ends }),
  );
  drawing.elements.push(subProcess(id, inner));
  return { first: id, last: id };
}

const DECLARED = {
  message: (name: string) => `message ${name} ="k"`,
  signal: (name: string) => `signal ${name}`,
  error: (name: string) => `error ${name} ${name}`,
  escalation: (name: string) => `escalation ${name} ${name}`,
};

/** A subprocess of what is drawn inside it. */
export const subProcess = (id: string, { elements, flows }: Drawing, extensions = ""): string =>
  element("subProcess", id, { extensions, inside: [...elements, ...flows].join("\n") });

/** An event on the edge that leads to where the host leads. */
export function drawEdge(drawing: Drawing, host: string, text: string, extensions = ""): string {
  const [late, merge] = [fresh(drawing, "late"), fresh(drawing, "merge")];
  drawing.elements.push(boundary(late, host, text, true, extensions), gateway("exclusive", merge));
  join(drawing, host, merge);
  join(drawing, late, merge);
  return merge;
}

export const six = (drawing: Drawing, ...prefixes: readonly string[]) =>
  prefixes.map((each) => fresh(drawing, each)) as [string, string, string, string, string, string];
