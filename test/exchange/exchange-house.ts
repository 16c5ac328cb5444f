import { findOfferingOn } from "../../src/app/ports/find-offering.ts";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { beginByEvent, type CaseWork } from "#cases";
import { parsePack, type DistrictPack } from "#district";
import { expectOk, instantFromMillis, type Instant, type JsonObject } from "#kernel";
import { systemContext, type Store } from "#store";
import { deliverOutbox, fireDueTimers, fireStartTimers, messageDeliveries, signalDeliveries } from "#worker";
import { publishPlans } from "../../src/app/publishing/publish-plans.ts";
import { scheduleStarts } from "../../src/app/publishing/schedule-starts.ts";
import { withContext } from "../../src/store/ledger/context.ts";
import { qianshanFiles } from "../support/qianshan-files.ts";

/** A process with a matter of its own; `begins` where an event begins its cases. */
export type Trade = { readonly xml: string; readonly begins?: JsonObject; readonly version?: string };

/** A connected system that can sign in where the demonstration accounts can. */
const POST = {
  id: "bank-connector",
  name: "银行对接",
  organ: "market-regulation",
  role: "connector",
  division: "210311",
};
const ACCOUNT = {
  username: "bank",
  password: "demo-bank",
  name: "银行",
  kind: "staff",
  posts: [POST.id],
  note: { zh: "对接系统", en: "A connected system" },
};

export const DISTRICT = "210311";
const TEMPLATE = "matters/food-business-licence";

/** Qianshan's pack with a matter for each process beside its own, as files. */
export function packFiles(
  trades: Readonly<Record<string, Trade>>,
  exchange: JsonObject = { jobs: { work: ["connector"] } },
): ReadonlyMap<string, string> {
  const files = new Map(
    qianshanFiles({
      "district.yaml": (text) => exchanging(text, exchange),
      "posts.yaml": (text) => `${text}\n${stringify([POST])}`,
      "demo/accounts.yaml": (text) => `${text}\n${stringify([ACCOUNT])}`,
    }),
  );
  const matter = parse(files.get(`${TEMPLATE}/matter.yaml`) ?? "") as Record<string, unknown>;
  for (const [id, { xml, begins, version = "1" }] of Object.entries(trades)) {
    files.set(`processes/${id}.bpmn`, xml);
    files.set(
      `matters/${id}/matter.yaml`,
      stringify({
        ...matter,
        id,
        process: id,
        version,
        result: null,
        followUp: null,
        begins: begins ?? null,
      }),
    );
    files.set(`matters/${id}/form.schema.json`, files.get(`${TEMPLATE}/form.schema.json`) ?? "");
    files.set(`matters/${id}/examples.yaml`, "base: {}\nrehearsals: []\n");
  }
  return files;
}

/** What the district exchanges already, and this beside it. */
function exchanging(text: string, exchange: JsonObject): string {
  const district = parse(text) as { readonly exchange?: JsonObject };
  const merged = Object.fromEntries(
    Object.entries({ ...district.exchange, ...exchange }).map(([what, given]) => [
      what,
      { ...(district.exchange?.[what] as JsonObject | undefined), ...(given as JsonObject) },
    ]),
  );
  return stringify({ ...district, exchange: merged });
}

export async function packWith(...of: Parameters<typeof packFiles>): Promise<DistrictPack> {
  const pack = await parsePack(packFiles(...of));
  if (!pack.ok) throw new Error(JSON.stringify(pack.error, null, 2));
  return pack.value;
}

/** The same in a folder, for a server; the caller removes it. */
export async function packFolder(...of: Parameters<typeof packFiles>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "yiwang-pack-"));
  for (const [path, text] of packFiles(...of)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** The rooms from the store to the worker, without a server around them, under a clock that a test moves. */
export type House = {
  readonly work: CaseWork;
  readonly store: Store;
  readonly moveTo: (moment: string) => void;
  /** Begins a case at the process's none start event. */
  readonly begin: (matter: string) => Promise<string>;
  /** Does all that is due, until nothing is. */
  readonly settle: () => Promise<void>;
  readonly rows: <Shape extends Record<string, unknown>>(sql: string) => Promise<readonly Shape[]>;
  readonly statusOf: (caseNo: string) => Promise<string | undefined>;
};

export async function houseOn(store: Store, pack: DistrictPack, at: string): Promise<House> {
  let moment = Date.parse(at);
  const now = (): Instant => instantFromMillis(moment);
  const plans = await publishPlans(store, pack, now());
  const work: CaseWork = {
    store: store.cases,
    pack,
    planOf: plans.planOf,
    planOfCase: plans.planOfCase,
    planToMigrate: plans.planToMigrate,
    findPlan: plans.findPlan,
    validate: () => [],
    findRecord: async () => undefined,
    findOffering: findOfferingOn(store, pack),
    askSource: async () => ({ missing: { zh: "没有外部系统", en: "nothing outside" } }),
    recordId: (_register, key) => key,
    newId: randomUUID,
    newSalt: () => "salt",
    demo: true,
    publicUrl: "http://127.0.0.1",
    now,
    dueOn: () => undefined,
  };
  const refused = (what: string, fault: unknown): never => {
    throw new Error(`${what}: ${JSON.stringify(fault)}`);
  };
  await scheduleStarts(store, work, refused);
  const routing = { store, work };
  const rows: House["rows"] = (sql) =>
    withContext(store.database, systemContext(DISTRICT), (query) => query.query(sql));
  return {
    work,
    store,
    rows,
    moveTo: (to) => {
      moment = Date.parse(to);
    },
    begin: async (id) => {
      const matter = pack.matters.get(id);
      if (matter === undefined) throw new Error(`no matter ${id}`);
      const beginning = { matter, element: "s", by: "timer", variables: {} } as const;
      return expectOk(await beginByEvent(work, beginning, async () => true)) ?? "";
    },
    settle: async () => {
      const deliveries = { ...messageDeliveries(routing), ...signalDeliveries(routing) };
      const failed = (item: { readonly id: string }, why: string) => refused(item.id, why);
      const due =
        "select id from outbox where kind not in ('job', 'notice', 'sealDocument') and status = 'ready'";
      do {
        while (await fireStartTimers(routing, refused));
        await fireDueTimers(store, work, refused);
        await deliverOutbox({ store, district: DISTRICT, deliveries, now, failed, forget: true, lanes: 3 });
      } while ((await rows(due)).length > 0);
    },
    statusOf: async (caseNo) =>
      (await rows<{ status: string }>(`select status from case_file where id = '${caseNo}'`))[0]?.status,
  };
}

/** Output mappings written as `source target`. */
export function mapped(...pairs: readonly string[]): string {
  const outputs = pairs.map((pair) => {
    const [source, target] = pair.split(" ");
    return `<zeebe:output source="=${source}" target="${target}"/>`;
  });
  return `<zeebe:ioMapping>${outputs.join("")}</zeebe:ioMapping>`;
}
