import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { spreadOf } from "../harness/statistics.ts";

const EVERY_MS = 2000;

/** A process's resident set in megabytes, read again and again until it is stopped. */
export type MemoryWatch = {
  readonly highest: () => number;
  /** The median of what was read between two moments, in seconds from the beginning. */
  readonly median: (from: number, to: number) => number;
  readonly stop: () => void;
};

/** Watches the memory of a process on Linux, by its entry in /proc. */
export function watchMemory(pid: number): MemoryWatch {
  const began = performance.now();
  const seen: { readonly second: number; readonly megabytes: number }[] = [];
  const look = (): void => {
    seen.push({ second: (performance.now() - began) / 1000, megabytes: kilobytesOf(pid, "VmRSS") / 1024 });
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    // The kernel's own mark: nothing between two looks is missed.
    highest: () => kilobytesOf(pid, "VmHWM") / 1024,
    median: (from, to) =>
      spreadOf(seen.filter(({ second }) => second >= from && second < to).map(({ megabytes }) => megabytes))
        .median,
    stop: () => clearInterval(timer),
  };
}

function kilobytesOf(pid: number, line: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const told = new RegExp(`^${line}:\\s+(\\d+) kB$`, "mu").exec(status)?.[1];
  if (told === undefined) throw new Error(`process ${pid} does not tell its ${line}`);
  return Number(told);
}
