import { messageEnd, type Effect } from "#engine";
import type { Matter } from "#district";
import type { Instant, JsonObject } from "#kernel";
import type { CaseIdentity } from "./case-head.ts";
import type { NewDocument, OutboxItem } from "./ports.ts";

/** Outbox kinds that carry what one case says to others, to people, and to those who wait for its end. */
export const EXCHANGE = {
  message: "message",
  signal: "signal",
  /** One case that a signal reaches, and one matter that it begins. */
  signalReach: "signalReach",
  signalStart: "signalStart",
  /** A subscription was opened: messages that wait for it are tried. */
  seekMessages: "seekMessages",
  /** A case that a message began is over: messages that wait for its key are tried. */
  seekKey: "seekKey",
  notice: "notice",
} as const;

/** What a commit's effects order, where. `step` names the commit within its case: the version it leaves. */
type Ordering = {
  readonly matter: Matter;
  readonly identity: CaseIdentity;
  readonly step: number;
  readonly at: Instant;
};

/**
 * The outbox items by which a commit reaches others (ADR 14). Their ids follow from the case and the step, so that
 * carrying one out twice has one effect.
 */
export function exchangeOrders(
  ordering: Ordering,
  effects: readonly Effect[],
  documents: readonly NewDocument[],
  told: readonly Told[] = [],
): readonly OutboxItem[] {
  const { identity, step } = ordering;
  const said = [
    ...effects.flatMap((effect) => orderOf(ordering, effect) ?? []),
    ...told.map(({ content, to }) => noticeOf(ordering, content, to)),
  ];
  const issued = documents.map(({ id, title, number, kind }) =>
    noticeOf(ordering, { about: "document", of: id, document: title, number, kind }, partiesOf(identity)),
  );
  return [...said, ...issued].map((order, index) => ({
    ...order,
    id: `${identity.caseNo}/${step}/${order.kind}${index}`,
    subject: identity.caseNo,
  }));
}

type Order = Omit<OutboxItem, "id">;

function orderOf(ordering: Ordering, effect: Effect): Order | undefined {
  const { identity, matter, at } = ordering;
  const from = identity.caseNo;
  switch (effect.kind) {
    case "publishMessage":
      return { kind: EXCHANGE.message, payload: { ...effect.message, from, until: messageEnd(at) } };
    case "broadcastSignal":
      return { kind: EXCHANGE.signal, payload: { ...effect.signal, from } };
    case "openSubscription": {
      const { on, name, key } = effect.subscription;
      return on === "message" ? { kind: EXCHANGE.seekMessages, payload: { name, key } } : undefined;
    }
    case "closeCase":
      return matter.begins === null ? undefined : { kind: EXCHANGE.seekKey, payload: { case: from } };
    case "notify": {
      const { when, of, due, name, to, organ = identity.organ } = effect.notice;
      return noticeOf(
        ordering,
        { about: "limit", when, of, due, name },
        { organ, roles: to, place: identity.division },
      );
    }
    case "openTask": {
      const { name, optional, candidateGroups, organ } = effect.task;
      if (optional) return undefined;
      if (candidateGroups.includes("applicant"))
        return noticeOf(ordering, { about: "task", name }, partiesOf(identity));
      // Nobody at another organ looks for a case that is not theirs.
      if (organ === undefined || organ === identity.organ) return undefined;
      return noticeOf(ordering, { about: "asked", name }, { organ, roles: candidateGroups });
    }
    default:
      return undefined;
  }
}

/**
 * To accounts; to one and whoever is known as a record; or to those who hold posts of these roles at an organ, for one
 * division where it is said, and those who look after the place (区领导).
 */
type Recipients =
  | { readonly account: string; readonly knownAs: string | null }
  | { readonly accounts: readonly string[] }
  | {
      readonly organ: string;
      readonly roles: readonly string[];
      readonly division?: string;
      readonly place?: string;
    };

/** Something that people are told because of what someone did. */
export type Told = { readonly content: JsonObject; readonly to: Recipients };

/** The applicant, and whoever is known as the one in whose name the case is. */
export const partiesOf = ({ applicant, inNameOf }: CaseIdentity): Recipients => ({
  account: applicant,
  knownAs: inNameOf,
});

function noticeOf({ identity, at }: Ordering, content: JsonObject, to: Recipients): Order {
  const { caseNo, title, matterName } = identity;
  return { kind: EXCHANGE.notice, payload: { to, at, content: { ...content, caseNo, title, matterName } } };
}
