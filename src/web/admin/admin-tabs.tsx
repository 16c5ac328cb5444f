import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../design/admin.css";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { admin } from "../words/admin.ts";

/** The two pages of this face. */
export function AdminTabs({ here }: { readonly here: "accounts" | "substitutions" }): ReactNode {
  const say = useSay();
  return (
    <nav className="tabs" aria-label={say(admin.pages)}>
      <Link to="/admin" search={{ q: "" }} aria-current={here === "accounts" ? "page" : undefined}>
        {say(admin.accounts)}
      </Link>
      <Link to="/admin/substitutions" aria-current={here === "substitutions" ? "page" : undefined}>
        {say(admin.substitutions)}
      </Link>
    </nav>
  );
}
