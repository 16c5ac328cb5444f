import type { Principal } from "#access";
import { err, ok, problem, type LocalDate, type Problem, type Result } from "#kernel";
import type { StoredRecord } from "#registers";

/** The register of links by which parties without an account do one task (协办链接, ADR 40). */
export const OUTSIDE_LINKS = "outside-links";

/** How accounts begin that stand for who has a link; nobody can sign in with one. */
const LINKED = "link:";

/** A link as its record keeps it. */
export type OutsideLink = {
  readonly id: string;
  readonly caseNo: string;
  /** The open task that it is for, and the element that it is drawn as. */
  readonly task: string;
  readonly element: string;
  /** Whom it was given to, as the giver wrote it. */
  readonly party: string;
  /** The last day on which it is good. */
  readonly until: LocalDate;
  readonly status: "open" | "answered" | "revoked";
  /** How often it was looked at. */
  readonly looks: number;
  readonly organ: string;
};

/** A record of the register as a link. */
export function outsideLinkOf({ id, data, status, organ }: StoredRecord): OutsideLink {
  const text = (name: string): string => String(data[name] ?? "");
  return {
    id,
    caseNo: text("caseNo"),
    task: text("task"),
    element: text("element"),
    party: text("party"),
    until: text("until") as LocalDate,
    status: status === "answered" || status === "revoked" ? status : "open",
    looks: Number(data["looks"] ?? 0),
    organ,
  };
}

/** Whether a link is good on a day. Errors: LINK_REVOKED, LINK_USED, LINK_EXPIRED. */
export function judgeLink(link: OutsideLink, today: LocalDate): Result<null, Problem> {
  if (link.status === "revoked") return err(problem("LINK_REVOKED"));
  if (link.status === "answered") return err(problem("LINK_USED"));
  return link.until < today ? err(problem("LINK_EXPIRED", { until: link.until })) : ok(null);
}

/** Who has a link, as the ledger and the uploads know them: no posts, known as nobody. */
export function linkPrincipal({ id, party }: Pick<OutsideLink, "id" | "party">): Principal {
  const account = linkAccount(id);
  return {
    account: { id: account, name: party, kind: "resident", subject: account, disabledAt: null },
    posts: [],
    knownAs: [],
  };
}

/** The account under which a link's holder acts. */
export const linkAccount = (id: string): string => `${LINKED}${id}`;
