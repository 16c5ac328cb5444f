import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { fieldId, useForm } from "./form-context.ts";
import type { Need } from "./required.ts";
import { choicesOf, hintOf, labelOf, objectAt, type Schema, typeOf, widgetOf } from "./schema.ts";
import { ChoiceSearch } from "./widgets/choice-search.tsx";
import { CheckList } from "./widgets/check-list.tsx";
import { CorrectedForm } from "./widgets/corrected-form.tsx";
import { Declare } from "./widgets/declare.tsx";
import { FieldVerdicts } from "./widgets/field-verdicts.tsx";
import { FilesField } from "./widgets/files-field.tsx";
import { Lines } from "./widgets/lines.tsx";
import { momentKindOf } from "./moments.ts";
import { MaterialUploads } from "./widgets/material-uploads.tsx";
import { MaterialVerdicts } from "./widgets/material-verdicts.tsx";
import { MomentInput } from "./widgets/moment-input.tsx";
import { RadioGroup } from "./widgets/radio-group.tsx";
import { Rows } from "./widgets/rows.tsx";
import { Sign } from "./widgets/sign.tsx";
import { TextInput } from "./widgets/text-input.tsx";
import { TrackField } from "../track/track-field.tsx";
import { Nested } from "./widgets/nested.tsx";
import { PointInput } from "./widgets/point-input.tsx";
import type { WidgetProps } from "./widget.ts";

type Widget = { readonly draw: (props: WidgetProps) => ReactNode; readonly grouped: boolean };

const YES_NO = { draw: RadioGroup, grouped: true };

const BY_NAME: Readonly<Record<string, Widget>> = {
  materialVerdicts: { draw: MaterialVerdicts, grouped: true },
  owedVerdicts: { draw: MaterialVerdicts, grouped: true },
  fieldVerdicts: { draw: FieldVerdicts, grouped: true },
  correctedForm: { draw: CorrectedForm, grouped: true },
  materials: { draw: MaterialUploads, grouped: true },
  owedMaterials: { draw: MaterialUploads, grouped: true },
  files: { draw: FilesField, grouped: true },
  officers: { draw: CheckList, grouped: true },
  checkboxes: { draw: CheckList, grouped: true },
  radio: YES_NO,
  search: { draw: ChoiceSearch, grouped: true },
  sign: { draw: Sign, grouped: true },
  track: { draw: TrackField, grouped: true },
  textarea: { draw: TextInput, grouped: false },
};

function widgetForArray(schema: Schema): Widget {
  const items = objectAt(schema, "items");
  if (typeOf(items) === "object") return { draw: Rows, grouped: true };
  return { draw: choicesOf(items).length > 0 ? CheckList : Lines, grouped: true };
}

function widgetFor(schema: Schema): Widget {
  const type = typeOf(schema);
  const widget = widgetOf(schema);
  // Several officers are ticked, one alone is chosen.
  if (widget === "officers" && type !== "array") return { draw: TextInput, grouped: false };
  if (momentKindOf(schema) !== undefined) return { draw: MomentInput, grouped: false };
  const named = BY_NAME[widget];
  if (named !== undefined) return named;
  if (type === "boolean") return schema["const"] === true ? { draw: Declare, grouped: true } : YES_NO;
  if (type === "object" && schema["x-value"] === "point") return { draw: PointInput, grouped: true };
  if (type === "object") return { draw: Nested, grouped: true };
  if (type === "array") return widgetForArray(schema);
  const choices = choicesOf(schema).length;
  return choices > 0 && choices <= 4 ? YES_NO : { draw: TextInput, grouped: false };
}

/** These are not left out or filled in like a question. */
const UNQUALIFIED = new Set([
  "sign",
  "materialVerdicts",
  "owedVerdicts",
  "fieldVerdicts",
  "correctedForm",
  "materials",
]);

type FieldProps = {
  readonly name: string;
  readonly pointer: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly need: Need;
  readonly onChange: (value: unknown) => void;
};

function Source({
  name,
  value,
  id,
}: {
  readonly name: string;
  readonly value: unknown;
  readonly id: string;
}): ReactNode {
  const say = useSay();
  const { sources, prefilled } = useForm();
  const source = sources[name];
  if (source === undefined) return null;
  const same = JSON.stringify(prefilled[name]) === JSON.stringify(value);
  return (
    <p className="field-source" id={id}>
      {say(same ? formWords.from : formWords.fromChanged, { source: say(source) })}
    </p>
  );
}

/** One question: its label, where its value came from, its control, and what is wrong with it. */
export function Field({ name, pointer, schema, value, need, onChange }: FieldProps): ReactNode {
  const say = useSay();
  const { problems, sources, idPrefix } = useForm();
  const id = fieldId(idPrefix, pointer);
  const problem = problems.find((one) => one.pointer === pointer);
  const hint = hintOf(schema);
  const label = say(labelOf(schema, name));
  const described = [
    hint === undefined ? "" : `${id}-hint`,
    problem === undefined ? "" : `${id}-error`,
    sources[name] === undefined ? "" : `${id}-source`,
  ].filter((part) => part !== "");
  const { draw: Draw, grouped } = widgetFor(schema);
  const describedBy = described.length === 0 ? undefined : described.join(" ");
  const title = (
    <>
      {label}
      {need !== "always" && schema["readOnly"] !== true && !UNQUALIFIED.has(widgetOf(schema)) && (
        <span className={need === "now" ? "field-needed" : "quiet field-optional"}>
          {say(need === "now" ? formWords.needed : formWords.optional)}
        </span>
      )}
    </>
  );
  const inside = (
    <>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {say(hint)}
        </p>
      )}
      <Draw
        id={grouped ? `${id}-control` : id}
        name={name}
        pointer={pointer}
        schema={schema}
        label={label}
        value={value}
        onChange={onChange}
        required={need !== "optional"}
        invalid={problem !== undefined}
        describedBy={describedBy}
      />
      <Source name={name} value={value} id={`${id}-source`} />
      {problem !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {say(problem.message)}
        </p>
      )}
    </>
  );
  const look = `field${problem === undefined ? "" : " field-wrong"}`;
  if (!grouped)
    return (
      <div className={look}>
        <label className="field-label" htmlFor={id}>
          {title}
        </label>
        {inside}
      </div>
    );
  return (
    <fieldset className={look} id={id} tabIndex={-1} aria-describedby={describedBy}>
      <legend className="field-label">{title}</legend>
      {inside}
    </fieldset>
  );
}
