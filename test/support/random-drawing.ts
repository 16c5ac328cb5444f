import { flow } from "./bpmn.ts";

/** A random process being drawn, or the inside of a part of it. */
export type Drawing = {
  readonly elements: string[];
  readonly flows: string[];
  readonly variables: Record<string, number>;
  readonly visits: Record<string, number>;
  /** Variables that count the rounds of loops here. */
  readonly counters: string[];
  /** Processes that are called from here. */
  readonly called: string[];
  /** Rungs of the ladders of clocks of this process. */
  readonly ladders: string[];
  next: number;
};

export type Ends = { readonly first: string; readonly last: string };

export const fresh = (drawing: Drawing, prefix: string): string => `${prefix}${drawing.next++}`;

export function join(drawing: Drawing, from: string, to: string, condition?: string): string {
  const id = fresh(drawing, "f");
  drawing.flows.push(flow(id, from, to, condition));
  return id;
}

export function connect(drawing: Drawing, from: string, { first, last }: Ends, to: string): void {
  join(drawing, from, first);
  join(drawing, last, to);
}

/** A drawing inside another one, with its own elements and counters. */
export const within = (drawing: Drawing): Drawing => ({ ...drawing, elements: [], flows: [], counters: [] });
