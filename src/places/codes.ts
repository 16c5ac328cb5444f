import { err, ok, problem, type Problem, type Result } from "#kernel";

/** A unit grid cell's code (GB/T 30428.1): county 6, street 3, community 3, serial 3. */
export type CellCode = { readonly district: string; readonly community: string; readonly serial: number };

/** Errors: CELL_CODE_INVALID. */
export function parseCellCode(code: string): Result<CellCode, Problem> {
  if (!/^\d{15}$/.test(code) || code.endsWith("000")) return err(problem("CELL_CODE_INVALID", { code }));
  return ok({ district: code.slice(0, 6), community: code.slice(0, 12), serial: Number(code.slice(12)) });
}

/** A component's code (GB/T 30428.2): county 6, class 2, sub-class 2, serial 6. */
export type ComponentCode = {
  readonly district: string;
  /** The four digits of class and sub-class, as cases call it. */
  readonly class: string;
  readonly serial: number;
};

/** Errors: COMPONENT_CODE_INVALID. */
export function parseComponentCode(code: string): Result<ComponentCode, Problem> {
  const found = /^(\d{6})(\d{2}(?!00)\d{2})(\d{6})$/.exec(code);
  if (found === null || found[2]?.startsWith("00") === true || found[3] === "000000")
    return err(problem("COMPONENT_CODE_INVALID", { code }));
  const [, district = "", kind = "", serial = ""] = found;
  return ok({ district, class: kind, serial: Number(serial) });
}

/** The code of a component by its parts; errors as of parseComponentCode. */
export function formatComponentCode(parts: ComponentCode): Result<string, Problem> {
  const code = `${parts.district}${parts.class}${String(parts.serial).padStart(6, "0")}`;
  const parsed = parseComponentCode(code);
  return parsed.ok ? ok(code) : parsed;
}
