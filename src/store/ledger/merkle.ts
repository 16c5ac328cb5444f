import { createHash } from "node:crypto";

/**
 * Merkle tree of RFC 6962 §2.1 over SHA-256: leaves and nodes are hashed under different first bytes, so
 * that a node can never pass for a leaf. An empty tree's root is the hash of nothing.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash("sha256").digest();
  return rootOf(leaves.map(leafHash));
}

/** The hashes that lead from a leaf to the root, from the bottom up. */
export function merklePath(leaves: readonly Uint8Array[], index: number): readonly Buffer[] {
  if (index < 0 || index >= leaves.length) throw new Error(`no leaf ${index} among ${leaves.length}`);
  return pathOf(leaves.map(leafHash), index);
}

/** The root that a leaf, its place and its path lead to; undefined when the path does not fit the tree's size. */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  count: number,
  path: readonly Uint8Array[],
): Buffer | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
  return climb(leafHash(leaf), index, count, path);
}

function climb(hash: Buffer, index: number, count: number, path: readonly Uint8Array[]): Buffer | undefined {
  if (count === 1) return path.length === 0 ? hash : undefined;
  const sibling = path.at(-1);
  if (sibling === undefined) return undefined;
  const split = splitOf(count);
  const below = path.slice(0, -1);
  if (index < split) {
    const left = climb(hash, index, split, below);
    return left === undefined ? undefined : nodeHash(left, sibling);
  }
  const right = climb(hash, index - split, count - split, below);
  return right === undefined ? undefined : nodeHash(sibling, right);
}

function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (hashes.length === 1 && only !== undefined) return only;
  const split = splitOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

function pathOf(hashes: readonly Buffer[], index: number): readonly Buffer[] {
  if (hashes.length === 1) return [];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...pathOf(left, index), rootOf(right)]
    : [...pathOf(right, index - split), rootOf(left)];
}

/** The largest power of two below the count. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

function leafHash(leaf: Uint8Array): Buffer {
  return createHash("sha256").update(Buffer.of(0)).update(leaf).digest();
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}
