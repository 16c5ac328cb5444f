import type { MaterialOnCase } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";
import { fieldId, useForm } from "../form-context.ts";
import { isObject, type Values } from "../schema.ts";

type Verdict = { readonly accepted?: boolean; readonly reason?: string };

function verdictOf(values: Values, material: string): Verdict {
  const given = values[material];
  if (!isObject(given)) return {};
  const { accepted, reason } = given;
  return {
    ...(typeof accepted === "boolean" ? { accepted } : {}),
    ...(typeof reason === "string" ? { reason } : {}),
  };
}

type RowProps = {
  readonly material: MaterialOnCase;
  readonly verdict: Verdict;
  readonly onChange: (verdict: Verdict) => void;
  readonly id: string;
  readonly pointer: string;
};

function Row({ material, verdict, onChange, id, pointer }: RowProps): ReactNode {
  const say = useSay();
  const { problems } = useForm();
  const wrong = problems.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  const name = say(material.name);
  return (
    <div className="verdict" role="group" aria-labelledby={`${id}-name`} id={id}>
      <div className="verdict-head">
        <span id={`${id}-name`}>
          {name}
          {!material.required && <span className="quiet small"> {say(formWords.notRequired)}</span>}
          {material.files.length === 0 && <span className="quiet small"> · {say(formWords.noFiles)}</span>}
        </span>
        <span className="verdict-choices">
          {([true, false] as const).map((accepted) => (
            <label key={String(accepted)} className="choice">
              <input
                type="radio"
                name={id}
                checked={verdict.accepted === accepted}
                aria-invalid={wrong.length > 0}
                onChange={() => onChange({ ...verdict, accepted })}
              />
              <span>{say(accepted ? formWords.accept : formWords.defect)}</span>
            </label>
          ))}
        </span>
      </div>
      {verdict.accepted === false && (
        <textarea
          className="input"
          rows={2}
          value={verdict.reason ?? ""}
          placeholder={say(formWords.defectReason)}
          aria-label={`${name}：${say(formWords.defectReason)}`}
          onChange={(event) => onChange({ accepted: false, reason: event.target.value })}
        />
      )}
      {wrong.slice(0, 1).map((one) => (
        <p key={one.pointer} className="field-error">
          {say(one.message)}
        </p>
      ))}
    </div>
  );
}

/** Every material with its verdict: in order, or what has to be mended. */
export function MaterialVerdicts({ pointer, value, onChange }: WidgetProps): ReactNode {
  const { materials, idPrefix } = useForm();
  const values: Values = isObject(value) ? value : {};
  return (
    <div className="verdicts">
      {materials.map((material) => (
        <Row
          key={material.id}
          material={material}
          id={fieldId(idPrefix, `${pointer}/${material.id}`)}
          pointer={`${pointer}/${material.id}`}
          verdict={verdictOf(values, material.id)}
          onChange={({ accepted, reason }) => {
            const kept = accepted === true || reason === undefined ? { accepted } : { accepted, reason };
            onChange({ ...values, [material.id]: kept });
          }}
        />
      ))}
    </div>
  );
}
