import { createHash } from "node:crypto";
import type { DistrictPack } from "#district";
import { chooseSeal, type RegisteredSeal, type Signer } from "#documents";
import {
  err,
  localDateOf,
  ok,
  problem,
  type Instant,
  type LocalDate,
  type Problem,
  type Result,
} from "#kernel";
import type { StoredRecord } from "#registers";
import { listSealsOf, listUnsealed, retryOutbox, systemContext, type SealUse, type Store } from "#store";

/** What choosing a seal stands on. */
type Choosing = { readonly store: Store; readonly pack: DistrictPack; readonly now: () => Instant };

/** The setting that names the register of seals; a district without one seals without asking. */
const SEAL_REGISTER = "sealRegister";

/**
 * The seal that a document is sealed with now, as it will be logged; null where the district keeps no register of
 * seals. Errors: those of chooseSeal, SEAL_CERTIFICATE_DIFFERS.
 */
export async function sealFor(
  choosing: Choosing,
  document: { readonly organ: string; readonly data: Readonly<Record<string, unknown>> },
  signer: Signer,
): Promise<Result<SealUse | null, Problem>> {
  const register = choosing.pack.settings[SEAL_REGISTER];
  if (typeof register !== "string") return ok(null);
  const text = typeof document.data["sealText"] === "string" ? document.data["sealText"] : "";
  const seal = await chosen(choosing, register, { organ: document.organ, text });
  if (!seal.ok) return seal;
  const fingerprint = createHash("sha256")
    .update(signer.certificates[0] ?? new Uint8Array())
    .digest("hex");
  const { id, name } = seal.value;
  return seal.value.fingerprint === null || seal.value.fingerprint === fingerprint
    ? ok({ register, seal: id, fingerprint })
    : err(problem("SEAL_CERTIFICATE_DIFFERS", { name }));
}

/**
 * Documents that could not be sealed are sealed as soon as their organ's seal is put right. Answers whether any is
 * tried again.
 */
export async function sealAgain(choosing: Choosing): Promise<boolean> {
  const register = choosing.pack.settings[SEAL_REGISTER];
  if (typeof register !== "string") return false;
  const context = systemContext(choosing.pack.code);
  let tried = false;
  for (const { item, organ, sealText } of await listUnsealed(choosing.store, context)) {
    const seal = await chosen(choosing, register, { organ, text: sealText });
    if (seal.ok && (await retryOutbox(choosing.store, context, item, choosing.now()))) tried = true;
  }
  return tried;
}

async function chosen(
  { store, pack, now }: Choosing,
  register: string,
  { organ, text }: { readonly organ: string; readonly text: string },
): Promise<Result<RegisteredSeal, Problem>> {
  const records = await listSealsOf(store, systemContext(pack.code), register, organ);
  const seals = records.map((record) => registered(pack, record));
  const name = pack.organs.get(organ)?.name ?? { zh: organ, en: organ };
  return chooseSeal(seals, { organ: name, text, on: localDateOf(now()) });
}

function registered(pack: DistrictPack, { register, id, status, data }: StoredRecord): RegisteredSeal {
  const words = (field: string): string | null => {
    const value = data[field];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const state = pack.registers.get(register)?.statuses.find((each) => each.id === status)?.name;
  return {
    id,
    name: words("name") ?? id,
    text: words("sealText"),
    status,
    statusName: state ?? { zh: status, en: status },
    validFrom: (words("validFrom") ?? "9999-12-31") as LocalDate,
    validTo: (words("validTo") ?? "0000-01-01") as LocalDate,
    fingerprint: words("fingerprint"),
  };
}
