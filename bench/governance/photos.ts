import { samplePhoto } from "../../test/support/sample-photo.ts";

/** Pictures that nobody has sent yet. */
export type Photos = {
  /** Makes so many ahead, so that making them is not measured. */
  readonly make: (count: number) => Promise<void>;
  readonly next: () => Promise<Uint8Array>;
};

/** Every picture is another scene. What was not made ahead is made when it is asked for. */
export function photosFrom(first: number): Photos {
  const made: Uint8Array[] = [];
  let scene = first;
  const one = (): Promise<Uint8Array> => {
    scene += 1;
    return samplePhoto({ scene, width: 320 });
  };
  return {
    make: async (count) => {
      while (made.length < count) made.push(await one());
    },
    next: async () => made.pop() ?? (await one()),
  };
}
