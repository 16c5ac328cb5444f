import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Bilingual } from "#contract";
import { useSay } from "../language/say.ts";
import { lists } from "../words/lists.ts";
import { cleared, narrowedBy } from "./list-search.ts";

type Props = {
  readonly search: Readonly<Record<string, string>>;
  /** What narrows this list. */
  readonly filters: readonly string[];
  readonly next: string | null;
  /** What is said where nothing narrows it: why it is empty, and what to do next. */
  readonly title: Bilingual;
  readonly what: Bilingual;
  readonly children?: ReactNode;
};

const withChange = (change: object): { readonly to: "."; readonly search: never } => ({
  to: ".",
  search: ((now: object) => ({ ...now, ...change })) as never,
});

/** Why a list shows nothing, and what to do next: its filters leave nothing, its page has gone, or it is empty. */
export function Nothing({ search, filters, next, title, what, children }: Props): ReactNode {
  const say = useSay();
  const isNarrowed = narrowedBy(search, filters) > 0;
  const after = search["after"] ?? "";
  const clear = (
    <Link {...withChange(cleared(filters))} className="button">
      {say(lists.clear)}
    </Link>
  );
  if (isNarrowed && next !== null)
    return (
      <Empty title={lists.noneSoFar} what={lists.noneSoFarNext}>
        <Link {...withChange({ after: next })} className="button">
          {say(lists.lookOn)}
        </Link>
        {clear}
      </Empty>
    );
  if (isNarrowed)
    return (
      <Empty title={lists.noneFound} what={lists.noneFoundNext}>
        {clear}
      </Empty>
    );
  if (after !== "")
    return (
      <Empty title={lists.noPage} what={lists.noPageNext}>
        <Link {...withChange({ after: "" })} className="button">
          {say(lists.firstPage)}
        </Link>
      </Empty>
    );
  return (
    <Empty title={title} what={what}>
      {children}
    </Empty>
  );
}

type EmptyProps = { readonly title: Bilingual; readonly what: Bilingual; readonly children: ReactNode };

function Empty({ title, what, children }: EmptyProps): ReactNode {
  const say = useSay();
  return (
    <div className="empty">
      <h2>{say(title)}</h2>
      <p>{say(what)}</p>
      <div className="button-row empty-ways">{children}</div>
    </div>
  );
}
