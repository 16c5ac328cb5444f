import { createHmac } from "node:crypto";
import type { CaseWork } from "#cases";
import { addressesWaiting, keepLibraries } from "#store";
import {
  connectedLibraries,
  orderComparisons,
  orderEvents,
  outsideDelivery,
  type TellingOutside,
} from "#worker";
import { documentKey } from "../ports/document-key.ts";
import type { Outlets } from "./exchange-chores.ts";

/** What telling systems outside is put together from; `secret` is the installation's. */
type Parts = Pick<TellingOutside, "store" | "send" | "now"> & {
  readonly work: CaseWork;
  readonly publicUrl: string;
  readonly secret: string;
};

/**
 * Telling systems outside what happens, and comparing with them: webhooks and libraries, each address by itself. Notes
 * which libraries are connected before anything is told.
 */
export async function tellingOutside({
  publicUrl,
  secret,
  ...parts
}: Parts): Promise<Required<Pick<Outlets, "outside" | "chores">>> {
  const { store, work, now } = parts;
  const { pack } = work;
  const telling: TellingOutside = {
    ...parts,
    pack,
    source: publicUrl,
    certificates: new Set(
      [...pack.matters.values()].flatMap(({ result }) =>
        result !== null && "register" in result ? [result.register] : [],
      ),
    ),
    sign: (key, text) => createHmac("sha256", key).update(text).digest("base64"),
    documentUrl: (id) => `${publicUrl}/api/public/documents/${id}?key=${documentKey(id, secret)}`,
  };
  const libraries = connectedLibraries(pack).map(({ id }) => id);
  await keepLibraries(store, pack.code, libraries, now());
  const waiting = await addressesWaiting(store, pack.code);
  return {
    outside: {
      delivery: outsideDelivery(telling),
      addresses: [...new Set([...Object.keys(pack.exchange.addresses), ...waiting])],
    },
    chores: [
      { name: "events outside", everyMs: 1000, run: orderEvents(telling) },
      { name: "comparisons", everyMs: 5000, run: orderComparisons(telling) },
    ],
  };
}
