import { readFile, stat } from "node:fs/promises";
import { decideWith, type Decide } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { compileProcess, type Plan } from "#process";
import { compileModels, type DmnSource } from "#rules";

/** What model files hold together: processes to start and decisions for them to ask. */
export type RehearsalModels = {
  readonly plans: readonly Plan[];
  readonly decisions: Decide | null;
};

type Loaded = Result<RehearsalModels, Problem>;

/** Reads model files; a file that has not changed (path, time, size) is compiled once. */
export type ModelLoader = (paths: readonly string[]) => Promise<Loaded>;

export function modelLoader(): ModelLoader {
  const known = new Map<string, Promise<Loaded>>();
  return async (paths) => {
    const marks: string[] = [];
    for (const path of paths) {
      const mark = await fileMark(path);
      if (mark === undefined) return err(problem("REHEARSAL_MODEL_MISSING", { path }, { path }));
      marks.push(mark);
    }
    const key = marks.join("\n");
    const before = known.get(key);
    if (before !== undefined) return before;
    const loading = loadModels(paths);
    known.set(key, loading);
    return loading;
  };
}

async function fileMark(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${path} ${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}

async function loadModels(paths: readonly string[]): Promise<Loaded> {
  const plans: Plan[] = [];
  const tables: DmnSource[] = [];
  for (const path of paths) {
    const xml = await readFile(path, "utf8");
    if (isDmn(path, xml)) {
      tables.push({ path, xml });
      continue;
    }
    const compiled = await compileProcess(xml, { file: path });
    if (!compiled.ok) return err(firstOf(compiled.error));
    plans.push(...compiled.value);
  }
  if (tables.length === 0) return ok({ plans, decisions: null });
  const models = await compileModels(tables);
  return models.ok ? ok({ plans, decisions: decideWith(models.value) }) : err(firstOf(models.error));
}

const isDmn = (path: string, xml: string): boolean =>
  path.endsWith(".dmn") || (!path.endsWith(".bpmn") && xml.includes("omg.org/spec/DMN/"));

/** The first problem, with all of them in its details. */
function firstOf(problems: readonly Problem[]): Problem {
  const [first, ...more] = problems;
  if (first === undefined) throw new Error("a refused model names no problem");
  if (more.length === 0) return first;
  const others = more.map(({ code, message, details }) => ({ code, message, ...details }));
  return { ...first, details: { ...first.details, others } };
}
