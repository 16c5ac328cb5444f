import type { Bilingual, OfferingAnswer, ProposeRequest } from "#contract";
import { offerings as words } from "../words/offerings.ts";

export type Act = ProposeRequest["act"];

/** What an act is called. */
export function actWord(act: string): Bilingual {
  const names: Readonly<Record<string, Bilingual>> = words;
  return names[act] ?? { zh: act, en: act };
}

/** What comes of an act, said before it is proposed. */
export const EFFECTS: Readonly<Record<Act, Bilingual>> = {
  publish: words.publishEffect,
  suspend: words.suspendEffect,
  resume: words.resumeEffect,
  cancel: words.cancelEffect,
  amend: words.amendEffect,
};

/** The acts that fit how a matter stands; changing texts has its own form. */
export function fittingActs({ standing, ahead }: Pick<OfferingAnswer, "standing" | "ahead">): readonly Act[] {
  const isSuspended = standing.state === "suspended" || ahead?.state === "suspended";
  const acts: readonly (readonly [Act, boolean])[] = [
    ["publish", ["draft", "pending", "cancelled"].includes(standing.state)],
    ["suspend", standing.state === "inForce" && !isSuspended],
    ["resume", isSuspended],
    ["cancel", standing.state !== "cancelled"],
  ];
  return acts.flatMap(([act, fits]) => (fits ? [act] : []));
}

/** Today in Asia/Shanghai, as an input of days takes it. */
export const today = (): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(new Date());
