import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { SearchIcon } from "../design/icons.tsx";
import { useSay } from "../language/say.ts";
import { portal } from "../words/portal.ts";

/** A new search begins without choices. */
export const NO_CHOICE = { event: "", organ: "", type: "", kind: "", audience: "" } as const;

type Props = { readonly start?: string; readonly example?: string | undefined; readonly large?: boolean };

/** The one way in: say what you want to do. */
export function SearchBox({ start = "", example, large = false }: Props): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [q, setQ] = useState(start);
  const hint = example === undefined ? say(portal.searchHintPlain) : say(portal.searchHint, { example });
  return (
    <search>
      <form
        className={large ? "search search-large" : "search"}
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ to: "/search", search: { ...NO_CHOICE, q: q.trim() } });
        }}
      >
        <span className="search-icon">
          <SearchIcon size={20} />
        </span>
        <input
          type="search"
          className="search-input"
          value={q}
          placeholder={hint}
          aria-label={say(portal.searchLabel)}
          enterKeyHint="search"
          onChange={(event) => setQ(event.target.value)}
        />
        <button type="submit" className="button button-main">
          {say(portal.search)}
        </button>
      </form>
    </search>
  );
}
