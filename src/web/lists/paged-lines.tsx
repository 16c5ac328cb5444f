import type { ReactNode } from "react";
import type { Bilingual } from "#contract";
import { Skeleton } from "../shell/skeleton.tsx";
import { LineTable } from "./line-table.tsx";
import { Nothing } from "./nothing.tsx";
import { Pager } from "./pager.tsx";

type Props = {
  /** The page of the list as it is asked for. */
  readonly list: {
    readonly isPending: boolean;
    readonly data: { readonly items: readonly unknown[]; readonly next: string | null } | undefined;
  };
  readonly search: Readonly<Record<string, string>> & { readonly after: string };
  /** What narrows this list. */
  readonly filters: readonly string[];
  /** What is said where nothing narrows it: why it is empty, and what to do next. */
  readonly empty: { readonly title: Bilingual; readonly what: Bilingual };
  readonly headings: readonly Bilingual[];
  readonly className?: string;
  /** One `tr` a line of the page. */
  readonly children: ReactNode;
};

/** A list that is turned page by page: while it is fetched, where it is empty, its lines and its pages. */
export function PagedLines(props: Props): ReactNode {
  const { list, search, filters, empty, headings, className, children } = props;
  const count = list.data?.items.length ?? 0;
  const next = list.data?.next ?? null;
  return (
    <>
      {list.isPending && <Skeleton lines={6} />}
      {list.data !== undefined && count === 0 && (
        <Nothing search={search} filters={filters} next={next} {...empty} />
      )}
      {count > 0 && (
        <LineTable headings={headings} {...(className === undefined ? {} : { className })}>
          {children}
        </LineTable>
      )}
      <Pager next={next} after={search.after} />
    </>
  );
}
