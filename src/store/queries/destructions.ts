import type { DestructionItem, DestructionTransaction, KeptThing } from "#cases";
import type { Instant } from "#kernel";
import type { Row, Sql } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

const COLUMNS = `list, place, subject as "caseNo", kind, of, name, hash, rule, basis, state, at`;

type ItemRow = DestructionItem & Row;

/** The lists of destruction, inside a transaction. */
export function destructionsOn(sql: Sql, district: string): DestructionTransaction {
  return {
    findKeptThings: async ({ closedBefore, after, most }) => {
      const closed = await sql.query<{ id: string }>(
        `select id from case_file c
          where district = $1 and closed_at < $2 and id > $3
            and (exists (select from file_use u where u.district = $1 and u.subject = c.id and u.destroyed is null)
              or exists (select from document d where d.district = $1 and d.subject = c.id and d.destroyed is null))
          order by id limit $4`,
        [district, closedBefore, after, most],
      );
      const things = await sql.query<KeptThing & Row>(
        `select * from (
           select c.id as "caseNo", c.matter, c.closed_at as "closedAt", 'file' as kind, u.material as of,
                  null::text as "documentKind", null::text as title, u.hash
             from case_file c join file_use u on u.district = c.district and u.subject = c.id and u.destroyed is null
            where c.district = $1 and c.id = any ($2)
           union all
           select c.id, c.matter, c.closed_at, 'document', d.id, d.kind, d.title, d.file_hash
             from case_file c join document d on d.district = c.district and d.subject = c.id
                  and d.destroyed is null and d.status <> 'pending'
            where c.district = $1 and c.id = any ($2)) t
          where not exists (select from destruction_item i where i.district = $1 and i.subject = t."caseNo"
                              and i.kind = t.kind and i.of = t.of and coalesce(i.hash, '') = coalesce(t.hash, ''))
          order by "caseNo", kind desc, of, hash`,
        [district, closed.map(({ id }) => id)],
      );
      return { things, last: closed.at(-1)?.id ?? null };
    },
    keepDestructionItems: async (items) => {
      await sql.query(
        `insert into destruction_item (district, list, place, subject, kind, of, name, hash, rule, basis, state, at)
         select $1, i.list, i.place, i."caseNo", i.kind, i.of, i.name, i.hash, i.rule, i.basis, i.state, i.at
           from jsonb_to_recordset($2::jsonb) as i (list text, place integer, "caseNo" text, kind text, of text,
                name jsonb, hash text, rule text, basis jsonb, state text, at timestamptz)`,
        [district, JSON.stringify(items)],
      );
    },
    takeDestructionItems: (list) =>
      sql.query<ItemRow>(
        `select ${COLUMNS} from destruction_item where district = $1 and list = $2 order by place for update`,
        [district, list],
      ),
    settleDestruction: async (list, approved, at) => {
      await sql.query(
        approved
          ? "update destruction_item set state = 'due', at = $3 where district = $1 and list = $2 and state = 'listed'"
          : "delete from destruction_item where district = $1 and list = $2 and state = 'listed' and at <= $3",
        [district, list, at],
      );
    },
  };
}

/** What stands on a list, in its order, from behind a place. */
export async function listDestructionItems(
  store: Store,
  district: string,
  { list, after, most }: { readonly list: string; readonly after: number; readonly most: number },
): Promise<readonly DestructionItem[]> {
  return withContext(store.database, systemContext(district), (sql) =>
    sql.last<ItemRow>(
      `select ${COLUMNS} from destruction_item where district = $1 and list = $2 and place > $3 order by place limit $4`,
      [district, list, after, most],
    ),
  );
}

/** What of any list is approved and not gone yet, the first first. */
export async function listDueDestructions(
  store: Store,
  district: string,
  most: number,
): Promise<readonly DestructionItem[]> {
  return withContext(store.database, systemContext(district), (sql) =>
    sql.last<ItemRow>(
      `select ${COLUMNS} from destruction_item where district = $1 and state in ('due', 'marked')
        order by list, place limit $2`,
      [district, most],
    ),
  );
}

/**
 * Marks what an item names as destroyed: from now on nothing reads it, and of a document what it was typeset from is
 * gone too. Where the same bytes stand for something that is kept, or were sent again since, they stay and the item is
 * `shared`; else the file itself is marked and its bytes are to be removed. Answers the item's new state.
 */
export async function markDestroyed(
  store: Store,
  district: string,
  item: DestructionItem,
  at: Instant,
): Promise<DestructionItem["state"]> {
  return withContext(store.database, systemContext(district), async (sql) => {
    const [locked] = await sql.query<{ state: DestructionItem["state"] }>(
      "select state from destruction_item where district = $1 and list = $2 and place = $3 for update",
      [district, item.list, item.place],
    );
    if (locked?.state !== "due") return locked?.state ?? "destroyed";
    const told = JSON.stringify({ at, list: item.list, basis: item.basis });
    const about = [district, item.caseNo, item.of];
    if (item.kind === "file")
      await sql.query(
        `update file_use set destroyed = $5::jsonb
          where district = $1 and subject = $2 and material = $3 and hash = $4`,
        [...about, item.hash, told],
      );
    else
      await sql.query(
        `update document set destroyed = $4::jsonb, data = '{}' where district = $1 and subject = $2 and id = $3`,
        [...about, told],
      );
    const state = item.hash === null ? "destroyed" : await markFile(sql, district, item.hash, at);
    await setState(sql, district, item, state, at);
    return state;
  });
}

async function markFile(sql: Sql, district: string, hash: string, at: Instant): Promise<"marked" | "shared"> {
  // Whoever sends the same content meanwhile waits here.
  await sql.query("select from file where district = $1 and hash = $2 for update", [district, hash]);
  const [live] = await sql.query<{ found: boolean }>(
    `select exists (select from file_use where district = $1 and hash = $2 and destroyed is null)
         or exists (select from document where district = $1 and file_hash = $2 and destroyed is null)
         or exists (select from file_sent s where s.district = $1 and s.hash = $2
              and s.at > (select coalesce(max(u.at), s.at) from file_use u where u.district = $1 and u.hash = $2))
         as found`,
    [district, hash],
  );
  if (live?.found === true) return "shared";
  await sql.query("update file set destroyed_at = $3 where district = $1 and hash = $2", [
    district,
    hash,
    at,
  ]);
  return "marked";
}

/**
 * The bytes of a marked item are gone: false where they were sent again in between, so that they are another's now.
 */
export async function noteDestroyed(
  store: Store,
  district: string,
  item: DestructionItem,
  at: Instant,
): Promise<void> {
  await withContext(store.database, systemContext(district), async (sql) => {
    const [file] = await sql.query<{ gone: boolean }>(
      "select destroyed_at is not null as gone from file where district = $1 and hash = $2 for update",
      [district, item.hash],
    );
    await setState(sql, district, item, file?.gone === false ? "shared" : "destroyed", at);
  });
}

/** Whether the bytes under a name are to be removed still: nobody has sent them again. */
export async function isMarkedDestroyed(store: Store, district: string, hash: string): Promise<boolean> {
  const [row] = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<{ gone: boolean }>(
      "select destroyed_at is not null as gone from file where district = $1 and hash = $2",
      [district, hash],
    ),
  );
  return row?.gone ?? true;
}

async function setState(
  sql: Sql,
  district: string,
  { list, place }: DestructionItem,
  state: DestructionItem["state"],
  at: Instant,
): Promise<void> {
  await sql.query(
    "update destruction_item set state = $4, at = $5 where district = $1 and list = $2 and place = $3",
    [district, list, place, state, at],
  );
}
