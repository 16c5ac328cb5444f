import { parentPort, workerData } from "node:worker_threads";
import type { Json, Problem, Result } from "#kernel";
import { createTypesetter, type Template, type TypesetterOptions } from "./typesetter.ts";

/** What the thread is asked, and what it answers; `number` tells its questions apart. */
export type Asked = { readonly number: number; readonly template: Template; readonly data: Json };
export type Answered = {
  readonly number: number;
  readonly set: Result<{ readonly pdf: Uint8Array<ArrayBuffer> }, Problem>;
};

const typesetter = createTypesetter(workerData as TypesetterOptions);

parentPort?.on("message", ({ number, template, data }: Asked) => {
  const set = typesetter.typeset(template, data);
  const answered = { number, set } as Answered;
  parentPort?.postMessage(answered, answered.set.ok ? [answered.set.value.pdf.buffer] : []);
});
