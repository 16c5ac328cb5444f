/**
 * What replays a property that failed, from the environment: the `seed` and `path` that fast-check has printed, as
 * `YIWANG_SEED=1234 YIWANG_PATH=12:0:1`. Undefined where neither is given.
 */
export function replayIn(
  env: Readonly<Record<string, string | undefined>>,
): { readonly seed?: number; readonly path?: string } | undefined {
  const { YIWANG_SEED: seed, YIWANG_PATH: path } = env;
  if (seed === undefined && path === undefined) return undefined;
  return {
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
}

// Read by every test file (vitest.config.ts); fast-check is loaded only where there is something to tell it.
const replay = replayIn(process.env);
if (replay !== undefined) {
  const { configureGlobal, readConfigureGlobal } = await import("fast-check");
  configureGlobal({ ...readConfigureGlobal(), ...replay });
}
