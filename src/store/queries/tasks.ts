import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { inScopes } from "./case-scopes.ts";
import { hasGrams, RECENT, searchCaseIds } from "./case-search.ts";
import { shownState } from "./case-filter.ts";
import { parameters, soughtIn, type Put } from "./parameters.ts";
import type { Sql } from "../database/database.ts";
import type { CaseRow } from "./subjects.ts";

/** `mine`: assigned to me or to a post of mine, or offered to my roles; `organ`: everything open in my organs; `done`: closed by me. */
export type TaskView = "mine" | "organ" | "done";

export type TaskRow = {
  readonly caseId: string;
  readonly id: string;
  readonly element: string;
  readonly name: string;
  readonly status: "open" | "completed" | "cancelled";
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly optional: boolean;
  /** Whose task it is, which need not be the organ that decides the case. */
  readonly organ: string;
  readonly division: string;
  readonly openedAt: Instant;
  /** The task's own limit. */
  readonly ownDueAt: Instant | null;
  /** The earlier of the task's limit and the case's. */
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  /** 0 the most pressing, 50 as usual, 100 the least: what an open task's priority comes to. */
  readonly rank: number;
  /** {formId, separateFrom, variables} while the task is open. */
  readonly detail: JsonObject | null;
};

/** A task with the head of its case: a line of the desk. */
export type TaskLine = TaskRow & { readonly case: Omit<CaseRow, "facts"> };

/** What a list of tasks is narrowed to. */
export type TaskFilter = {
  readonly matter?: string;
  /** What the list shows as the case's state. */
  readonly state?: string;
  readonly organ?: string;
  /** From one moment up to another: when the case was received; of `done`, when the task was closed. */
  readonly from?: Instant;
  readonly to?: Instant;
};

const COLUMNS = `t.case_id as "caseId", t.id, t.element, t.name, t.status, t.assignee,
  t.candidate_groups as "candidateGroups", t.candidate_users as "candidateUsers", t.optional,
  coalesce(t.other_organ, t.organ) as organ, coalesce(t.other_place, t.division) as division,
  t.opened_at as "openedAt", t.own_due_at as "ownDueAt", nullif(t.due_at, 'infinity') as "dueAt",
  t.closed_at as "closedAt", t.closed_by as "closedBy", t.rank, t.detail`;

const CASE = `jsonb_build_object('id', c.id, 'version', c.version, 'caseNo', c.case_no, 'matter', c.matter,
  'matterVersion', c.matter_version, 'matterName', c.matter_name, 'plan', c.plan, 'title', c.title,
  'status', c.status, 'state', c.state, 'outcome', c.outcome, 'organ', c.organ, 'otherOrgans', c.other_organs, 'division', c.division,
  'applicant', c.applicant, 'applicantName', c.applicant_name, 'inNameOf', c.in_name_of,
  'receivedAt', instant_text(c.received_at), 'acceptedAt', instant_text(c.accepted_at), 'dueAt', instant_text(c.due_at),
  'closedAt', instant_text(c.closed_at)) as "case"`;

/** Cases whose tasks a search looks through at most, the newest received first. */
const MOST_SOUGHT = 5000;

/**
 * Tasks by what is pressing, then by due date (`done`: the latest first), or the other way round; a keyset page.
 * `optional` tasks (withdraw, ask for an extension) are on offer all the time and stay out of work lists. A search
 * finds as in listCases.
 */
