import * as fc from "fast-check";
import { LIMITS } from "./random-limits.ts";
import type { Trigger } from "./random-throwing.ts";

/** A block-structured process: every block has one way in and one way out. */
export type Block =
  | { readonly kind: Leaf }
  /** A subprocess that ends by an error, and one that is ended whole by another of its ways. */
  | { readonly kind: "tried" | "terminated"; readonly body: Block }
  /** A subprocess that throws an escalation, and one with an event subprocess. */
  | { readonly kind: "escalated"; readonly body: Block; readonly interrupting: boolean }
  | {
      readonly kind: "events";
      readonly body: Block;
      readonly trigger: Trigger;
      readonly interrupting: boolean;
    }
  /** A subprocess with a limit and a ladder, and one that counts by a clock which is paused beside it. */
  | { readonly kind: "limited"; readonly body: Block; readonly limit: string }
  | { readonly kind: "clocked"; readonly body: Block; readonly limit: string; readonly extended: boolean }
  /** A task with two limits and a ladder, and a joint review of such. */
  | { readonly kind: "hurried"; readonly limit: string }
  | {
      readonly kind: "joint";
      readonly rule: "all" | "majority" | "veto";
      readonly vote: boolean | null;
      readonly count: number;
      readonly limit: string;
    }
  | { readonly kind: "scope"; readonly body: Block; readonly watched: boolean }
  | { readonly kind: "sequence" | "parallel"; readonly blocks: readonly Block[] }
  | { readonly kind: "choice"; readonly blocks: readonly Block[]; readonly chosen: number }
  /** `taken` has a bit for each branch that is taken or begun. */
  | { readonly kind: "inclusive" | "adHoc"; readonly blocks: readonly Block[]; readonly taken: number }
  | { readonly kind: "call"; readonly body: Block }
  /** A subprocess that runs once for each item. */
  | { readonly kind: "many"; readonly body: Block; readonly count: number; readonly sequential: boolean }
  /** A task that runs once for each item, until `enough` have. */
  | {
      readonly kind: "several";
      readonly job: boolean;
      readonly count: number;
      readonly sequential: boolean;
      readonly enough: number | null;
    }
  | { readonly kind: "loop"; readonly body: Block; readonly rounds: number };

const LEAVES = [
  "user",
  "job",
  "timer",
  "pass",
  "watched",
  "reminded",
  "message",
  "signal",
  "race",
  "undone",
  "linked",
  "thrownMessage",
  "thrownSignal",
  "returning",
] as const;

export type Leaf = (typeof LEAVES)[number];

const limit = fc.constantFrom(...LIMITS);

const leaf: fc.Arbitrary<Block> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("hurried" as const), limit }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("joint" as const),
      rule: fc.constantFrom("all" as const, "majority", "veto"),
      vote: fc.constantFrom(true, false, null),
      count: fc.integer({ min: 1, max: 4 }),
      limit,
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom(...LEAVES) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("several" as const),
      job: fc.boolean(),
      count: fc.nat({ max: 3 }),
      sequential: fc.boolean(),
      enough: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
  },
);

/** Random blocks, small enough to run by the hundred. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom("sequence" as const, "parallel" as const),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("choice" as const),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
      chosen: fc.nat({ max: 2 }),
    }),
    fc.record({
      kind: fc.constantFrom("inclusive" as const, "adHoc" as const),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
      taken: fc.integer({ min: 1, max: 7 }),
    }),
    fc.record({
      kind: fc.constantFrom("call" as const, "tried", "terminated"),
      body: tie("block"),
    }),
    fc.record({
      kind: fc.constant("escalated" as const),
      body: tie("block"),
      interrupting: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("events" as const),
      body: tie("block"),
      trigger: fc.constantFrom("message" as const, "timer", "signal", "error", "escalation"),
      interrupting: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("limited" as const), body: tie("block"), limit }),
    fc.record({
      kind: fc.constant("clocked" as const),
      body: tie("block"),
      limit,
      extended: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("many" as const),
      body: tie("block"),
      count: fc.nat({ max: 3 }),
      sequential: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("scope" as const), body: tie("block"), watched: fc.boolean() }),
    fc.record({
      kind: fc.constant("loop" as const),
      body: tie("block"),
      rounds: fc.integer({ min: 1, max: 3 }),
    }),
  ),
})).block;
