import { sheetOf, type DistrictPack, type Matter } from "#district";
import { hashOf, type Instant, type Json } from "#kernel";
import { listPublished, publish, systemContext, type Published, type Store } from "#store";

/** The kind under which a matter's version is published: its 实施清单, and the hashes of its form and process. */
const MATTER_VERSION = "matter";

const MARK = 6;

/**
 * Publishes every matter of the pack under the hash of what it says, where it stands for ever. What is published is
 * immutable: a folder that says something else under the same number is another version, whose number bears a mark.
 * Answers the pack with the numbers that its matters go by.
 */
export async function publishMatters(store: Store, pack: DistrictPack, at: Instant): Promise<DistrictPack> {
  const context = systemContext(pack.code);
  const before = await listPublished(store, context, MATTER_VERSION);
  const matters = new Map<string, Matter>();
  for (const matter of pack.matters.values()) {
    const content = contentOf(matter, pack);
    const hash = hashOf({ matter: matter.id, version: matter.version, content });
    const of = before.filter(({ name }) => name === matter.id);
    const version = of.find((each) => each.hash === hash)?.version ?? freshVersion(matter.version, hash, of);
    const item = { kind: MATTER_VERSION, hash, name: matter.id, version, content, source: null, at };
    if (!of.some((each) => each.hash === hash)) await publish(store, context, item);
    matters.set(matter.id, { ...matter, version });
  }
  return { ...pack, matters };
}

function contentOf(matter: Matter, pack: DistrictPack): Json {
  return {
    from: matter.effectiveFrom,
    sheet: sheetOf(matter, pack),
    form: hashOf(matter.form.schema),
    process: pack.processes.get(matter.process)?.plan.hash ?? "",
  };
}

function freshVersion(version: string, hash: string, before: readonly Published[]): string {
  return before.some((each) => each.version === version) ? `${version}+${hash.slice(0, MARK)}` : version;
}
