import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import type { Bilingual } from "#contract";
import "../design/forms.css";
import "../design/lists.css";
import { useSay } from "../language/say.ts";
import { lists } from "../words/lists.ts";
import { cleared, narrowedBy } from "./list-search.ts";

type Choice = { readonly id: string; readonly name: Bilingual };

/** One thing that a list is narrowed or ordered by. */
export type FilterField =
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: Bilingual;
      readonly choices: readonly Choice[];
      /** What an empty value is called; 不限 where it narrows nothing. */
      readonly none?: Bilingual;
    }
  | { readonly kind: "days"; readonly label: Bilingual };

type Props = {
  readonly search: Readonly<Record<string, string>>;
  readonly fields: readonly FilterField[];
  /** What of the search narrows the list, for the number and for clearing. */
  readonly filters: readonly string[];
  readonly onChange: (change: Readonly<Record<string, string>>) => void;
};

type FieldProps = Pick<Props, "search" | "onChange">;

function ChoiceField({
  field,
  search,
  onChange,
}: FieldProps & { readonly field: Extract<FilterField, { kind: "choice" }> }): ReactNode {
  const say = useSay();
  const id = useId();
  const { name, label, choices, none = lists.any } = field;
  const value = search[name] ?? "";
  const isListed = value === "" || choices.some((choice) => choice.id === value);
  return (
    <div className="filter">
      <label htmlFor={id}>{say(label)}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange({ [name]: event.target.value, after: "" })}
      >
        <option value="">{say(none)}</option>
        {!isListed && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {say(choice.name)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A year is typed digit by digit: what is not yet one of our time is not asked. */
const isDay = (text: string): boolean => text === "" || (text > "1900" && text < "2200");

type DayProps = FieldProps & { readonly name: "from" | "to"; readonly label: Bilingual };

function DayField({ name, label, search, onChange }: DayProps): ReactNode {
  const say = useSay();
  const id = useId();
  const kept = search[name] ?? "";
  const [typed, setTyped] = useState(kept);
  const [last, setLast] = useState(kept);
  if (last !== kept) {
    setLast(kept);
    setTyped(kept);
  }
  return (
    <div className="filter">
      <label htmlFor={id}>
        {name === "from" ? (
          say(lists.from, { name: say(label) })
        ) : (
          <>
            <span className="visually-hidden">{say(label)}</span>
            {say(lists.to)}
          </>
        )}
      </label>
      <input
        id={id}
        type="date"
        className="input"
        min="1900-01-01"
        max="2199-12-31"
        value={typed}
        onChange={({ target: { value } }) => {
          setTyped(value);
          if (isDay(value) && value !== kept) onChange({ [name]: value, after: "" });
        }}
      />
    </div>
  );
}

/** What narrows a list, behind one button that says how much does; every change is a new address. */
export function ListFilters({ search, fields, filters, onChange }: Props): ReactNode {
  const say = useSay();
  const count = narrowedBy(search, filters);
  const inside = fields.flatMap((field) => (field.kind === "days" ? ["from", "to"] : [field.name]));
  const opened = narrowedBy(search, inside) > 0;
  const [open, setOpen] = useState(opened);
  return (
    <details
      className="list-filters no-print"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="button button-small">
        {count === 0 ? say(lists.filters) : say(lists.filtersOn, { count })}
      </summary>
      <div className="filters">
        {fields.map((field) => {
          if (field.kind === "choice")
            return <ChoiceField key={field.name} field={field} search={search} onChange={onChange} />;
          return (
            <div key="days" className="filter-days">
              <DayField name="from" label={field.label} search={search} onChange={onChange} />
              <DayField name="to" label={field.label} search={search} onChange={onChange} />
            </div>
          );
        })}
        {count > 0 && (
          <Link
            to="."
            search={((now: object) => ({ ...now, ...cleared(filters) })) as never}
            className="button button-small filter-clear"
          >
            {say(lists.clear)}
          </Link>
        )}
      </div>
    </details>
  );
}
