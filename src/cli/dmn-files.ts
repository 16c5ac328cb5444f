import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { compileModels, type DecisionModels, type DmnSource } from "#rules";

/** Reads and compiles DMN files; the same files are compiled once as long as the loader lives. */
export type DmnLoader = (paths: readonly string[]) => Promise<Result<DecisionModels, Problem>>;

export function dmnLoader(): DmnLoader {
  const loaded = new Map<string, Promise<Result<DecisionModels, Problem>>>();
  return (paths) => {
    const key = paths.map((path) => resolve(path)).join("\n");
    const known = loaded.get(key);
    if (known !== undefined) return known;
    const fresh = load(paths);
    loaded.set(key, fresh);
    return fresh;
  };
}

async function load(paths: readonly string[]): Promise<Result<DecisionModels, Problem>> {
  const sources: DmnSource[] = [];
  for (const path of paths) {
    const xml = await readText(path);
    if (xml === null) return err(problem("DMN_FILE_MISSING", { path }));
    sources.push({ path, xml });
  }
  const compiled = await compileModels([...sources, ...(await importedBeside(sources))]);
  if (compiled.ok) return ok(compiled.value);
  return err(compiled.error[0] ?? problem("DMN_UNREADABLE", { path: paths.join(", "), detail: "" }));
}

const readText = (path: string): Promise<string | null> => readFile(path, "utf8").catch(() => null);

/** Models that are imported but were not given, found among the `*.dmn` files beside those that were. */
async function importedBeside(given: readonly DmnSource[]): Promise<readonly DmnSource[]> {
  const found: DmnSource[] = [];
  const have = new Set(given.map(({ xml }) => namespaceOf(xml)));
  let wanted = given.flatMap(({ xml }) => importsOf(xml)).filter((each) => !have.has(each));
  if (wanted.length === 0) return found;
  const beside = await siblings(given);
  while (wanted.length > 0) {
    const fitting = beside.filter(({ xml }) => wanted.includes(namespaceOf(xml)));
    if (fitting.length === 0) return found;
    found.push(...fitting.filter(({ xml }) => !have.has(namespaceOf(xml))));
    for (const { xml } of fitting) have.add(namespaceOf(xml));
    wanted = fitting.flatMap(({ xml }) => importsOf(xml)).filter((each) => !have.has(each));
  }
  return found;
}

async function siblings(given: readonly DmnSource[]): Promise<readonly DmnSource[]> {
  const taken = new Set(given.map(({ path }) => resolve(path ?? "")));
  const folders = new Set(given.map(({ path }) => dirname(resolve(path ?? ""))));
  const found: DmnSource[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.filter((each) => each.endsWith(".dmn")).toSorted()) {
      const path = join(folder, name);
      const xml = taken.has(path) ? null : await readText(path);
      if (xml !== null) found.push({ path, xml });
    }
  }
  return found;
}

/** A glance at the text, enough to choose files; the reader proper decides what they say. */
function namespaceOf(xml: string): string {
  const root = /<(?:[\w.-]+:)?definitions\b[^>]*>/.exec(xml)?.[0] ?? "";
  return /\snamespace\s*=\s*["']([^"']*)["']/.exec(root)?.[1] ?? "";
}

const importsOf = (xml: string): readonly string[] =>
  [...xml.matchAll(/<(?:[\w.-]+:)?import\b[^>]*?\snamespace\s*=\s*["']([^"']*)["']/g)].map(
    ([, namespace = ""]) => namespace,
  );
