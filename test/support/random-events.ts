import { element, end, gateway, job, timer, user } from "./bpmn.ts";
import { besideXml, catching, edge, ending, throwing, undoing } from "./events.ts";
import { connect, fresh, join, type Drawing, type Ends } from "./random-drawing.ts";

/** Draws what stands inside. */
type Part = (inner: Drawing) => Ends;

/** An event that waits for a message or signal of its own. */
export function caught(drawing: Drawing, id: string, kind: "message" | "signal"): string {
  drawing.called.push(besideXml(kind === "message" ? `message ${id} ="k"` : `signal ${id}`));
  return catching(id, `${kind} ${id}`);
}

/** A message against the clock. */
export function drawRace(drawing: Drawing, id: string, times: number): Ends {
  const [news, late, merge] = [fresh(drawing, "news"), fresh(drawing, "late"), fresh(drawing, "merge")];
  drawing.visits[id] = times;
  drawing.elements.push(
    element("eventBasedGateway", id),
    caught(drawing, news, "message"),
    timer(late, "PT45M"),
    gateway("exclusive", merge),
  );
  for (const each of [news, late]) {
    join(drawing, id, each);
    join(drawing, each, merge);
  }
  return { first: id, last: merge };
}

/** Two tasks of a subprocess, each undone by a job, before it ends. */
export function drawUndone(drawing: Drawing, id: string, times: number): Ends {
  const inner: Drawing = { ...drawing, elements: [], flows: [] };
  const [start, back, stop] = [fresh(inner, "start"), fresh(inner, "back"), fresh(inner, "stop")];
  const done = ["one", "two"].map((each) => fresh(inner, each));
  let last = start;
  for (const each of done) {
    const undo = fresh(inner, "undo");
    const handler = job(undo).replace("<bpmn:serviceTask ", '<bpmn:serviceTask isForCompensation="true" ');
    inner.elements.push(user(each), undoing(undo, each), handler);
    inner.visits[each] = times;
    inner.visits[undo] = times;
    join(inner, last, each);
    last = each;
  }
  join(inner, last, back);
  join(inner, back, stop);
  drawing.next = inner.next;
  inner.elements.push(element("startEvent", start), throwing(back, "compensate"), end(stop));
  drawing.elements.push(
    element("subProcess", id, { inside: [...inner.elements, ...inner.flows].join("\n") }),
  );
  return { first: id, last: id };
}

/** Whatever is inside comes to its end, which is an error that is caught outside. */
export function drawTried(drawing: Drawing, drawPart: Part): Ends {
  const [id, start, stop, out] = ["tried", "start", "stop", "out"].map((each) => fresh(drawing, each)) as [
    string,
    string,
    string,
    string,
  ];
  const inner: Drawing = { ...drawing, elements: [], flows: [] };
  connect(inner, start, drawPart(inner), stop);
  drawing.next = inner.next;
  drawing.called.push(besideXml(`error ${id} ${id}`));
  inner.elements.push(element("startEvent", start), ending(stop, `error ${id}`));
  drawing.elements.push(
    element("subProcess", id, { inside: [...inner.elements, ...inner.flows].join("\n") }),
    edge(out, id, `error ${id}`),
  );
  return { first: id, last: out };
}
