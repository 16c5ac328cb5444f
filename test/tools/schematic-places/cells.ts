import { isIn, type Community } from "./communities.ts";
import type { Ring, Spot } from "./ground.ts";

export type Cell = {
  readonly code: string;
  readonly community: string;
  readonly ring: Ring;
  readonly row: number;
  readonly column: number;
};

/** 100 m by 100 m are the 10,000 m² of the standard. */
const SIDE = 100;
/** Residents' committees of streets are built up more widely than villages; all together over 10,000 cells. */
const CELLS = { community: 190, village: 152 };

/** The built-up part of a community in cells, numbered row by row from the north, each row from the west. */
export function schematicCells(community: Community): readonly Cell[] {
  const count = Number(community.code.slice(9)) < 200 ? CELLS.community : CELLS.village;
  const [cx, cy] = community.centre;
  const [ci, cj] = [Math.floor(cx / SIDE), Math.floor(cy / SIDE)];
  const reach = 40;
  const near: { readonly i: number; readonly j: number; readonly far: number }[] = [];
  for (let j = cj - reach; j <= cj + reach; j += 1)
    for (let i = ci - reach; i <= ci + reach; i += 1)
      if (cornersOf(i, j).every((corner) => isIn(community.area, corner)))
        near.push({ i, j, far: farness(i - ci, j - cj) });
  const built = near.toSorted((a, b) => a.far - b.far || b.j - a.j || a.i - b.i).slice(0, count);
  if (built.length < count) throw new Error(`${community.code} has room for ${built.length} cells only`);
  return built
    .toSorted((a, b) => b.j - a.j || a.i - b.i)
    .map(({ i, j }, index) => ({
      code: `${community.code}${String(index + 1).padStart(3, "0")}`,
      community: community.code,
      ring: cornersOf(i, j),
      row: j,
      column: i,
    }));
}

/** Not round, so that built-up parts do not look like coins. */
const farness = (i: number, j: number): number =>
  Math.hypot(i * 0.9, j * 1.1) * (1 + 0.22 * Math.sin(3 * Math.atan2(j, i) + i * 0.05));

/** Counter-clockwise from the south-west; corners are bent the same for every cell that shares them. */
const cornersOf = (i: number, j: number): Ring => [
  bent(i, j),
  bent(i + 1, j),
  bent(i + 1, j + 1),
  bent(i, j + 1),
];

const bent = (i: number, j: number): Spot => [
  i * SIDE + 14 * Math.sin(i * 0.71 + j * 0.37) + 9 * Math.sin(j * 1.13),
  j * SIDE + 14 * Math.sin(j * 0.67 - i * 0.41) + 9 * Math.sin(i * 0.93),
];
