import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { dueOf, parseLimit } from "#calendar";
import type { CaseWork } from "#cases";
import {
  checkExposure,
  createServer,
  openLiveHub,
  EXPORT_ROWS,
  UPLOAD_DEFAULTS,
  type App,
  type OutsideIssuer,
  type Platform,
} from "#http";
import {
  err,
  instantFromMillis,
  ok,
  problem,
  type Instant,
  type JsonObject,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import { HTTP_JOB, PHOTO_JOB, type DistrictPack } from "#district";
import { openTypesetterApart, type TypesetterApart } from "#documents";
import {
  DatabaseAway,
  openFileVault,
  openPartFolder,
  keepServers,
  openStore,
  showServer,
  signInStoreOn,
  systemContext,
  type FileVault,
  type Store,
  type StoreOptions,
} from "#store";
import { callOutside, photoWorker, type Outbound, type Worker } from "#worker";
import { askSource } from "../ports/ask-source.ts";
import type { Outlets } from "../outside/exchange-chores.ts";
import { openAuthority } from "../ports/open-authority.ts";
import type { Plans } from "../publishing/publish-plans.ts";
import { findRulesOn } from "../publishing/publish-rules.ts";
import { fetchMedia } from "../outside/fetch-media.ts";
import { outgoingOf } from "../outside/messenger.ts";
import { tellingOutside } from "../outside/telling-outside.ts";
import { senderKeyOf } from "../ports/sender-key.ts";
import { mediaSignatureOf } from "../ports/media-signature.ts";
import { linkSignatureOf } from "../ports/link-signature.ts";
import { queryCodeOf } from "../ports/query-code.ts";
import { readPack } from "../pack/read-pack.ts";
import { bringDistrict } from "./bring-district.ts";
import type { Progress } from "./seed-demo.ts";
import { isDocumentKey } from "../ports/document-key.ts";
import { findOfferingOn } from "../ports/find-offering.ts";
import { findWholeRecord } from "../ports/find-whole-record.ts";
import { recogniseByIssuer, unfitRegisters } from "../ports/recognise-by-issuer.ts";
import { recordIdsOf } from "../ports/record-id.ts";
import { sendOutside } from "../outside/send-outside.ts";
import { scheduleStarts } from "../publishing/schedule-starts.ts";
import { stationFactsOf } from "../ports/station-facts.ts";
import { startWorker } from "../chores/start-worker.ts";
import { tellAway } from "../ports/tell-away.ts";
import { formValidator } from "../ports/validate-form.ts";

/** How a platform is to run. Times come through `now`, so that tests can move them. */
export type PlatformOptions = {
  /** The folder of a district pack, or a pack that was read before. */
  readonly district: string | DistrictPack;
  readonly store: StoreOptions;
  readonly files: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
  readonly demo: boolean;
  readonly webFolder: string | null;
  readonly outside?: OutsideIssuer;
  /** Hours after which an unfinished upload is cleared away. */
  readonly uploadHours?: number;
  /** The most rows that one export of a list holds. */
  readonly exportRows?: number;
  readonly now?: () => Instant;
  readonly logger?: JsonObject | boolean;
  readonly progress?: Progress;
  /** What does the cases' jobs in this process, and ways to tell people beside the platform's own list. */
  readonly outlets?: Outlets;
  /** What addresses outside ask for as `authorization`, by their names in the pack. Secrets: from the environment. */
  readonly authorizations?: Readonly<Record<string, string>>;
  /** The mail server, `smtps://user:password@host`. A secret: from the environment. */
  readonly smtpUrl?: string;
};

export type RunningPlatform = {
  readonly app: App;
  readonly store: Store;
  readonly pack: DistrictPack;
  readonly platform: Platform;
  readonly worker: Worker;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const NO_OUTLETS: Outlets = { jobWorkers: {}, channels: [] };

const systemNow = (): Instant => instantFromMillis(Date.now());

/**
 * Puts the whole platform together and starts it. Errors: those of the pack, the store and the exposure
 * (http only on loopback), STORE_UNREACHABLE also where the database goes away on the way. What was opened before an
 * error is closed again.
 */
export async function startPlatform(
  options: PlatformOptions,
): Promise<Result<RunningPlatform, readonly Problem[]>> {
  const exposed = checkExposure(options.host, options.publicUrl);
  if (exposed !== undefined) return err([exposed]);
  const { district } = options;
  const read = typeof district === "string" ? await readPack(district) : ok(district);
  if (!read.ok) return read;
  const pack = read.value;
  const opened = await openStore(options.store);
  if (!opened.ok) return err([opened.error]);
  const store = opened.value;
  try {
    const started = await startOn(store, pack, options);
    if (!started.ok) await store.close();
    return started;
  } catch (fault) {
    await store.close();
    if (fault instanceof DatabaseAway) return err([problem("STORE_UNREACHABLE", { reason: fault.message })]);
    throw fault;
  }
}

async function startOn(
  store: Store,
  read: DistrictPack,
  options: PlatformOptions,
): Promise<Result<RunningPlatform, readonly Problem[]>> {
  const now = options.now ?? systemNow;
  const brought = await bringDistrict(store, read, { now, demo: options.demo, progress: options.progress });
  if (!brought.ok) return brought;
  const { pack, plans, indicators, lookupKey } = brought.value;
  const vault = await openFileVault(options.files);
  const publicUrl = options.publicUrl ?? `http://${options.host}:${options.port}`;
  const stopping = new AbortController();
  const outward = { authorizations: options.authorizations ?? {}, stopping: stopping.signal };
  const send = sendOutside(outward);
  const work = caseWork({ send, store, pack, plans, now, demo: options.demo, publicUrl, lookupKey });
  const unfit = options.outside === undefined ? [] : unfitRegisters(work, options.outside);
  if (unfit.length > 0) return err(unfit);
  const live = openLiveHub();
  const typesetter = openTypesetterApart();
  const authority = await openAuthority(store, pack, now());
  // What a server had taken that has died since is free before anything else is done.
  await showServer(store);
  await keepServers(store, systemContext(pack.code), now());
  const outgoing = outgoingOf({ pack, store, publicUrl, now, send, smtpUrl: options.smtpUrl ?? null });
  let worker: Worker | undefined;
  const platform: Platform = {
    work,
    store,
    vault,
    parts: await openPartFolder(join(options.files, "uploads")),
    uploads: { ...UPLOAD_DEFAULTS, keepHours: options.uploadHours ?? UPLOAD_DEFAULTS.keepHours },
    live,
    drawingOf: plans.drawingOf,
    findRules: findRulesOn(store, pack),
    indicators,
    exportRows: options.exportRows ?? EXPORT_ROWS,
    signIn: signInOptions(store, options, work),
    queryCodeOf: (caseNo, issue) => queryCodeOf(caseNo, issue, lookupKey),
    fetchMedia: fetchMedia(outward),
    mediaSignatureOf: (caseNo, sha256) => mediaSignatureOf(caseNo, sha256, lookupKey),
    linkSignatureOf: (link) => linkSignatureOf(link, lookupKey),
    senderKeyOf: ({ id, issue }) => senderKeyOf(id, issue, lookupKey),
    opensDocument: (id, key) => isDocumentKey(id, key, lookupKey),
    outgoing: outgoing.ways,
    now,
    demo: options.demo,
    webFolder: options.webFolder,
    print: printer(typesetter, pack),
    ready: () => isReady(store),
    changed: () => worker?.poke(),
    trust: [authority.root],
    logger: options.logger ?? false,
  };
  const app = await createServer(platform);
  const away = tellAway((words) => app.log.warn(words), Date.now);
  const onFault = (chore: string, fault: unknown): void =>
    fault instanceof DatabaseAway
      ? away(fault.message)
      : app.log.error({ err: fault, chore }, "chore failed");
  await scheduleStarts(store, work, (matter, refused) => onFault(`start timers of ${matter}`, refused));
  const calling = callOutside({ addresses: pack.exchange.addresses, send, now });
  const { jobWorkers, channels } = options.outlets ?? NO_OUTLETS;
  const outlets = {
    jobWorkers: { [HTTP_JOB]: calling, [PHOTO_JOB]: photoWorker({ store, vault, pack, now }), ...jobWorkers },
    channels: [outgoing.channel, ...channels],
    deliveries: outgoing.deliveries,
    ...(await tellingOutside({ store, work, publicUrl, send, now, secret: lookupKey })),
  };
  worker = startWorker(platform, { authority, typesetter }, outlets, onFault);
  await app.listen({ host: options.host, port: options.port });
  return ok(running({ app, store, pack, platform, worker, publicUrl, vault, stopping, typesetter }));
}

function running(parts: {
  readonly app: App;
  readonly store: Store;
  readonly pack: DistrictPack;
  readonly platform: Platform;
  readonly worker: Worker;
  readonly publicUrl: string;
  readonly vault: FileVault;
  readonly stopping: AbortController;
  readonly typesetter: TypesetterApart;
}): RunningPlatform {
  const { app, store, pack, platform, worker, publicUrl, stopping, typesetter } = parts;
  const stop = async (): Promise<void> => {
    platform.live.close();
    stopping.abort();
    await worker.stop();
    await app.close();
    await typesetter.close();
    await store.close();
  };
  return { app, store, pack, platform, worker, url: publicUrl, stop };
}

function caseWork(parts: {
  readonly send: Outbound;
  readonly store: Store;
  readonly pack: DistrictPack;
  readonly plans: Plans;
  readonly now: () => Instant;
  readonly demo: boolean;
  readonly publicUrl: string;
  readonly lookupKey: string;
}): CaseWork {
  const { send, store, pack, plans, now, demo, publicUrl, lookupKey } = parts;
  return {
    store: store.cases,
    pack,
    planOf: plans.planOf,
    planOfCase: plans.planOfCase,
    planToMigrate: plans.planToMigrate,
    findPlan: plans.findPlan,
    validate: formValidator(now),
    findRecord: findWholeRecord(store, pack.code),
    findOffering: findOfferingOn(store, pack),
    recordId: recordIdsOf(pack, lookupKey),
    stationFacts: stationFactsOf(store, pack, now),
    askSource: askSource(pack.exchange.addresses, send),
    newId: randomUUID,
    newSalt: () => randomBytes(16).toString("hex"),
    demo,
    publicUrl,
    now,
    dueOn: (from, limit) => dueDay(pack, from, limit),
  };
}

function printer(typesetter: TypesetterApart, pack: DistrictPack): Platform["print"] {
  return async (template, data) => {
    const main = pack.templates.get(template);
    if (main === undefined) return err(problem("TEMPLATE_UNKNOWN", { template }));
    const set = await typesetter.typeset({ main }, data);
    return set.ok ? ok(set.value.pdf) : set;
  };
}

function dueDay(pack: DistrictPack, from: Instant, text: string): LocalDate | undefined {
  const limit = parseLimit(text);
  const due = limit.ok ? dueOf(pack.calendar, from, limit.value) : limit;
  return due.ok ? due.value.dueOn : undefined;
}

function signInOptions(store: Store, options: PlatformOptions, work: CaseWork): Platform["signIn"] {
  const { pack, publicUrl, now } = work;
  const { outside } = options;
  const demoAccounts = pack.demo.accounts.map(({ username, password, name, note }) => ({
    login: username,
    password,
    name,
    role: note,
  }));
  return {
    store: signInStoreOn(store, pack.code),
    publicUrl,
    title: { zh: `${pack.name.zh}一网`, en: `Yiwang of ${pack.name.en}` },
    now,
    ...(options.demo ? { demo: { accounts: demoAccounts } } : {}),
    ...(outside === undefined ? {} : { outside, recognise: recogniseByIssuer(work, outside) }),
  };
}

/** Whoever asks for readiness has no patience: a database that does not answer by then is not there. */
const READY_MS = 3_000;

async function isReady(store: Store): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const limit = setTimeout(() => late.resolve(false), READY_MS);
  const asked = store.database
    .transaction((sql) => sql.query("select 1 as one"))
    .then(
      () => true,
      () => false,
    );
  return Promise.race([asked, late.promise]).finally(() => clearTimeout(limit));
}

/** Where things are kept when nothing else is said. */
export function defaultFolders(data: string): { readonly store: StoreOptions; readonly files: string } {
  return {
    store: { kind: "embedded", folder: data, files: join(data, "files") },
    files: join(data, "files"),
  };
}
