import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { download, withQuery } from "../api/request.ts";
import "../design/lists.css";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Dialog } from "../shell/dialog.tsx";
import { common } from "../words/common.ts";
import { lists } from "../words/lists.ts";
import { useMenu } from "./menu.ts";
import { save } from "./save.ts";

const FORMATS = [
  { format: "xlsx", name: lists.exportXlsx, hint: lists.exportXlsxHint },
  { format: "csv", name: lists.exportCsv, hint: lists.exportCsvHint },
] as const;

type Props = {
  /** The address of the list itself. */
  readonly path: string;
  /** What narrows it, as its address says. */
  readonly search: Readonly<Record<string, string>>;
  /** The columns that are shown; none for the list's usual ones. */
  readonly columns?: readonly string[];
};

/** Takes the list out as a file: what narrows it and its columns as shown, the rows of every page. */
export function ExportMenu({ path, search, columns = [] }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const menu = useMenu();
  const { after: _after, columns: _columns, ...narrowed } = search;
  const file = useMutation({
    mutationFn: (format: "xlsx" | "csv") =>
      download(withQuery(`${path}/export`, narrowed), { format, columns, language }),
    onSuccess: ({ blob, name }) => save(blob, name),
  });
  return (
    <>
      <details ref={menu} className="menu">
        <summary className="button button-small" aria-disabled={file.isPending}>
          {say(file.isPending ? lists.exporting : lists.export)}
        </summary>
        <div className="menu-body">
          <p className="small quiet">{say(lists.exportWhat)}</p>
          {FORMATS.map(({ format, name, hint }) => (
            <button
              key={format}
              type="button"
              className="menu-item"
              onClick={() => {
                if (menu.current !== null) menu.current.open = false;
                if (!file.isPending) file.mutate(format);
              }}
            >
              {say(name)}
              <span className="small quiet row-more">{say(hint)}</span>
            </button>
          ))}
        </div>
      </details>
      <span className="visually-hidden" role="status">
        {file.isPending && say(lists.exporting)}
        {file.isSuccess && say(lists.exported, { name: file.data.name })}
      </span>
      {file.isError && (
        <Dialog title={say(lists.notExported)} onClose={() => file.reset()}>
          <ProblemNotice error={file.error} />
          <div className="button-row dialog-ways">
            <button type="button" className="button" onClick={() => file.reset()}>
              {say(common.close)}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
