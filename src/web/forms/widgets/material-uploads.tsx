import type { Bilingual, FileAnswer, MaterialOnCase } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../../language/say.ts";
import type { WidgetProps } from "../widget.ts";
import { FileDrop } from "../file-drop.tsx";
import { useForm } from "../form-context.ts";
import { keep, readKept } from "../kept.ts";
import { fieldsOf, isObject, labelOf, type Schema, widgetOf } from "../schema.ts";
import { caseWords } from "../../words/case.ts";
import { Defect } from "./defect.tsx";

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** What was asked to be mended, material by material: the reason first, then the place to put it right. */
export function MaterialUploads({
  id,
  schema,
  label,
  value,
  onChange,
  invalid,
  describedBy,
}: WidgetProps): ReactNode {
  const say = useSay();
  const { matter, materials, keptUnder, drawFiles: DrawFiles } = useForm();
  const under = keptUnder === undefined ? undefined : `${keptUnder}.files`;
  const named = fieldsOf(schema).map(([material, each]) => ({ id: material, name: labelOf(each, material) }));
  const faulted = materials.filter(({ verdict }) => verdict?.accepted === false);
  const wanted = faulted.length > 0 ? faulted : materials.filter(({ shared }) => shared === null);
  // What the form names is asked for, also where the case has nothing of it yet.
  const mended: readonly Asked[] =
    named.length > 0 ? named.map((each) => materials.find(({ id: one }) => one === each.id) ?? each) : wanted;
  const owed = materials.filter(({ owedBy }) => owedBy !== null);
  const asked: readonly Asked[] = widgetOf(schema) === "owedMaterials" ? owed : mended;
  const [files, setFiles] = useState<Files>(() => filesIn(readKept(under)));
  const given = typeof value === "object" && value !== null ? value : {};
  if (matter === undefined) return null;
  const drop = ({ id: material, name }: Asked): ReactNode =>
    DrawFiles !== undefined ? (
      <DrawFiles
        id={`${id}-${material}`}
        material={material}
        label={say(name)}
        value={namesIn(given, material)}
        onChange={(next) => onChange({ ...given, [material]: next })}
      />
    ) : (
      <FileDrop
        matter={matter}
        material={material}
        label={say(name)}
        rules={{ types: [], maxBytes: TEN_MEGABYTES }}
        files={files[material] ?? []}
        invalid={invalid}
        describedBy={invalid ? describedBy : undefined}
        onChange={(change) => {
          const next = change(files[material] ?? []);
          setFiles((all) => {
            const kept = { ...all, [material]: next };
            keep(under, kept);
            return kept;
          });
          onChange({ ...given, [material]: next.map(({ sha256 }) => sha256) });
        }}
      />
    );
  const more = moreIn(schema);
  // Where the form alone is at fault, files are only for what its correction makes necessary.
  if (faulted.length === 0 && more !== undefined) {
    const all: readonly Asked[] = [...wanted, ...more];
    return (
      <details className="more-materials" id={id} open={invalid}>
        <summary>{say(caseWords.moreMaterials)}</summary>
        <ol className="stack material-asks">
          {all.map((material) => (
            <li key={material.id} className="material-ask">
              <h4>{say(material.name)}</h4>
              {drop(material)}
            </li>
          ))}
        </ol>
      </details>
    );
  }
  const rest = more ?? [];
  // The question already says what it asks for.
  const isOne = rest.length === 0 && asked.length === 1 && asked.every(({ name }) => say(name) === label);
  return (
    <ol className={`stack material-asks${isOne ? " material-one" : ""}`} id={id}>
      {asked.map((material) => (
        <li key={material.id} className="material-ask">
          {!isOne && <h4>{say(material.name)}</h4>}
          {material.verdict?.accepted === false && <Defect {...material.verdict} />}
          {drop(material)}
        </li>
      ))}
      {rest.length > 0 && (
        <li className="material-ask more-materials">
          <details open={invalid}>
            <summary>{say(caseWords.moreMaterials)}</summary>
            {rest.map((material) => (
              <div key={material.id}>
                <h4>{say(material.name)}</h4>
                {drop(material)}
              </div>
            ))}
          </details>
        </li>
      )}
    </ol>
  );
}

type Asked = Pick<MaterialOnCase, "id" | "name"> & Partial<Pick<MaterialOnCase, "verdict">>;
type Files = Readonly<Record<string, readonly FileAnswer[]>>;

/** Materials that a correction of the form may make necessary (`x-more`); undefined where the form is not at fault. */
function moreIn(schema: Schema): readonly Asked[] | undefined {
  const more = schema["x-more"];
  return Array.isArray(more)
    ? more.filter(isObject).map(({ id, name }) => ({ id: String(id), name: name as Bilingual }))
    : undefined;
}

function namesIn(given: object, material: string): readonly string[] {
  const named: unknown = Object.entries(given).find(([id]) => id === material)?.[1];
  return Array.isArray(named) ? named.map(String) : [];
}

const filesIn = (kept: unknown): Files => (isObject(kept) ? (kept as Files) : {});
