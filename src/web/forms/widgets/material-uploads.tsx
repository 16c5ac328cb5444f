import type { FileAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../../language/say.ts";
import type { WidgetProps } from "../widget.ts";
import { FileDrop } from "../file-drop.tsx";
import { useForm } from "../form-context.ts";
import { objectAt } from "../schema.ts";

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** What was asked to be mended, material by material: the reason first, then the place to put it right. */
export function MaterialUploads({ id, schema, value, onChange, invalid }: WidgetProps): ReactNode {
  const say = useSay();
  const { matter, materials } = useForm();
  const named = Object.keys(objectAt(schema, "properties"));
  const faulted = materials.filter(({ verdict }) => verdict?.accepted === false);
  const wanted = faulted.length > 0 ? faulted : materials;
  const asked = named.length > 0 ? materials.filter((material) => named.includes(material.id)) : wanted;
  const [files, setFiles] = useState<Readonly<Record<string, readonly FileAnswer[]>>>({});
  const given = typeof value === "object" && value !== null ? value : {};
  if (matter === undefined) return null;
  return (
    <div className="stack" id={id}>
      {asked.map((material) => (
        <div key={material.id} className="material-ask">
          <h3>{say(material.name)}</h3>
          {material.verdict?.reason != null && <p className="material-reason">{material.verdict.reason}</p>}
          <FileDrop
            matter={matter}
            material={material.id}
            label={say(material.name)}
            rules={{ types: [], maxBytes: TEN_MEGABYTES }}
            files={files[material.id] ?? []}
            invalid={invalid}
            onChange={(change) => {
              const next = change(files[material.id] ?? []);
              setFiles((all) => ({ ...all, [material.id]: next }));
              onChange({ ...given, [material.id]: next.map(({ sha256 }) => sha256) });
            }}
          />
        </div>
      ))}
    </div>
  );
}