export async function listTasks(
  store: Store,
  context: StoreContext,
  options: PageOptions &
    TaskFilter & { readonly view: TaskView; readonly search?: string | null; readonly reversed?: boolean },
): Promise<Page<TaskLine>> {
  const limit = limitOf(options);
  const search = options.search?.trim() ?? "";
  const rows = await withContext(store.database, context, async (sql) => {
    if (search === "") return tasksInOrder(sql, context, options, limit + 1);
    const recent = await tasksInOrder(
      sql,
      context,
      { ...options, among: { most: RECENT, search } },
      limit + 1,
    );
    if (recent.length > limit || !hasGrams(search)) return recent;
    const { matter, organ } = options;
    const filter = {
      search,
      ...(options.view === "done" ? {} : { open: true }),
      ...(matter === undefined ? {} : { matter }),
      ...(organ === undefined ? {} : { organ }),
    };
    const cases = await searchCaseIds(sql, context, filter, undefined, MOST_SOUGHT);
    return tasksInOrder(sql, context, { ...options, cases }, limit + 1);
  });
  return pageOf(rows, limit, (last) => [
    (options.view === "done" ? last.closedAt : last.dueAt) ?? "infinity",
    String(last.rank),
    last.caseId,
    last.id,
  ]);
}

/** What a view is sorted by, and of the line that a page ends with what stands there. */
function sorting({ view, ...options }: Ordered) {
  const [moment, rank = "", caseId, id] = keysOf(options, 4, "moment") ?? [];
  const isRead = moment !== undefined && /^\d{1,3}$/.test(rank);
  if (view === "done")
    return { columns: ["closed_at", "case_id", "id"], last: isRead ? [moment, caseId, id] : undefined };
  const columns = ["rank", "due_at", "case_id", "id"];
  return { columns, last: isRead ? [rank, moment, caseId, id] : undefined };
}

const TYPES: Readonly<Record<string, string>> = {
  rank: "smallint",
  closed_at: "timestamptz",
  due_at: "timestamptz",
};

type Ordered = PageOptions &
  TaskFilter & {
    readonly view: TaskView;
    readonly reversed?: boolean;
    /** Looks for a text only among so many of the first. */
    readonly among?: { readonly most: number; readonly search: string };
    /** Only tasks of these cases. */
    readonly cases?: readonly string[];
  };

async function tasksInOrder(
  sql: Sql,
  context: StoreContext,
  options: Ordered,
  most: number,
): Promise<readonly TaskLine[]> {
  const done = options.view === "done";
  const down = done !== (options.reversed ?? false);
  const { values, put } = parameters();
  const where = [`t.district = ${put(context.district)}`];
  const { columns, last } = sorting(options);
  if (last !== undefined) {
    const keys = columns.map((column, index) => `${put(last[index])}::${TYPES[column] ?? "text"}`);
    where.push(
      `(${columns.map((column) => `t.${column}`).join(", ")}) ${down ? "<" : ">"} (${keys.join(", ")})`,
    );
  }
  where.push(...narrowing(options, put));
  if (options.cases !== undefined) where.push(`t.case_id = any (${put(options.cases)})`);
  const order = columns.map((column) => (down ? `${column} desc` : column));
  const listed = inScopes(
    (scope) => `select t.* from task t where ${where.join(" and ")} and ${scope}`,
    viewScopes(options.view, context, put),
    order.join(", "),
    put(options.among?.most ?? most),
  );
  const sought = options.among === undefined ? "true" : soughtIn("c", `${put(options.among.search)}::text`);
  return sql.query<TaskLine>(
    `select ${COLUMNS}, ${CASE}
       from (${listed}) as t join case_file c on c.district = t.district and c.id = t.case_id
      where ${sought} order by ${order.map((column) => `t.${column}`).join(", ")} limit ${put(most)}`,
    values,
  );
}

/** What stands in the case is asked of it task by task, in the list's own order, until a page is full. */
function narrowing({ view, matter, state, organ, from, to }: Ordered, put: Put): readonly string[] {
  const where: string[] = [];
  if (organ !== undefined) where.push(`coalesce(t.other_organ, t.organ) = ${put(organ)}`);
  const ofCase: string[] = [];
  if (matter !== undefined) ofCase.push(`n.matter = ${put(matter)}`);
  if (state !== undefined) ofCase.push(`${shownState("n")} = ${put(state)}`);
  const [moment, dated] = view === "done" ? ["t.closed_at", where] : ["n.received_at", ofCase];
  if (from !== undefined) dated.push(`${moment} >= ${put(from)}`);
  if (to !== undefined) dated.push(`${moment} < ${put(to)}`);
  if (ofCase.length === 0) return where;
  return [
    ...where,
    `exists (select from case_file n where n.district = t.district and n.id = t.case_id and ${ofCase.join(" and ")})`,
  ];
}

