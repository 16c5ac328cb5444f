type Movable = {
  zoom(level?: number, center?: { x: number; y: number }): number;
  scroll(by: { readonly dx: number; readonly dy: number }): void;
};
type Point = { readonly x: number; readonly y: number };

const pointOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * Fingers on a touch screen: one moves the drawing sideways (up and down it moves the page, as `touch-action` says),
 * two move it anywhere and zoom. Answers how to stop listening.
 */
export function letFingersMove(container: HTMLElement, canvas: Movable): () => void {
  const fingers = new Map<number, Point>();
  const down = (event: PointerEvent): void => {
    if (event.pointerType === "touch") fingers.set(event.pointerId, pointOf(event));
  };
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    fingers.set(event.pointerId, now);
    if (other === undefined) return canvas.scroll({ dx: now.x - before.x, dy: 0 });
    const from = middle(before, other);
    const to = middle(now, other);
    canvas.scroll({ dx: to.x - from.x, dy: to.y - from.y });
    const { left, top } = container.getBoundingClientRect();
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    canvas.zoom(Math.min(3, Math.max(0.15, canvas.zoom() * factor)), { x: to.x - left, y: to.y - top });
  };
  const up = (event: PointerEvent): void => void fingers.delete(event.pointerId);
  const listeners = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", up],
    ["pointercancel", up],
  ] as const;
  for (const [kind, listener] of listeners) container.addEventListener(kind, listener);
  return () => {
    for (const [kind, listener] of listeners) container.removeEventListener(kind, listener);
  };
}
