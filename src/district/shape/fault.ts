import { problem, type Bilingual, type Problem, type ProblemCode } from "#kernel";

/**
 * What is wrong in a district pack. `file` is the path inside the pack; `place` is a path such as
 * `materials[2].name (line 34)`, a line, or the id of a process element.
 */
export type Fault = {
  readonly code: string;
  readonly file: string;
  readonly place: string;
  readonly message: Bilingual;
};

/** Where faults are gathered while a pack is read: reading goes on, so that all are told at once. */
export type FaultSink = (fault: Fault) => void;

/** The fault of a catalogue code. */
export function faultOf(
  file: string,
  place: string,
  code: ProblemCode,
  parameters: Readonly<Record<string, string | number>> = {},
): Fault {
  return faultFrom(file, place, problem(code, parameters));
}

/** A problem of a lower room, told as a fault of a file. */
export function faultFrom(file: string, place: string, { code, message }: Problem): Fault {
  return { code, file, place, message };
}
