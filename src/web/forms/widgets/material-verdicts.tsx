import type { MaterialOnCase } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import { fieldId, useForm } from "../form-context.ts";
import { widgetOf } from "../schema.ts";
import { judged, type Verdict, verdictsIn } from "../verdicts.ts";
import type { WidgetProps } from "../widget.ts";

type RowProps = {
  readonly material: MaterialOnCase;
  readonly verdict: Verdict | undefined;
  readonly onChange: (verdict: Verdict) => void;
  readonly id: string;
  readonly pointer: string;
};

function Defect(
  props: RowProps & { readonly verdict: Verdict; readonly error: string | undefined },
): ReactNode {
  const { material, verdict, onChange, error } = props;
  const say = useSay();
  return (["reason", "requirement"] as const).map((part) => {
    const words = say(part === "reason" ? formWords.defectReason : formWords.defectRequirement);
    return (
      <textarea
        key={part}
        className="input"
        rows={2}
        value={verdict[part] ?? ""}
        placeholder={words}
        aria-invalid={error !== undefined && (verdict[part] ?? "").trim().length < 2}
        aria-describedby={error}
        aria-label={`${say(material.name)}：${words}`}
        onChange={(event) => onChange({ ...verdict, [part]: event.target.value })}
      />
    );
  });
}

function Row(props: RowProps): ReactNode {
  const { material, verdict, onChange, id, pointer } = props;
  const say = useSay();
  const wrong = useForm().problems.find((one) => one.pointer === pointer);
  const error = wrong === undefined ? undefined : `${id}-error`;
  const name = say(material.name);
  const judge = (accepted: boolean): void =>
    onChange(
      accepted
        ? { material: material.id, name: material.name.zh, accepted }
        : { ...verdict, material: material.id, name: material.name.zh, accepted },
    );
  return (
    <div className="verdict" role="group" aria-labelledby={`${id}-name`} id={id} tabIndex={-1}>
      <div className="verdict-head">
        <span id={`${id}-name`}>
          {name}
          {!material.required && <span className="quiet small"> {say(formWords.notRequired)}</span>}
          {material.certificates.map(({ identifier, name: which, number }) => (
            <span key={identifier} className="quiet small">
              {" "}
              · {say(formWords.byCertificate, { which, number })}
            </span>
          ))}
          {material.files.length + material.certificates.length === 0 && (
            <span className="quiet small"> · {say(formWords.noFiles)}</span>
          )}
        </span>
        <span className="verdict-choices">
          {([true, false] as const).map((accepted) => (
            <label key={String(accepted)} className="choice">
              <input
                type="radio"
                name={id}
                checked={verdict?.accepted === accepted}
                aria-invalid={error !== undefined && verdict === undefined}
                aria-describedby={error}
                onChange={() => judge(accepted)}
              />
              <span>{say(accepted ? formWords.accept : formWords.defect)}</span>
            </label>
          ))}
        </span>
      </div>
      {verdict?.accepted === false && <Defect {...props} verdict={verdict} error={error} />}
      {wrong !== undefined && (
        <p className="field-error" id={error}>
          {say(wrong.message)}
        </p>
      )}
    </div>
  );
}

/** Every material with its verdict: in order, or what is wrong and how to mend it. */
export function MaterialVerdicts({ pointer, schema, value, onChange }: WidgetProps): ReactNode {
  const form = useForm();
  const { idPrefix } = form;
  const materials = judged(widgetOf(schema), form.materials);
  const verdicts = verdictsIn(value);
  const say = useSay();
  if (materials.length === 0) return <p className="small quiet">{say(formWords.nothingToJudge)}</p>;
  return (
    <div className="verdicts">
      {materials.map((material) => (
        <Row
          key={material.id}
          material={material}
          id={fieldId(idPrefix, `${pointer}/${material.id}`)}
          pointer={`${pointer}/${material.id}`}
          verdict={verdicts.get(material.id)}
          onChange={(verdict) => onChange([...new Map(verdicts).set(material.id, verdict).values()])}
        />
      ))}
    </div>
  );
}
