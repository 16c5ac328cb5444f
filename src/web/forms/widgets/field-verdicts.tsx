import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { faultable, type FaultableField, fieldVerdictsIn, type FieldVerdict } from "../corrections.ts";
import { fieldId, useForm } from "../form-context.ts";
import type { WidgetProps } from "../widget.ts";

type RowProps = {
  readonly field: FaultableField;
  readonly verdict: FieldVerdict;
  readonly pointer: string;
  readonly onChange: (verdict: FieldVerdict) => void;
  readonly onDrop: () => void;
};

function Row({ field, verdict, pointer, onChange, onDrop }: RowProps): ReactNode {
  const say = useSay();
  const { problems, idPrefix } = useForm();
  const label = say(field.label);
  return (
    <div className="verdict" role="group" aria-label={label}>
      <div className="verdict-head">
        <span>
          <strong>{label}</strong>
          <span className="quiet small">
            {" "}
            · {field.value.zh === "" ? say(formWords.leftEmpty) : say(field.value)}
            {field.before !== undefined && (
              <> {say(formWords.wasBefore, { value: say(field.before) || say(formWords.leftEmpty) })}</>
            )}
          </span>
        </span>
        <button type="button" className="button button-small" onClick={onDrop}>
          {say(formWords.dropField, { label })}
        </button>
      </div>
      {(["reason", "requirement"] as const).map((part) => {
        const words = say(part === "reason" ? formWords.defectReason : formWords.defectRequirement);
        const id = fieldId(idPrefix, `${pointer}/${part}`);
        const wrong = problems.find((one) => one.pointer === `${pointer}/${part}`);
        return (
          <div key={part}>
            <textarea
              id={id}
              className="input"
              rows={2}
              value={verdict[part]}
              placeholder={words}
              aria-label={`${label}：${words}`}
              aria-invalid={wrong !== undefined}
              aria-describedby={wrong === undefined ? undefined : `${id}-error`}
              onChange={(event) => onChange({ ...verdict, [part]: event.target.value })}
            />
            {wrong !== undefined && (
              <p className="field-error" id={`${id}-error`}>
                {say(wrong.message)}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Fields of the application that are faulty: which, what is wrong with each and how to mend it; the rest is in order. */
export function FieldVerdicts({
  id,
  pointer,
  schema,
  label,
  value,
  onChange,
  describedBy,
}: WidgetProps): ReactNode {
  const say = useSay();
  const fields = faultable(schema);
  const verdicts = fieldVerdictsIn(value);
  const left = fields.filter(({ field }) => !verdicts.some((each) => each.field === field));
  const put = (next: readonly FieldVerdict[]): void => onChange(next.length === 0 ? undefined : next);
  const add = (name: string): void => {
    const field = fields.find((each) => each.field === name);
    if (field !== undefined)
      put([...verdicts, { field: name, name: field.label.zh, reason: "", requirement: "" }]);
  };
  return (
    <div className="stack field-verdicts">
      {verdicts.length > 0 && (
        <div className="verdicts">
          {verdicts.map((verdict, at) => {
            const field = fields.find((each) => each.field === verdict.field);
            return field === undefined ? null : (
              <Row
                key={verdict.field}
                field={field}
                verdict={verdict}
                pointer={`${pointer}/${at}`}
                onChange={(next) => put(verdicts.map((each) => (each.field === next.field ? next : each)))}
                onDrop={() => put(verdicts.filter((each) => each.field !== verdict.field))}
              />
            );
          })}
        </div>
      )}
      {left.length > 0 && (
        <select
          id={id}
          className="input"
          value=""
          aria-label={`${label}：${say(formWords.nameField)}`}
          aria-describedby={describedBy}
          onChange={(event) => add(event.target.value)}
        >
          <option value="">{say(formWords.nameField)}</option>
          {left.map(({ field, label: called, value: stands }) => (
            <option key={field} value={field}>
              {say(called)}（{stands.zh === "" ? say(formWords.leftEmpty) : say(stands)}）
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
