/** Levels of the place tree, widest first (glossary: division). */
export const DIVISION_LEVELS = ["district", "town", "community", "gridCell"] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

/**
 * A node of the place tree. Codes: 6 digits county-level district, 9 street or town, 12 community or
 * village, 15 grid cell; each begins with its parent's.
 */
export type Division = {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** Null for the district itself. */
  readonly parent: string | null;
};
