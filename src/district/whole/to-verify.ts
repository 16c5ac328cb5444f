import type { PackFiles } from "../pack/pack.ts";

/** What a pack holds from memory or by assumption, and somebody has yet to check against its source. */
export type ToVerify = { readonly file: string; readonly place: string; readonly text: string };

/** How a file of each kind marks it: a comment, or JSON Schema's own `$comment`, that begins with 待核. */
const MARKS: readonly (readonly [endings: RegExp, mark: RegExp])[] = [
  [/\.yaml$/, /(?:^|\s)#\s*待核：(.+)$/],
  [/\.typ$/, /\/\/\s*待核：(.+)$/],
  [/\.(?:bpmn|dmn)$/, /<!--\s*待核：(.+?)-->/],
  [/\.json$/, /"\$comment"\s*:\s*"待核：((?:[^"\\]|\\.)+)"/],
];

/** Everything that a pack marks 待核, in the order of its files. It is for whoever keeps the pack: no fault. */
export function toVerifyIn(files: PackFiles): readonly ToVerify[] {
  return [...files.entries()]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([file, content]) => {
      const mark = MARKS.find(([endings]) => endings.test(file))?.[1];
      if (mark === undefined || typeof content !== "string") return [];
      return content.split(/\r?\n/).flatMap((line, index) => {
        const text = mark.exec(line)?.[1]?.trim();
        return text === undefined ? [] : [{ file, place: `line ${index + 1}`, text }];
      });
    });
}
