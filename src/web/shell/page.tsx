import { type ReactNode, useEffect, useRef } from "react";
import { useSession } from "../session/session.ts";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";

type PageProps = {
  readonly title: string;
  readonly width?: "narrow" | "wide" | "normal";
  /** Said under the title in the browser only, when the heading is drawn by the page itself. */
  readonly heading?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
};

/** The one main of a page: names the window and takes the focus when one comes here by a link. */
export function Page({ title, width = "normal", heading, children, className = "" }: PageProps): ReactNode {
  const say = useSay();
  const district = useSession()?.district.name;
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const place = district === undefined ? "" : ` · ${say(district)}`;
    document.title = `${title}${place}${say(common.product)}`;
  }, [title, district, say]);
  useEffect(() => {
    // Only after a move within the site; the first page keeps the browser's own start.
    if (history.state !== null && document.activeElement === document.body)
      top.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main id="main" className={`page page-${width} ${className}`}>
      {heading === undefined ? (
        <h1 ref={top} tabIndex={-1}>
          {title}
        </h1>
      ) : (
        heading
      )}
      {children}
    </main>
  );
}