/** What a view holds, each condition answered by one index in the list's own order and none overlapping another. */
function viewScopes(view: TaskView, context: StoreContext, put: Put): readonly string[] {
  const { account, organs, posts = [] } = context;
  const open = "t.status = 'open' and not t.optional";
  switch (view) {
    case "done":
      // Written for the partial index of closed tasks.
      return [`t.status <> 'open' and t.status = 'completed' and t.closed_by = ${put(account)}`];
    case "organ":
      return organs.length === 0
        ? ["false"]
        : organs.flatMap((organ) => ofOrgan(put(organ)).map((own) => `${open} and ${own}`));
    case "mine": {
      const me = put(account);
      const named = `t.candidate_users <> '{}' and ${me} = any (t.candidate_users)`;
      const taken = (assignee: string | null): string =>
        `${open} and t.assignee is not null and t.assignee = ${put(assignee)}`;
      return [
        taken(account),
        // A post is called the same at every organ.
        ...posts.map((post) => `${taken(post)} and coalesce(t.other_organ, t.organ) = any (${put(organs)})`),
        `${open} and ${named} and t.assignee is null`,
        ...organs.flatMap((organ) => {
          const offered = `t.assignee is null and not (${named}) and (${offeredAt(organ, context, put)})`;
          return ofOrgan(put(organ)).map((own) => `${open} and ${own} and ${offered}`);
        }),
      ];
    }
  }
}

/** Offered to a post at an organ: its role is asked, and the place lies in its division or around it. */
function offeredAt(organ: string, { seats, roles, district }: StoreContext, put: Put): string {
  const asked = (some: readonly string[]): string => `t.candidate_groups && ${put(some)}::text[]`;
  if (seats === undefined) return asked(roles);
  const own = Object.groupBy(
    seats.filter((seat) => seat.organ === organ),
    ({ division }) => division,
  );
  const ways = Object.entries(own).map(([division, held = []]) => {
    const some = asked(held.map(({ role }) => role));
    if (division === district) return some;
    const prefix = `division_prefix(${put(division)})`;
    return `${some} and (starts_with(${PLACE}, ${prefix}) or starts_with(${prefix}, division_prefix(${PLACE})))`;
  });
  return ways.length === 0 ? "false" : ways.map((way) => `(${way})`).join(" or ");
}

const PLACE = "coalesce(t.other_place, t.division)";

/** What is an organ's to do: on its own cases what no other is asked, and what it is asked on others'. */
const ofOrgan = (organ: string): readonly string[] => [
  `t.organ = ${organ} and t.other_organ is null`,
  `t.other_organ is not null and t.other_organ = ${organ}`,
];

/** What of some cases is the reader's own to do, as the view `mine` lists it. */
export async function listMyTasksOf(
  store: Store,
  context: StoreContext,
  cases: readonly string[],
): Promise<readonly TaskLine[]> {
  if (cases.length === 0) return [];
  return withContext(store.database, context, (sql) =>
    tasksInOrder(sql, context, { view: "mine", cases }, cases.length * 4),
  );
}

/** The tasks of one case in the order they were opened; closed ones too when asked. */
export async function listTasksOfCase(
  store: Store,
  context: StoreContext,
  caseId: string,
  options: { readonly closed?: boolean } = {},
): Promise<readonly TaskRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.last<TaskRow>(
      `select ${COLUMNS} from task t
        where t.district = $1 and t.case_id = $2 and (t.status = 'open' or $3)
        order by t.opened_at, t.id`,
      [context.district, caseId, options.closed ?? false],
    ),
  );
}
