import type { MigrationPreviewAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { nameOf } from "../process/statuses.ts";
import { migrations as words } from "../words/migrations.ts";

type Mapping = MigrationPreviewAnswer["mapping"];

type Props = {
  readonly preview: MigrationPreviewAnswer;
  readonly onChange: (mapping: Mapping) => void;
};

/** What has no place by its own id, where cases stand first, and what it becomes. */
export function MigrationMapping({ preview: { lost, mapping }, onChange }: Props): ReactNode {
  const say = useSay();
  if (lost.length === 0) return <p className="quiet">{say(words.mappingNone)}</p>;
  const rows = lost.toSorted((one, other) => other.standing - one.standing);
  const choose = (element: string, to: string): void => {
    const { [element]: _before, ...rest } = mapping;
    onChange(to === "" ? rest : { ...rest, [element]: to });
  };
  return (
    <>
      <p className="small quiet migration-hint">{say(words.mappingHint)}</p>
      <table className="tasks">
        <thead>
          <tr>
            {[words.element, words.standing, words.becomes].map((heading) => (
              <th key={heading.zh} scope="col">
                {say(heading)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.element}>
              <th scope="row">
                {nameOf(row, say)}
                <span className="tiny quiet row-more">{row.element}</span>
              </th>
              <td data-label={say(words.standing)} className="number">
                {row.standing === 0 ? "—" : say(words.cases, { count: row.standing })}
              </td>
              <td data-label={say(words.becomes)}>
                {row.candidates.length === 0 ? (
                  <span className="quiet">{say(words.noCandidate)}</span>
                ) : (
                  <select
                    className="input"
                    aria-label={say(words.becomesOf, { name: nameOf(row, say) })}
                    value={mapping[row.element] ?? ""}
                    onChange={(event) => choose(row.element, event.target.value)}
                  >
                    <option value="">{say(words.none)}</option>
                    {row.candidates.map((each) => (
                      <option key={each.element} value={each.element}>
                        {nameOf(each, say)}
                      </option>
                    ))}
                  </select>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
