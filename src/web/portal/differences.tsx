import type { DifferenceAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { catalogue as words } from "../words/catalogue.ts";

/** What is said otherwise, field by field. */
export function Differences({
  differences,
}: {
  readonly differences: readonly DifferenceAnswer[];
}): ReactNode {
  const say = useSay();
  const text = (told: string): string => (told === "" ? say(words.nothing) : told);
  return (
    <table className="differences">
      <thead>
        <tr>
          {[words.changed, words.before, words.after].map((heading) => (
            <th key={heading.zh} scope="col" className="small quiet">
              {say(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, before, after }) => (
          <tr key={name.zh}>
            <th scope="row">{say(name)}</th>
            <td data-label={say(words.before)} className="difference-before">
              {text(before)}
            </td>
            <td data-label={say(words.after)}>{text(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
