import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../design/admin.css";
import "../design/case.css";
import "../design/desk.css";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { useSession } from "../session/session.ts";
import { certificateWords } from "../words/certificates.ts";
import { admin } from "../words/admin.ts";
import { destructionWords } from "../words/destructions.ts";
import { failures } from "../words/failures.ts";
import { trial } from "../words/grounds.ts";
import { migrations } from "../words/migrations.ts";
import { reconciliationWords } from "../words/reconciliations.ts";
import { webhookWords } from "../words/webhooks.ts";
import { offerings } from "../words/offerings.ts";

/** The pages of this face, as far as they are open to who is here. */
export function AdminTabs({
  here,
}: {
  readonly here:
    | "accounts"
    | "substitutions"
    | "failures"
    | "migrations"
    | "matters"
    | "rules"
    | "webhooks"
    | "destructions"
    | "reconciliations"
    | "seals";
}): ReactNode {
  const say = useSay();
  const roles = useSession()?.account?.posts.map(({ role }) => role) ?? [];
  if (!roles.some((role) => role === "admin" || role === "configurer")) return null;
  const current = (page: typeof here) => (page === here ? "page" : undefined);
  return (
    <nav className="tabs" aria-label={say(admin.pages)}>
      {roles.includes("admin") && (
        <>
          <Link to="/admin" activeOptions={{ exact: true }} aria-current={current("accounts")}>
            {say(admin.accounts)}
          </Link>
          <Link to="/admin/substitutions" aria-current={current("substitutions")}>
            {say(admin.substitutions)}
          </Link>
          <Link to="/admin/webhooks" aria-current={current("webhooks")}>
            {say(webhookWords.title)}
          </Link>
          <Link to="/admin/reconciliations" aria-current={current("reconciliations")}>
            {say(reconciliationWords.title)}
          </Link>
          <Link to="/desk/seals" aria-current={current("seals")}>
            {say(certificateWords.seals)}
          </Link>
        </>
      )}
      {roles.includes("configurer") && (
        <>
          <Link to="/admin/matters" aria-current={current("matters")}>
            {say(offerings.title)}
          </Link>
          <Link to="/admin/failures" aria-current={current("failures")}>
            {say(failures.title)}
          </Link>
          <Link to="/admin/migrations" aria-current={current("migrations")}>
            {say(migrations.title)}
          </Link>
          <Link to="/admin/rules" aria-current={current("rules")}>
            {say(trial.title)}
          </Link>
          <Link to="/admin/destructions" aria-current={current("destructions")}>
            {say(destructionWords.title)}
          </Link>
        </>
      )}
    </nav>
  );
}
