import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useSay } from "../language/say.ts";
import { lists } from "../words/lists.ts";
import type { Columns } from "./use-columns.ts";
import { toldColumns } from "./columns.ts";
import { ColumnsDialog } from "./columns-dialog.tsx";

/** Opens the choice of columns; what is chosen stands in the list's address. */
export function ColumnsButton({ list, answer, shown }: Columns): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {say(lists.columns)}
      </button>
      {open && (
        <ColumnsDialog
          list={list}
          answer={answer}
          shown={shown.map(({ id }) => id)}
          onClose={() => setOpen(false)}
          onShow={(columns, after) =>
            void navigate({
              to: ".",
              search: ((now: object) => ({ ...now, columns: toldColumns(after, columns) })) as never,
            })
          }
        />
      )}
    </>
  );
}
