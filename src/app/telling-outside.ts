import { createHmac } from "node:crypto";
import type { DistrictPack } from "#district";
import type { TellingOutside } from "#worker";

/** What telling systems outside is put together from. */
export function tellingOutside({
  pack,
  publicUrl,
  ...parts
}: Pick<TellingOutside, "store" | "send" | "now"> & {
  readonly pack: Pick<DistrictPack, "code" | "matters" | "exchange">;
  readonly publicUrl: string;
}): TellingOutside {
  return {
    ...parts,
    district: pack.code,
    source: publicUrl,
    certificates: new Set(
      [...pack.matters.values()].flatMap(({ result }) =>
        result !== null && "register" in result ? [result.register] : [],
      ),
    ),
    addresses: pack.exchange.addresses,
    sign: (secret, text) => createHmac("sha256", secret).update(text).digest("base64"),
  };
}
