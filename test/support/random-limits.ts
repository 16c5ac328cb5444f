import { boundary, element, end, gateway, loop, user } from "./bpmn.ts";
import { connect, fresh, join, type Drawing, type Ends } from "./random-drawing.ts";
import { drawEdge, six, subProcess } from "./random-throwing.ts";

/** Draws what stands inside. */
type Part = (inner: Drawing) => Ends;

export const LIMITS = ["1wd", "2wd", "30h", "6wh", "3d"] as const;

const unitOf = (limit: string): string => limit.replace(/\d+/, "");

/** Near, due and overdue, one of each deed. */
const ladder = (limit: string, clock = ""): string =>
  [
    `when="near" by="1${unitOf(limit)}" action="notify" to="one"`,
    'when="due" action="raise" to="two"',
    `when="overdue" by="1${unitOf(limit)}" action="reassign" to="three"`,
  ]
    .map((rung) => `<yiwang:escalation ${clock} ${rung}/>`)
    .join("");

const limited = (limit: string, more = ""): string =>
  `<yiwang:limit value="${limit}" ${more}/>${ladder(limit)}`;

/** A subprocess with a limit and a ladder; all goes on past it. */
export function drawLimited(drawing: Drawing, limit: string, drawPart: Part): Ends {
  const [id, start, stop] = six(drawing, "limited", "start", "stop");
  const inner: Drawing = { ...drawing, elements: [], flows: [] };
  connect(inner, start, drawPart(inner), stop);
  drawing.next = inner.next;
  inner.elements.push(element("startEvent", start), end(stop));
  drawing.elements.push(subProcess(id, inner, limited(limit)));
  return { first: id, last: id };
}

/** A task with both periods and a ladder, and another limit that interrupts it: its completions are not counted. */
export function drawHurried(drawing: Drawing, id: string, limit: string): Ends {
  drawing.elements.push(user(id, limited(limit, `promised="${limit}"`)));
  return { first: id, last: drawEdge(drawing, id, "", `<yiwang:limit value="${limit}"/>`) };
}

/** Several organs at once, each with its own ladder; all vote alike, so that it is known how many are asked. */
export function drawJoint(
  drawing: Drawing,
  review: {
    readonly rule: "all" | "majority" | "veto";
    readonly vote: boolean | null;
    readonly count: number;
    readonly limit: string;
  },
  times: number,
): Ends {
  const { rule, vote, count, limit } = review;
  const id = fresh(drawing, "joint");
  drawing.visits[id] = times * asked(rule, vote, count);
  const items = Array.from({ length: count }, (_, index) => index).join(", ");
  drawing.elements.push(
    element("userTask", id, {
      extensions: `<zeebe:userTask/><yiwang:jointReview rule="${rule}" vote="=${String(vote)}" result="verdict_${id}"/>${limited(limit)}`,
      inside: loop(`inputCollection="=[${items}]" inputElement="item"`),
    }),
  );
  return { first: id, last: id };
}

/** How many vote before nothing can change the verdict any more. */
function asked(rule: "all" | "majority" | "veto", vote: boolean | null, count: number): number {
  if (rule === "majority") return vote === true ? Math.floor(count / 2) + 1 : Math.ceil(count / 2);
  return (rule === "all" ? vote === true : vote !== false) ? count : 1;
}

/**
 * A clock of its own with a ladder; beside a part with a limit by it, people order a test that pauses it, get it
 * lengthened, and stop it in the end. Only where it is gone through once, as no clock starts twice.
 */
export function drawClocked(
  drawing: Drawing,
  { limit, extended }: { readonly limit: string; readonly extended: boolean },
  { times, drawPart }: { readonly times: number; readonly drawPart: Part },
): Ends {
  const [begin, fork, order, testing, meet, finish] = six(
    drawing,
    "begin",
    "fork",
    "order",
    "testing",
    "meet",
    "finish",
  );
  const [id, start, stop, check] = six(drawing, "limited", "start", "stop", "check");
  const clock = `clock="c_${begin}"`;
  const act = (action: string, more = ""): string => `<yiwang:clock action="${action}" ${clock} ${more}/>`;
  const inner: Drawing = { ...drawing, elements: [], flows: [] };
  connect(inner, start, drawPart(inner), stop);
  drawing.next = inner.next;
  inner.elements.push(element("startEvent", start), end(stop));
  const by = `<yiwang:limit value="${limit}" ${clock}/>`;
  const longer = act("extend", `when="leave" by="1${unitOf(limit)}" approver="a" reason="r"`);
  for (const each of [order, testing, check]) drawing.visits[each] = times;
  const [bell, over] = [fresh(drawing, "bell"), fresh(drawing, "over")];
  drawing.elements.push(
    element("task", begin, { extensions: act("start", `statutory="${limit}" promised="${limit}"`) }),
    gateway("parallel", fork),
    subProcess(id, inner, `${by}${ladder(limit)}`),
    user(check, `${by}${ladder(limit)}`),
    boundary(bell, check, "", false, by),
    element("task", over),
    user(order, extended ? longer : ""),
    user(testing, `${act("pause", 'ground="testing"')}${act("resume", 'when="leave"')}`),
    gateway("parallel", meet),
    element("task", finish, { extensions: act("stop", 'when="leave"') }),
  );
  drawing.ladders.push(ladder(limit, clock));
  join(drawing, begin, fork);
  join(drawing, bell, over);
  join(drawing, order, testing);
  for (const ends of [
    { first: id, last: id },
    { first: check, last: check },
    { first: order, last: testing },
  ])
    connect(drawing, fork, ends, meet);
  join(drawing, meet, finish);
  return { first: begin, last: finish };
}
