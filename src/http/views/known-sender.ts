import type { Sender } from "#district";
import type { Platform } from "../platform.ts";
import { equalSecrets } from "../sign-in/index.ts";

/** The sender of a channel whose key this is; undefined where it is nobody's. Every key is compared, whichever fits. */
export function senderOf(
  { work, senderKeyOf }: Platform,
  channel: Sender["channel"],
  key: string,
): Sender | undefined {
  let found: Sender | undefined;
  for (const sender of work.pack.channels?.senders ?? [])
    if (sender.channel === channel && equalSecrets(key, senderKeyOf(sender))) found = sender;
  return found;
}
