import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { deliveryWords } from "../words/delivery.ts";
import { desk } from "../words/desk.ts";
import { hallWords } from "../words/halls.ts";
import { windowWords } from "../words/window.ts";

/** Ways between the pages of a window clerk. */
export function WindowTabs({ here }: { readonly here: "window" | "queue" | "delivery" }): ReactNode {
  const say = useSay();
  return (
    <nav className="tabs no-print" aria-label={say(desk.views)}>
      <Link
        to="/desk/window"
        search={{ ticket: "", label: "" }}
        aria-current={here === "window" ? "page" : undefined}
      >
        {say(windowWords.title)}
      </Link>
      <Link to="/desk/queue" aria-current={here === "queue" ? "page" : undefined}>
        {say(hallWords.queueTitle)}
      </Link>
      <Link to="/desk/delivery" aria-current={here === "delivery" ? "page" : undefined}>
        {say(deliveryWords.title)}
      </Link>
      <Link to="/desk" search={{ view: "mine" }}>
        {say(desk.title)}
      </Link>
    </nav>
  );
}
