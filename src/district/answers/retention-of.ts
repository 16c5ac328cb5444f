import type { DistrictPack } from "../pack/pack.ts";
import type { RetentionRule } from "../parts/retention.ts";
import { localDateOf, type Instant, type LocalDate } from "#kernel";

/** A file (by the material it stands for) or a document (by its kind) of a case of a matter. */
export type Retained = {
  readonly matter: string;
  readonly of: "file" | "document";
  readonly material: string | null;
  readonly kind: string | null;
};

/** The first rule of the register of retention (保管期限表) that fits; undefined where none does, and it is kept. */
export function retentionOf(
  { retention, matters }: Pick<DistrictPack, "retention" | "matters">,
  { matter, of, material, kind }: Retained,
): RetentionRule | undefined {
  const asked = matters.get(matter)?.materials.find(({ id }) => id === material);
  const kinds = [kind, asked?.kind ?? null];
  return retention.rules.find(
    (rule) =>
      rule.of === of &&
      fits(rule.matters, [matter]) &&
      fits(rule.materials, [material]) &&
      fits(rule.kinds, kinds),
  );
}

const fits = (named: readonly string[], found: readonly (string | null)[]): boolean =>
  named.length === 0 || found.some((each) => each !== null && named.includes(each));

/** The last day on which something of a case that closed then is kept; null: for ever. */
export function keptUntil({ keep }: RetentionRule, closedAt: Instant): LocalDate | null {
  if (keep === null) return null;
  return Temporal.PlainDate.from(localDateOf(closedAt)).add(keep).toString() as LocalDate;
}
