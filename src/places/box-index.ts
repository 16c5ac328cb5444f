import { boxAround, boxesMeet, isInBox, type Box } from "./shape.ts";

/** Which of many boxes hold a point or meet a box, without looking at all of them. */
export type BoxIndex = {
  /** Positions of the boxes that hold a point, in the order they were given. */
  readonly at: (x: number, y: number) => readonly number[];
  /** Positions of the boxes that meet one. */
  readonly meeting: (box: Box) => readonly number[];
};

/** As many squares as boxes, laid over them all; each box stands in the squares it touches. */
export function boxIndex(boxes: readonly Box[]): BoxIndex {
  const whole = boxAround(boxes);
  const side = Math.max(1, Math.ceil(Math.sqrt(boxes.length)));
  const [wide, high] = [(whole[2] - whole[0]) / side || 1, (whole[3] - whole[1]) / side || 1];
  const columnOf = (x: number): number => Math.min(side - 1, Math.max(0, Math.floor((x - whole[0]) / wide)));
  const rowOf = (y: number): number => Math.min(side - 1, Math.max(0, Math.floor((y - whole[1]) / high)));
  const squares: number[][] = Array.from({ length: side * side }, () => []);
  const squaresOf = (box: Box): readonly number[][] => {
    const found: number[][] = [];
    for (let row = rowOf(box[1]); row <= rowOf(box[3]); row += 1)
      for (let column = columnOf(box[0]); column <= columnOf(box[2]); column += 1) {
        const square = squares[row * side + column];
        if (square !== undefined) found.push(square);
      }
    return found;
  };
  for (const [position, box] of boxes.entries()) for (const square of squaresOf(box)) square.push(position);
  const nothing: Box = [1, 1, 0, 0];
  return {
    at: (x, y) =>
      isInBox(whole, x, y)
        ? (squares[rowOf(y) * side + columnOf(x)] ?? []).filter((position) =>
            isInBox(boxes[position] ?? nothing, x, y),
          )
        : [],
    meeting: (box) =>
      boxesMeet(whole, box)
        ? [...new Set(squaresOf(box).flat())].filter((position) => boxesMeet(boxes[position] ?? nothing, box))
        : [],
  };
}
