import type { Instant, JsonObject } from "#kernel";
import type { StoreContext } from "#registers";
import { withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";
import { keysOf, limitOf, pageOf, type Page, type PageOptions } from "./cursor.ts";
import { likeOf, parameters, type Put } from "./parameters.ts";
import type { CaseRow } from "./subjects.ts";

/** `mine`: assigned to me or offered to my roles; `organ`: everything open in my organs; `done`: closed by me. */
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
  readonly organ: string;
  readonly division: string;
  readonly openedAt: Instant;
  /** The task's own limit. */
  readonly ownDueAt: Instant | null;
  /** The earlier of the task's limit and the case's. */
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  /** {formId, separateFrom, variables} while the task is open. */
  readonly detail: JsonObject | null;
};

/** A task with the head of its case: a line of the desk. */
export type TaskLine = TaskRow & { readonly case: Omit<CaseRow, "facts"> };

const COLUMNS = `t.case_id as "caseId", t.id, t.element, t.name, t.status, t.assignee,
  t.candidate_groups as "candidateGroups", t.candidate_users as "candidateUsers", t.optional, t.organ, t.division,
  t.opened_at as "openedAt", t.own_due_at as "ownDueAt", nullif(t.due_at, 'infinity') as "dueAt",
  t.closed_at as "closedAt", t.closed_by as "closedBy", t.detail`;

const CASE = `jsonb_build_object('id', c.id, 'version', c.version, 'caseNo', c.case_no, 'matter', c.matter,
  'matterVersion', c.matter_version, 'matterName', c.matter_name, 'plan', c.plan, 'title', c.title,
  'status', c.status, 'state', c.state, 'outcome', c.outcome, 'organ', c.organ, 'division', c.division,
  'applicant', c.applicant, 'applicantName', c.applicant_name, 'receivedAt', instant_text(c.received_at),
  'acceptedAt', instant_text(c.accepted_at), 'dueAt', instant_text(c.due_at),
  'closedAt', instant_text(c.closed_at)) as "case"`;

/**
 * Tasks by due date (`done`: latest first), a keyset page. `optional` tasks (withdraw, ask for an extension)
 * are on offer all the time and stay out of work lists.
 */
export async function listTasks(
  store: Store,
  context: StoreContext,
  options: PageOptions & { readonly view: TaskView; readonly search?: string | null },
): Promise<Page<TaskLine>> {
  const limit = limitOf(options);
  const done = options.view === "done";
  const { values, put } = parameters();
  const where = [`t.district = ${put(context.district)}`, viewCondition(options.view, context, put)];
  if (options.search !== undefined && options.search !== null) {
    const sought = put(likeOf(options.search));
    where.push(`(c.case_no ilike ${sought} or c.title ilike ${sought} or c.applicant_name ilike ${sought})`);
  }
  const sort = done ? "t.closed_at" : "t.due_at";
  const [moment, caseId, id] = keysOf(options, 3, "moment") ?? [];
  if (moment !== undefined) {
    const last = `(${put(moment)}::timestamptz, ${put(caseId)}, ${put(id)})`;
    where.push(`(${sort}, t.case_id, t.id) ${done ? "<" : ">"} ${last}`);
  }
  const order = [sort, "t.case_id", "t.id"].map((column) => (done ? `${column} desc` : column)).join(", ");
  const rows = await withContext(store.database, context, (sql) =>
    sql.query<TaskLine>(
      `select ${COLUMNS}, ${CASE}
         from task t join case_file c on c.district = t.district and c.id = t.case_id
        where ${where.join(" and ")} order by ${order} limit ${put(limit + 1)}`,
      values,
    ),
  );
  return pageOf(rows, limit, (last) => [
    (done ? last.closedAt : last.dueAt) ?? "infinity",
    last.caseId,
    last.id,
  ]);
}

function viewCondition(view: TaskView, { account, organs, roles }: StoreContext, put: Put): string {
  switch (view) {
    case "done":
      return `t.status = 'completed' and t.closed_by = ${put(account)}`;
    case "organ":
      return `t.status = 'open' and not t.optional and t.organ = any (${put(organs)})`;
    case "mine": {
      const me = put(account);
      return `t.status = 'open' and not t.optional and (t.assignee = ${me} or ${me} = any (t.candidate_users)
        or (t.assignee is null and t.organ = any (${put(organs)}) and t.candidate_groups && ${put(roles)}::text[]))`;
    }
  }
}

/** The tasks of one case in the order they were opened; closed ones too when asked. */
export async function listTasksOfCase(
  store: Store,
  context: StoreContext,
  caseId: string,
  options: { readonly closed?: boolean } = {},
): Promise<readonly TaskRow[]> {
  return withContext(store.database, context, (sql) =>
    sql.query<TaskRow>(
      `select ${COLUMNS} from task t
        where t.district = $1 and t.case_id = $2 and (t.status = 'open' or $3)
        order by t.opened_at, t.id`,
      [context.district, caseId, options.closed ?? false],
    ),
  );
}
