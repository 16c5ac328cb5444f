import { isJsonObject, type JsonObject } from "#kernel";

/** How an application came (申请渠道): on the net, at a window, at a station of a town or community. */
export type Channel = "online" | "window" | "station";

/** How a case came in, as its variables keep it under `intake`; who handed it over stands beside the ledger. */
export type Intake = {
  readonly channel: Channel;
  /** The clerk who took it in, with the post; nobody where it came on the net. */
  readonly by?: string;
  readonly post?: string;
  readonly hall?: string;
  readonly counter?: string;
  /** Material id → how much of it is paper: originals seen, copies kept. */
  readonly paper?: Readonly<Record<string, { readonly originals: number; readonly copies: number }>>;
};

/** The channel a case came by; null for one that a message, signal or timer began, or of before channels were kept. */
export function channelOf({ intake }: JsonObject): string | null {
  return isJsonObject(intake) && typeof intake["channel"] === "string" ? intake["channel"] : null;
}

/** The clerk who took a case in at a window; null where nobody did. */
export function takenInBy({ intake }: JsonObject): string | null {
  return isJsonObject(intake) && typeof intake["by"] === "string" ? intake["by"] : null;
}
