import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";

type List = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
};

/** The next page of a keyset list, when there is one. */
export function LoadMore({ list }: { readonly list: List }): ReactNode {
  const say = useSay();
  if (!list.hasNextPage) return null;
  return (
    <p className="load-more no-print">
      <button
        type="button"
        className="button"
        aria-disabled={list.isFetchingNextPage}
        onClick={() => {
          if (!list.isFetchingNextPage) list.fetchNextPage();
        }}
      >
        {say(list.isFetchingNextPage ? common.loadingMore : common.loadMore)}
      </button>
    </p>
  );
}
