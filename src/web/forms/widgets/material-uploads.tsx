import type { FileAnswer, MaterialOnCase } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../../language/say.ts";
import type { WidgetProps } from "../widget.ts";
import { FileDrop } from "../file-drop.tsx";
import { useForm } from "../form-context.ts";
import { objectAt, widgetOf } from "../schema.ts";
import { caseWords } from "../../words/case.ts";

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** What was asked to be mended, material by material: the reason first, then the place to put it right. */
export function MaterialUploads({
  id,
  schema,
  value,
  onChange,
  invalid,
  describedBy,
}: WidgetProps): ReactNode {
  const say = useSay();
  const { matter, materials } = useForm();
  const named = Object.keys(objectAt(schema, "properties"));
  const faulted = materials.filter(({ verdict }) => verdict?.accepted === false);
  const wanted = faulted.length > 0 ? faulted : materials.filter(({ shared }) => shared === null);
  const mended = named.length > 0 ? materials.filter((material) => named.includes(material.id)) : wanted;
  const owed = materials.filter(({ owedBy }) => owedBy !== null);
  const asked = widgetOf(schema) === "owedMaterials" ? owed : mended;
  const [files, setFiles] = useState<Readonly<Record<string, readonly FileAnswer[]>>>({});
  const given = typeof value === "object" && value !== null ? value : {};
  if (matter === undefined) return null;
  return (
    <ol className="stack material-asks" id={id}>
      {asked.map((material) => (
        <li key={material.id} className="material-ask">
          <h4>{say(material.name)}</h4>
          <Defect verdict={material.verdict} />
          <FileDrop
            matter={matter}
            material={material.id}
            label={say(material.name)}
            rules={{ types: [], maxBytes: TEN_MEGABYTES }}
            files={files[material.id] ?? []}
            invalid={invalid}
            describedBy={invalid ? describedBy : undefined}
            onChange={(change) => {
              const next = change(files[material.id] ?? []);
              setFiles((all) => ({ ...all, [material.id]: next }));
              onChange({ ...given, [material.id]: next.map(({ sha256 }) => sha256) });
            }}
          />
        </li>
      ))}
    </ol>
  );
}

/** As the correction notice puts it: what is wrong, and what is asked. */
function Defect({ verdict }: Pick<MaterialOnCase, "verdict">): ReactNode {
  const say = useSay();
  if (verdict === null || verdict.accepted) return null;
  const lines = [
    { name: caseWords.problem, text: verdict.reason },
    { name: caseWords.requirement, text: verdict.requirement },
  ];
  return (
    <dl className="material-defect">
      {lines.map(
        ({ name, text }) =>
          text !== null && (
            <div key={name.en}>
              <dt>{say(name)}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
