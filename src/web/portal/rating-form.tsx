import type { RateRequest, RatingAnswer } from "#contract";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import "../design/forms.css";
import "../design/ratings.css";
import { useSay } from "../language/say.ts";
import { ratingWords as words } from "../words/ratings.ts";

const GRADES = [5, 4, 3, 2, 1] as const;
type Grade = (typeof GRADES)[number];
const isBad = (grade: number): boolean => grade <= 2;

type GradesProps = {
  readonly grade: Grade | undefined;
  readonly missing: boolean;
  readonly onChange: (grade: Grade) => void;
};

/** The five grades, all of them in sight, none of them chosen before. */
export function Grades({ grade, missing, onChange }: GradesProps): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <fieldset className="field rating-grades">
      <legend className="field-label">{say(words.grade)}</legend>
      <div className="choices choices-inline">
        {GRADES.map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name={id}
              checked={grade === each}
              aria-invalid={missing}
              aria-describedby={missing ? `${id}-missing` : undefined}
              onChange={() => onChange(each)}
            />
            <span>{say(words[`grade_${each}`])}</span>
          </label>
        ))}
      </div>
      {missing && (
        <p id={`${id}-missing`} className="field-error" role="alert">
          {say(words.gradeMissing)}
        </p>
      )}
    </fieldset>
  );
}

type WordsProps = { readonly value: string; readonly onChange: (value: string) => void };

export function OwnWords({ value, onChange }: WordsProps): ReactNode {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {say(words.words)}
      </label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={500}
        value={value}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className="small quiet">
        {say(words.wordsNote)}
      </p>
    </div>
  );
}

type LabelsProps = {
  readonly labels: RatingAnswer["labels"];
  readonly bad: boolean;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

function Labels({ labels, bad, chosen, onChange }: LabelsProps): ReactNode {
  const say = useSay();
  const shown = labels.filter((label) => (label.for === "bad") === bad);
  if (shown.length === 0) return null;
  return (
    <fieldset className="field">
      <legend className="field-label">{say(bad ? words.labelsBad : words.labelsGood)}</legend>
      <div className="choices choices-inline">
        {shown.map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
            <span>{say(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type Props = {
  readonly labels: RatingAnswer["labels"];
  readonly badNote: RatingAnswer["badNote"];
  readonly busy: boolean;
  readonly onSend: (given: RateRequest) => void;
};

/** What a person says of a case that is over. */
export function RatingForm({ labels, badNote, busy, onSend }: Props): ReactNode {
  const say = useSay();
  const [grade, setGrade] = useState<Grade>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [said, setSaid] = useState("");
  const [anonymous, setAnonymous] = useState(false);
  const [missing, setMissing] = useState(false);
  const choose = (next: Grade): void => {
    // Labels of the other kind would be refused.
    if (grade !== undefined && isBad(grade) !== isBad(next)) setChosen([]);
    setGrade(next);
    setMissing(false);
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(grade === undefined);
    if (grade !== undefined) onSend({ grade, labels: [...chosen], words: said, anonymous });
  };
  return (
    <form className="form" noValidate onSubmit={send}>
      <p className="small quiet">{say(words.lead)}</p>
      <Grades grade={grade} missing={missing} onChange={choose} />
      {grade !== undefined && (
        <Labels labels={labels} bad={isBad(grade)} chosen={chosen} onChange={setChosen} />
      )}
      <OwnWords value={said} onChange={setSaid} />
      <label className="choice">
        <input type="checkbox" checked={anonymous} onChange={(event) => setAnonymous(event.target.checked)} />
        <span>{say(words.anonymous)}</span>
      </label>
      {grade !== undefined && isBad(grade) && badNote !== null && <p className="notice">{say(badNote)}</p>}
      <div>
        <button type="submit" className="button button-main" disabled={busy}>
          {say(words.send)}
        </button>
      </div>
    </form>
  );
}
