import { type ReactNode, type RefObject, useState } from "react";
import type { Bilingual } from "#contract";
import { useSay } from "../language/say.ts";

type Props = {
  readonly q: string;
  readonly label: Bilingual;
  readonly hint: Bilingual;
  readonly onSearch: (q: string) => void;
  /** Where a key of the page puts the caret: `/`. */
  readonly field?: RefObject<HTMLInputElement | null>;
};

/** The text that a list is searched for: asked by Enter, and gone again when the address says so. */
export function SearchField({ q, label, hint, onSearch, field }: Props): ReactNode {
  const say = useSay();
  const [typed, setTyped] = useState(q);
  const [last, setLast] = useState(q);
  if (last !== q) {
    setLast(q);
    setTyped(q);
  }
  return (
    <search className="desk-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed.trim());
        }}
      >
        <input
          ref={field}
          type="search"
          className="input"
          maxLength={60}
          value={typed}
          placeholder={say(hint)}
          aria-label={say(label)}
          aria-keyshortcuts={field === undefined ? undefined : "/"}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </search>
  );
}
