import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { directions, fusionWords as words } from "../words/fusion.ts";

type Props = { readonly metres: number; readonly bearing: number | null };

const EIGHTHS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
/** Half the drawing's side, and where the other point stands on it. */
const HALF = 48;
const AWAY = 30;

/** Where another report lies from this one, as a small drawing with the north above: direction and metres, no scale. */
export function BearingSketch({ metres, bearing }: Props): ReactNode {
  const say = useSay();
  const direction = bearing === null ? undefined : EIGHTHS[Math.round(bearing / 45) % EIGHTHS.length];
  const length = `${Math.round(metres)} m`;
  const told =
    direction === undefined || metres < 0.5
      ? say(words.sameSpot)
      : say(words.sketch, {
          direction: say(directions[direction]),
          metres: say({ zh: `${Math.round(metres)}米`, en: length }),
        });
  const turn = ((bearing ?? 0) * Math.PI) / 180;
  const apart = bearing === null ? 0 : AWAY;
  const [x, y] = [HALF + apart * Math.sin(turn), HALF - apart * Math.cos(turn)];
  return (
    <figure className="fusion-sketch">
      <svg viewBox={`0 0 ${2 * HALF} ${2 * HALF}`} role="img" aria-label={told}>
        <circle className="fusion-ring" cx={HALF} cy={HALF} r={AWAY} />
        <path className="fusion-north" d={`M${HALF} 4 l4 9 h-8 z`} />
        <line className="fusion-way" x1={HALF} y1={HALF} x2={x} y2={y} />
        <circle className="fusion-mine" cx={HALF} cy={HALF} r="5" />
        <rect className="fusion-theirs" x={x - 5} y={y - 5} width="10" height="10" />
      </svg>
      <figcaption className="tiny quiet">{told}</figcaption>
    </figure>
  );
}
