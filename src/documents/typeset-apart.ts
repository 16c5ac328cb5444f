import { Worker } from "node:worker_threads";
import type { Json, Problem, Result } from "#kernel";
import type { Template, TypesetterOptions } from "./typesetter.ts";
import type { Answered, Asked } from "./typesetting-thread.ts";

/** A typesetter in a thread of its own: a page takes ten milliseconds in which nobody else would be answered. */
export type TypesetterApart = {
  /** As Typesetter. Rejects where the thread ended before it answered; the next page begins a new one. */
  readonly typeset: (
    template: Template,
    data: Json,
  ) => Promise<Result<{ readonly pdf: Uint8Array }, Problem>>;
  /** Ends the thread; what it has not answered is rejected. */
  readonly close: () => Promise<void>;
};

type Waiting = Map<
  number,
  { readonly answer: (set: Answered["set"]) => void; readonly fail: (fault: Error) => void }
>;
type Thread = { readonly worker: Worker; readonly waiting: Waiting };

/** Opens it; the thread begins with the first page. It keeps the process alive only while somebody waits. */
export function openTypesetterApart(options: TypesetterOptions = {}): TypesetterApart {
  let thread: Thread | undefined;
  let number = 0;
  const begin = (): Thread => {
    const worker = new Worker(new URL("./typesetting-thread.ts", import.meta.url), { workerData: options });
    const begun: Thread = { worker, waiting: new Map() };
    worker.unref();
    worker.on("message", ({ number: of, set }: Answered) => {
      const asker = begun.waiting.get(of);
      begun.waiting.delete(of);
      if (begun.waiting.size === 0) worker.unref();
      asker?.answer(set);
    });
    const end = (fault: Error): void => {
      if (thread === begun) thread = undefined;
      for (const { fail } of begun.waiting.values()) fail(fault);
      begun.waiting.clear();
    };
    worker.on("error", end);
    worker.on("exit", () => end(new Error("the typesetting thread has ended")));
    return begun;
  };
  return {
    typeset: (template, data) => {
      const { worker, waiting } = (thread ??= begin());
      number += 1;
      const asked: Asked = { number, template, data };
      const { promise, resolve, reject } = Promise.withResolvers<Answered["set"]>();
      waiting.set(number, { answer: resolve, fail: reject });
      worker.ref();
      worker.postMessage(asked);
      return promise;
    },
    close: async () => {
      await thread?.worker.terminate();
    },
  };
}
