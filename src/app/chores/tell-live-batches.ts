import type { Platform } from "#http";
import { batchesUnderWay, systemContext, type BatchStanding } from "#store";

/** Tells whoever made a batch how far it has come. */
export type BatchTelling = {
  /** Tells what has changed since the round before, by whichever server: a chore's round. */
  readonly round: () => Promise<boolean>;
  /** A batch of this process has ended: told at once, however short it was. */
  readonly ended: (batch: string) => Promise<void>;
};

const isUnderWay = ({ status }: BatchStanding): boolean => status === "running" || status === "stopping";

/** Nobody listening, nothing asked. */
export function tellLiveBatches({
  live,
  store,
  work,
}: Pick<Platform, "live" | "store" | "work">): BatchTelling {
  const context = systemContext(work.pack.code);
  /** What was told of each that was under way then. */
  let told = new Map<string, string>();
  const look = async (named: readonly string[]): Promise<void> => {
    if (live.listeners === 0) return void (told = new Map());
    const before = told;
    const standing = await batchesUnderWay(store, context, [...before.keys(), ...named]);
    for (const { account, ...data } of standing)
      if (before.get(data.id) !== JSON.stringify(data))
        live.tell({ event: "batch", data, about: { kind: "batch", account } });
    const now = standing.filter(isUnderWay).map(({ account: _whose, ...data }) => data);
    told = new Map(now.map((data) => [data.id, JSON.stringify(data)]));
  };
  return {
    round: async () => {
      await look([]);
      return false;
    },
    ended: (batch) => look([batch]),
  };
}
