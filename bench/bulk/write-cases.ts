import { hash as digestOf } from "node:crypto";
import { Client } from "pg";
import { expectOk, formatCaseNumber, localDateOf } from "#kernel";
import { DISTRICT, linkedPlan } from "../cases/case-driver.ts";
import { caseTemplate, type CaseTemplate } from "./case-templates.ts";
import { copyInto } from "./copy-into.ts";
import { ORGANS, personOf, titleOf } from "./names.ts";

/** How many cases to write, over how many days, from which on. */
export type BulkPlan = {
  readonly closed: number;
  readonly open: number;
  readonly from: string;
  readonly days: number;
  /** Over how many of the last days the open ones came; a tenth of all where it is not said. */
  readonly openDays?: number;
};

const CHUNK = 5000;
const DAY = 86_400_000;

/**
 * Writes cases with valid chains past the application: one COPY a table and chunk, secondary indexes made afterwards.
 * Every case is one that the engine ran, moved to another number, person and place; chains are hashed for each.
 * `url` must be a login that row security does not bind. The open ones are the newest.
 */
export async function writeCases(url: string, plan: BulkPlan): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const indexes = await dropSecondaryIndexes(client);
    const templates = await templatesOf(plan);
    const sequences = new Map<string, number>();
    const total = plan.closed + plan.open;
    for (let first = 0; first < total; first += CHUNK) {
      const rows = newRows();
      for (let number = first; number < Math.min(first + CHUNK, total); number += 1)
        addCase(rows, number, templateOf(templates, number, plan), sequences);
      for (const [statement, lines] of Object.entries(rows))
        await copyInto(client, statement, [lines.join("")]);
    }
    await client.query("set maintenance_work_mem = '512MB'");
    for (const definition of indexes) await client.query(definition);
    await client.query("vacuum (analyze) case_file, task, entry, fact_version");
  } finally {
    await client.end();
  }
}

async function dropSecondaryIndexes(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
      where i.indrelid in ('case_file'::regclass, 'entry'::regclass, 'task'::regclass, 'fact_version'::regclass)
        and not i.indisunique`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

type Templates = { readonly closed: readonly CaseTemplate[]; readonly open: readonly CaseTemplate[] };

/** One closed and one open case for each day: due dates are counted, not guessed. */
async function templatesOf({ from, days }: BulkPlan): Promise<Templates> {
  const linked = await linkedPlan("incident.bpmn");
  const moments = Array.from({ length: days }, (_, day) => Date.parse(from) + day * DAY);
  return {
    closed: moments.map((at, day) => caseTemplate(linked, at, 1 + ((day * 7) % 100))),
    open: moments.map((at) => caseTemplate(linked, at, null)),
  };
}

function templateOf({ closed, open }: Templates, number: number, plan: BulkPlan): CaseTemplate {
  const isOpen = number >= plan.closed;
  const days = isOpen ? (plan.openDays ?? Math.ceil(plan.days / 10)) : plan.days;
  const place = isOpen
    ? plan.days - days + Math.floor(((number - plan.closed) / plan.open) * days)
    : Math.floor((number / plan.closed) * plan.days);
  const template = (isOpen ? open : closed)[place];
  if (template === undefined) throw new Error("no template for this day");
  return template;
}

const CASES =
  "copy case_file (district, id, version, head_hash, case_no, matter, matter_version, matter_name, plan, title, status, state, outcome, organ, division, applicant, applicant_name, received_at, accepted_at, due_at, closed_at, facts, engine_state) from stdin";
const ENTRIES = "copy entry (district, subject, seq, at, actor, kind, data, prev, hash, epoch) from stdin";
const FACTS = "copy fact_version (district, subject, version, source, at, facts) from stdin";
const TASKS =
  "copy task (district, case_id, id, element, name, status, assignee, candidate_groups, candidate_users, optional, organ, division, applicant, opened_at, own_due_at, due_at, closed_at, closed_by, detail) from stdin";

type Rows = Readonly<Record<string, string[]>>;
const newRows = (): Rows => ({ [CASES]: [], [ENTRIES]: [], [FACTS]: [], [TASKS]: [] });

function addCase(rows: Rows, number: number, template: CaseTemplate, sequences: Map<string, number>): void {
  const { head } = template;
  const date = localDateOf(head.receivedAt);
  const sequence = (sequences.get(date) ?? 0) + 1;
  sequences.set(date, sequence);
  const id = expectOk(formatCaseNumber({ county: DISTRICT, date, type: "20", sequence }));
  const organ = ORGANS[number % ORGANS.length] ?? "";
  const division = `2103111${String(number % 21).padStart(2, "0")}20${number % 10}`;
  const person = personOf(number);
  let prev = "0".repeat(64);
  let known = "";
  for (const { seq, at, kind, actor, data, facts } of template.entries) {
    const text = `{"actor":${actor},"at":"${at}","data":${data},"district":"${DISTRICT}","kind":"${kind}","prev":"${prev}","seq":${seq},"subject":"${id}"}`;
    const hash = digestOf("sha256", text);
    rows[ENTRIES]?.push(line([DISTRICT, id, seq, at, actor, kind, data, `\\x${prev}`, `\\x${hash}`, 1]));
    const now = JSON.stringify({ ...facts, id, organ, division });
    if (now !== known) rows[FACTS]?.push(line([DISTRICT, id, seq, "case", at, now]));
    known = now;
    prev = hash;
  }
  const placed = [organ, division, person.account];
  const dates = [head.receivedAt, head.acceptedAt, head.dueAt, head.closedAt];
  const named = [id, "incident", "1", "城市管理事件", head.plan, titleOf(number)];
  const stands = [head.status, head.state, head.outcome];
  const first: Column[] = [DISTRICT, id, template.entries.length, `\\x${prev}`];
  const columns = first.concat(named, stands, placed, person.name, dates);
  rows[CASES]?.push(line(columns.concat(JSON.stringify(head.facts), template.state)));
  rows[TASKS]?.push(line(taskColumns(id, template, placed)));
}

function taskColumns(id: string, { task, head }: CaseTemplate, placed: readonly string[]): readonly Column[] {
  const isOpen = task.closedAt === null;
  const asked: Column[] = [DISTRICT, id, task.id, "resolve", "处置", isOpen ? "open" : "completed", null];
  const dates = [task.openedAt, null, head.dueAt ?? "infinity", task.closedAt];
  const detail = '{"formId": null, "variables": {}, "separateFrom": []}';
  return asked.concat("{reviewer}", "{}", "f", placed, dates, isOpen ? [null, detail] : ["clerk-1", null]);
}

type Column = string | number | null;

function line(values: readonly Column[]): string {
  return `${values.map((value) => (value === null ? "\\N" : String(value).replaceAll("\\", "\\\\"))).join("\t")}\n`;
}
