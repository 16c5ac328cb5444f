import { canSeeCase, type Principal } from "#access";
import { EXCHANGE, SEAL_DOCUMENT } from "#cases";
import type { Bilingual, FailureAnswer } from "#contract";
import { inBoth, organInBoth } from "#district";
import { listFailures, OUTSIDE_KIND, systemContext, type FailureRow, type Page } from "#store";
import type { Platform } from "../platform.ts";
import type { Narrowed } from "./narrowing.ts";
import type { Leaf } from "./reading.ts";

/** A page of what could not go on, the newest first; whoever asks has been asked for the right to resolve it. */
export async function failures(
  platform: Platform,
  principal: Principal,
  { matter, organ, reversed }: Pick<Narrowed, "matter" | "organ" | "reversed">,
  leaf: Leaf,
): Promise<Page<FailureAnswer>> {
  // Of every organ, and nothing personal is told.
  const context = systemContext(platform.work.pack.code);
  const page = await listFailures(platform.store, context, {
    ...leaf,
    newestFirst: !reversed,
    ...(matter === undefined ? {} : { matter }),
    ...(organ === undefined ? {} : { organ }),
  });
  const items = await Promise.all(page.items.map((row) => failureAnswer(platform, principal, row)));
  return { items, next: page.next };
}

/** What the outbox brings, in words; a signal and a search go in several hops. */
const DELIVERIES: Readonly<Record<string, Bilingual>> = {
  [SEAL_DOCUMENT]: { zh: "文书制作和签章", en: "Making and sealing a document" },
  [EXCHANGE.message]: { zh: "消息送达", en: "Bringing a message" },
  [EXCHANGE.seekMessages]: { zh: "查找在等的消息", en: "Looking for messages that wait" },
  [EXCHANGE.seekKey]: { zh: "查找在等的消息", en: "Looking for messages that wait" },
  [EXCHANGE.signal]: { zh: "信号送达", en: "Bringing a signal" },
  [EXCHANGE.signalReach]: { zh: "信号送达", en: "Bringing a signal" },
  [EXCHANGE.signalStart]: { zh: "由信号开始办件", en: "Beginning a case by a signal" },
  [EXCHANGE.notice]: { zh: "消息提醒", en: "Telling people" },
};

/** What goes outside is named by where it goes. */
function deliveryName({ pack }: Platform["work"], { id, what }: FailureRow): Bilingual {
  if (!what.startsWith(OUTSIDE_KIND)) return DELIVERIES[what] ?? inBoth(pack, what);
  const [order, to = ""] = id.split("/");
  const { zh, en } = pack.libraries.get(to)?.name ?? DELIVERY_OUTSIDE;
  return order === "reconcile"
    ? { zh: `与${zh}对账`, en: `Comparing with the ${en}` }
    : { zh: `向${zh}上报`, en: `Telling the ${en}` };
}

const DELIVERY_OUTSIDE: Bilingual = { zh: "外部系统", en: "system outside" };

async function failureAnswer(
  platform: Platform,
  principal: Principal,
  row: FailureRow,
): Promise<FailureAnswer> {
  const { pack } = platform.work;
  const { of } = row;
  return {
    about: row.about,
    id: row.id,
    name: row.about === "step" ? await stepName(platform, row) : deliveryName(platform.work, row),
    of:
      of === null
        ? null
        : {
            caseNo: of.caseNo,
            matterName: inBoth(pack, of.matterName),
            organName: organInBoth(pack, of.organ),
            isOpen: canSeeCase(principal, of).allowed,
          },
    since: row.raisedAt,
    code: row.problem.code,
    message: row.problem.message,
    next: row.problem.next,
  };
}

async function stepName({ work }: Platform, { of, what }: FailureRow): Promise<Bilingual> {
  const plan = of === null ? undefined : await work.planOfCase({ head: of });
  const plans = plan?.ok === true ? [...plan.value.plans.values()] : [];
  const name = plans.map(({ nodes }) => nodes.get(what)?.name).find((each) => each !== undefined);
  return inBoth(work.pack, name === undefined || name === "" ? what : name);
}
