import { Type, type Static } from "typebox";
import { organInBoth, shownStates } from "#district";
import {
  dayAfter,
  err,
  ok,
  parseLocalDate,
  problem,
  startOfDay,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { Platform } from "../platform.ts";

const Day = Type.Optional(Type.String({ maxLength: 10 }));
const Word = Type.Optional(Type.String({ maxLength: 100 }));

/** What lists of cases and tasks are narrowed by, as their addresses say it; an empty value narrows nothing. */
export const Narrowing = {
  q: Word,
  matter: Word,
  state: Type.Optional(Type.String({ maxLength: 40 })),
  organ: Word,
  light: Type.Optional(Type.String({ maxLength: 10 })),
  /** Days of Asia/Shanghai, both included. */
  from: Day,
  to: Day,
  sort: Type.Optional(Type.Union([Type.Literal(""), Type.Literal("reversed")])),
};

const Cursor = Type.Optional(Type.String({ maxLength: 500 }));

/** Where a page of a list begins. */
export const Paging = { cursor: Cursor };

const Query = Type.Object(Narrowing);
type Query = Static<typeof Query>;

/** The same, read: nothing of it is empty. */
export type Narrowed = {
  readonly search?: string;
  readonly matter?: string;
  readonly state?: string;
  readonly organ?: string;
  readonly light?: string;
  readonly from?: Instant;
  /** The first moment after the last day. */
  readonly to?: Instant;
  readonly reversed: boolean;
};

/** Reads what a list is narrowed by. Errors: DATE_UNREADABLE; DATES_REVERSED where it ends before it begins. */
export function readNarrowing(query: Query): Result<Narrowed, Problem> {
  const days = readDays(query);
  if (!days.ok) return days;
  const told = (["matter", "state", "organ", "light"] as const).flatMap((name) => {
    const value = query[name] ?? "";
    return value === "" ? [] : [[name, value] as const];
  });
  const search = (query.q ?? "").trim();
  return ok({
    ...Object.fromEntries(told),
    ...(search === "" ? {} : { search }),
    ...days.value,
    reversed: query.sort === "reversed",
  });
}

/** Years that lists reach to: what lies beyond is a slip of the hand. */
const YEARS = ["1900-01-01", "2199-12-31"] as const;

function readDay(text: string | undefined): Result<LocalDate | undefined, Problem> {
  if (text === undefined || text === "") return ok(undefined);
  const day = parseLocalDate(text);
  if (day.ok && (day.value < YEARS[0] || day.value > YEARS[1]))
    return err(problem("DATE_UNREADABLE", { text }));
  return day;
}

/** The span of some days. Errors: DATE_UNREADABLE, DATES_REVERSED. */
function readDays(query: Pick<Query, "from" | "to">): Result<Pick<Narrowed, "from" | "to">, Problem> {
  const first = readDay(query.from);
  if (!first.ok) return first;
  const last = readDay(query.to);
  if (!last.ok) return last;
  const [from, to] = [first.value, last.value];
  if (from !== undefined && to !== undefined && to < from) return err(problem("DATES_REVERSED"));
  return ok({
    ...(from === undefined ? {} : { from: startOfDay(from) }),
    ...(to === undefined ? {} : { to: startOfDay(dayAfter(to)) }),
  });
}

const LIGHTS: Readonly<Record<string, string>> = {
  red: "超期",
  yellow: "临期",
  green: "正常",
  paused: "暂不计时",
};

/** What narrows a list, in Chinese, as the log of access keeps it. */
export function narrowingWords({ work: { pack } }: Platform, query: Query): string {
  const { q = "", matter = "", state = "", organ = "", light = "", from = "", to = "" } = query;
  const shown = shownStates(pack).find(({ id }) => id === state)?.name.zh;
  const told: readonly (readonly [string, string])[] = [
    ["搜索", q.trim()],
    ["事项", matter === "" ? "" : (pack.matters.get(matter)?.name.zh ?? matter)],
    ["状态", shown ?? state],
    ["部门", organ === "" ? "" : organInBoth(pack, organ).zh],
    ["时限", LIGHTS[light] ?? light],
    ["从", from],
    ["到", to],
  ];
  return told.flatMap(([name, value]) => (value === "" ? [] : [`${name}：${value}`])).join("；");
}
