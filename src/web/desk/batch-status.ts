import type { BatchAnswer, BatchListLine } from "#contract";
import type { Say } from "../language/say.ts";
import { batch as words } from "../words/batch.ts";

export const isUnderWay = (status: BatchAnswer["status"] | undefined): boolean =>
  status === "running" || status === "stopping";

export const hasEnded = (status: BatchAnswer["status"]): boolean => status === "done" || status === "stopped";

/** What a batch came to, or would, in numbers of cases. */
export function batchEnds({ status, counts }: BatchListLine, say: Say): string {
  const { done, refused, ready } = counts;
  const parts = [
    ...(status === "preview" ? [say(words.countReady, { ready })] : [say(words.countDone, { done })]),
    ...(refused === 0 ? [] : [say(words.countRefused, { refused })]),
    ...(status === "stopped" && ready > 0 ? [say(words.countLeft, { left: ready })] : []),
  ];
  return parts.join(say(words.comma));
}
