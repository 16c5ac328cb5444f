import type { DistrictPack } from "#district";
import { err, isJsonObject, ok, problem, type Instant, type Json, type Problem, type Result } from "#kernel";
import { compileModels, type DecisionModels, type DmnSource } from "#rules";
import { findPublished, publish, systemContext, type Store } from "#store";

/** What the rules of matters are published as: each version under the hash of its text. */
const KIND = "rules";

/**
 * Publishes the rules of every matter, where they stand for ever: a case that they decided finds them there, however
 * often they change.
 */
export async function publishRules(store: Store, pack: DistrictPack, at: Instant): Promise<void> {
  for (const { id, decisions } of pack.matters.values()) {
    const { models, sources } = decisions;
    if (models === null) continue;
    await publish(store, systemContext(pack.code), {
      kind: KIND,
      hash: models.version,
      name: id,
      version: models.version.slice(0, 12),
      content: sources.map(({ file, xml }) => ({ path: file, xml })),
      source: sources.map(({ xml }) => xml).join("\n"),
      at,
    });
  }
}

/** Finds rules by the hash they were published under, compiled; those once found are kept, for they never change. */
export function findRulesOn(store: Store, pack: DistrictPack) {
  const known = new Map<string, DecisionModels>();
  return async (hash: string): Promise<Result<DecisionModels, Problem>> => {
    const before = known.get(hash);
    if (before !== undefined) return ok(before);
    const found = await findPublished(store, systemContext(pack.code), KIND, hash);
    if (found === undefined) return err(problem("RULES_UNKNOWN", { hash: hash.slice(0, 12) }));
    const compiled = await compileModels(sourcesIn(found.content));
    if (!compiled.ok) return err(compiled.error[0] ?? problem("RULES_UNKNOWN", { hash: hash.slice(0, 12) }));
    known.set(hash, compiled.value);
    return compiled;
  };
}

function sourcesIn(content: Json): readonly DmnSource[] {
  const all: readonly Json[] = Array.isArray(content) ? content : [];
  return all.flatMap((each) =>
    isJsonObject(each) ? [{ path: String(each["path"]), xml: String(each["xml"]) }] : [],
  );
}
