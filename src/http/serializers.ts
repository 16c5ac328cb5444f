import compile from "fast-json-stringify";

type Serializer = ReturnType<typeof compile>;

/** By the schema itself: an answer's schema is a constant of the contract. */
const COMPILED = new WeakMap<object, Serializer>();

/**
 * What writes an answer as its schema says, compiled once a process: a second server on the same contract, as tests
 * start by the hundred, begins a second sooner.
 */
export function serializerOf(schema: unknown): Serializer {
  const known = schema as object;
  const standing = COMPILED.get(known);
  if (standing !== undefined) return standing;
  const compiled = compile(known);
  COMPILED.set(known, compiled);
  return compiled;
}
