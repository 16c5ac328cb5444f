import type { FieldItemRequest, FieldReceiptAnswer } from "#contract";
import { asRefusal, Refusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { uploadFile } from "../api/upload.ts";
import { isObject } from "../forms/schema.ts";
import { fieldDatabase, type Item, type LocalFile } from "./database.ts";

/** How sending stands; `problem` says what stopped it. */
export type Sending = {
  readonly busy: boolean;
  readonly part: number;
  readonly lastAt: string | null;
  readonly stopped: "offline" | "sign-in" | "other" | null;
};

const LAST = "yiwang.field.last";
let now: Sending = { busy: false, part: 0, lastAt: localStorage.getItem(LAST), stopped: null };
const listeners = new Set<() => void>();

export const sendingNow = (): Sending => now;

export function onSending(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(change: Partial<Sending>): void {
  now = { ...now, ...change };
  for (const listener of listeners) listener();
}

/** Sends what waits of this account, in the order it was done; one page of the browser at a time does. */
export async function sendQueue(account: string): Promise<void> {
  await navigator.locks.request("yiwang-field-queue", { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    tell({ busy: true, stopped: null });
    try {
      for (const item of await waitingOf(account)) await sendItem(item);
    } catch (fault) {
      tell({ stopped: stopOf(fault) });
    } finally {
      tell({ busy: false, part: 0 });
    }
  });
}

async function waitingOf(account: string): Promise<readonly Item[]> {
  const items = await fieldDatabase.items.where({ account, state: "waiting" }).toArray();
  return items.toSorted((one, other) => (one.doneAt < other.doneAt ? -1 : 1));
}

function stopOf(fault: unknown): Sending["stopped"] {
  const { status } = asRefusal(fault);
  if (status === 0) return "offline";
  return status === 401 ? "sign-in" : "other";
}

/** A refusal of the item itself is kept with it, and the next is sent; anything else stops the round. */
async function sendItem(item: Item): Promise<void> {
  try {
    const sent = await sendFiles(item);
    const receipt = await request<FieldReceiptAnswer>("/api/field/items", {
      method: "POST",
      body: requestOf(item, sent),
    });
    await fieldDatabase.transaction("rw", fieldDatabase.items, fieldDatabase.files, async () => {
      await fieldDatabase.items.update(item.id, { state: "kept", receipt, problem: null });
      await fieldDatabase.files.where({ owner: item.id }).delete();
    });
    localStorage.setItem(LAST, receipt.receivedAt);
    tell({ lastAt: receipt.receivedAt });
  } catch (fault) {
    if (!(fault instanceof Refusal) || isPassing(fault.status)) throw fault;
    const state = fault.status === 409 || OVERTAKEN.has(fault.problem.code) ? "conflict" : "refused";
    await fieldDatabase.items.update(item.id, { state, problem: fault.problem });
  }
}

/** What is gone was done by somebody else meanwhile. */
const OVERTAKEN = new Set(["TASK_UNKNOWN", "CASE_IS_OVER", "STALE_VERSION"]);

const isPassing = (status: number): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500;

/** Sends the photos that the server does not have yet; an upload that broke off goes on where it was. */
async function sendFiles(item: Item): Promise<ReadonlyMap<string, string>> {
  const files = await fieldDatabase.files.where({ owner: item.id }).toArray();
  const sent = new Map<string, string>();
  for (const file of files) sent.set(`local:${file.id}`, file.sha256 ?? (await sendFile(item, file)));
  return sent;
}

async function sendFile(item: Item, local: LocalFile): Promise<string> {
  if (local.content === null) throw new Error(`photo ${local.id} is neither here nor sent`);
  const { name, type, modified, material } = local;
  const place = { account: item.account, matter: item.matter, material };
  const file = new File([local.content], name, { type, lastModified: modified });
  const { sha256 } = await uploadFile(place, file, (part) => tell({ part })).done;
  await fieldDatabase.files.update(local.id, { sha256 });
  return sha256;
}

function requestOf(item: Item, sent: ReadonlyMap<string, string>): FieldItemRequest {
  const values = withSent(item.values, sent) as Record<string, unknown>;
  const { act } = item;
  return {
    item: item.id,
    doneAt: item.doneAt,
    phoneAt: new Date().toISOString(),
    act:
      act.kind === "complete"
        ? { kind: "complete", caseNo: act.caseNo, task: act.task, version: act.version, values }
        : {
            kind: "report",
            matter: act.matter,
            values,
            materials: withSent(item.materials, sent) as Record<string, string[]>,
          },
  };
}

/** The same value with what stood for photos replaced by the names that the server keeps them under. */
export function withSent(value: unknown, sent: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return sent.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => withSent(each, sent));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withSent(each, sent)]));
}
