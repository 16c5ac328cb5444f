import type { ReactNode } from "react";
import type { Bilingual } from "#contract";
import { useSay } from "../language/say.ts";

type Props = {
  /** What each column is called; on a phone each cell says it itself (`data-label`). */
  readonly headings: readonly Bilingual[];
  readonly className?: string;
  /** One `tr` a line, its first cell a row's heading. */
  readonly children: ReactNode;
};

/** Lines in columns, each line a row that leads to what it stands for. */
export function LineTable({ headings, className, children }: Props): ReactNode {
  const say = useSay();
  return (
    <table className={className === undefined ? "tasks" : `tasks ${className}`}>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading.zh} scope="col">
              {say(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
