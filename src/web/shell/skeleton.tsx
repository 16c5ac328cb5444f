import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";

const WIDTHS = ["bone-60", "bone-90", "bone-75", "bone-40"] as const;

/** The shape of what is coming. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }): ReactNode {
  const say = useSay();
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">{say(common.loading)}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`bone ${WIDTHS[line % WIDTHS.length] ?? ""}`} />
      ))}
    </div>
  );
}
