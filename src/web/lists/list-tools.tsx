import type { ReactNode } from "react";
import "../design/lists.css";

type Props = {
  /** What narrows the list. */
  readonly children?: ReactNode;
  /** What is done with the list as it is shown. */
  readonly acts: ReactNode;
};

/** The line above a list: on the left what narrows it, on the right what is done with it. */
export function ListTools({ children, acts }: Props): ReactNode {
  return (
    <div className="list-tools no-print">
      {children}
      <div className={children === undefined ? "list-acts list-acts-alone" : "list-acts"}>{acts}</div>
    </div>
  );
}
