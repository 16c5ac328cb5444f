import { HTTP_JOB } from "#district";
import type { Platform } from "#http";
import { instantFromMillis, millisOf } from "#kernel";
import {
  expireMessages,
  forgetMessages,
  outsideKind,
  systemContext,
  type HeaderShare,
  type KindOfWork,
} from "#store";
import {
  deliverOutbox,
  fireStartTimers,
  isWaitedOut,
  messageDeliveries,
  needsPerson,
  noticeDeliveries,
  signalDeliveries,
  workJobs,
  type Chore,
  type Delivery,
  type JobWorkers,
  type NoticeChannel,
} from "#worker";

/** What a platform brings along for its cases' jobs and for telling people. */
export type Outlets = {
  readonly jobWorkers: JobWorkers;
  readonly channels: readonly NoticeChannel[];
  /** What is told to systems outside, each address by itself. */
  readonly outside?: { readonly delivery: Delivery; readonly addresses: readonly string[] };
  /** What else goes outside through the outbox, by its kind. */
  readonly deliveries?: Readonly<Record<string, Delivery>>;
  /** What else is done again and again. */
  readonly chores?: readonly Chore[];
};

const SWEEP_MS = 60_000;
const SWEPT_AT_ONCE = 1000;
/** How long the id of a settled message is known again. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/** A chore that looks when something is due of what it carries out. */
const chore = (name: string, of: Chore["of"] & {}, run: Chore["run"]): Chore => ({
  name,
  everyMs: 1000,
  of,
  run,
});

const inOutbox = (deliveries: Readonly<Record<string, Delivery>>): readonly KindOfWork[] =>
  Object.keys(deliveries).map((kind): KindOfWork => `outbox ${kind}`);

/** What one case says reaches others, people are told, timers begin cases and jobs are done. */
export function exchangeChores(
  platform: Platform,
  { jobWorkers, channels, outside, deliveries: messages = {}, chores = [] }: Outlets,
  onFault: (chore: string, fault: unknown) => void,
): readonly Chore[] {
  const { store, work, now } = platform;
  const district = work.pack.code;
  const routing = { store, work };
  // Side by side where the database has several connections.
  const lanes = store.kind === "server" ? 3 : 1;
  const failed = (item: { readonly kind: string; readonly id: string }, why: string): void =>
    onFault(`outbox ${item.kind} ${item.id}`, new Error(why));
  const deliveries = { ...messageDeliveries(routing), ...signalDeliveries(routing) };
  const notices = noticeDeliveries({ store, district, channels });
  const outgoing = { store, district, now, failed, forget: true };
  return [
    ...chores,
    chore("exchange", inOutbox(deliveries), () => deliverOutbox({ ...outgoing, deliveries, lanes })),
    chore("notices", inOutbox(notices), () => deliverOutbox({ ...outgoing, deliveries: notices })),
    // Apart from the rest: a mail server that does not answer holds up nobody else.
    chore("outside", inOutbox(messages), () => deliverOutbox({ ...outgoing, deliveries: messages, lanes })),
    ...(outside === undefined ? [] : addressChores(outside, { ...outgoing, lanes })),
    chore("start timers", ["start timers"], () =>
      fireStartTimers(routing, (matter, refused) => onFault(`start timer of ${matter}`, refused)),
    ),
    ...Object.entries(jobWorkers).flatMap((typed) =>
      sharesOf(typed[0], Object.keys(work.pack.exchange.addresses)).map(({ name, header }) =>
        chore(`jobs ${name}`, [`job ${typed[0]}`], () =>
          workJobs(
            store,
            work,
            typed,
            (job, refused) => onFault(`job ${job.type} of ${job.caseNo}`, refused),
            header,
          ),
        ),
      ),
    ),
    {
      name: "messages",
      everyMs: SWEEP_MS,
      onlyOnTime: true,
      run: async () => {
        const context = systemContext(district);
        const before = instantFromMillis(millisOf(now()) - REMEMBERED_MS);
        const expired = await expireMessages(store, context, now(), SWEPT_AT_ONCE);
        const forgotten = await forgetMessages(store, context, before, SWEPT_AT_ONCE);
        return expired === SWEPT_AT_ONCE || forgotten === SWEPT_AT_ONCE;
      },
    },
  ];
}

/** Jobs by the address that they call. */
const byAddress = (values: readonly string[], others = false): HeaderShare => ({
  name: "address",
  values,
  others,
});

/** Calls outside are made address by address: one that does not answer holds up its own calls and nobody else's. */
function sharesOf(
  type: string,
  addresses: readonly string[],
): readonly { readonly name: string; readonly header?: HeaderShare }[] {
  if (type !== HTTP_JOB) return [{ name: type }];
  return [
    ...addresses.map((address) => ({ name: `${type} ${address}`, header: byAddress([address]) })),
    { name: type, header: byAddress(addresses, true) },
  ];
}

/** What is told outside goes address by address, too. */
const addressChores = (
  { delivery, addresses }: NonNullable<Outlets["outside"]>,
  outgoing: Omit<Parameters<typeof deliverOutbox>[0], "deliveries">,
): readonly Chore[] =>
  addresses.map((address) =>
    chore(`outside ${address}`, [`outbox ${outsideKind(address)}`], () =>
      deliverOutbox({
        ...outgoing,
        deliveries: { [outsideKind(address)]: delivery },
        needsPerson,
        isWaitedOut,
      }),
    ),
  );
