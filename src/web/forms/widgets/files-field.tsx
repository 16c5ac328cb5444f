import type { FileAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../../language/say.ts";
import { formWords } from "../../words/forms.ts";
import type { WidgetProps } from "../widget.ts";
import { FileDrop } from "../file-drop.tsx";
import { useForm } from "../form-context.ts";
import type { Schema } from "../schema.ts";

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** The file rules a schema states as `x-types` and `x-maxBytes`. */
function rulesOf(schema: Schema) {
  const types = schema["x-types"];
  const maximum = schema["x-maxBytes"];
  return {
    types: Array.isArray(types) ? types.filter((type) => typeof type === "string") : [],
    maxBytes: typeof maximum === "number" ? maximum : TEN_MEGABYTES,
  };
}

/** Files as an answer: an array of what they are kept under. */
export function FilesField(props: WidgetProps): ReactNode {
  const { id, name, schema, label, value, onChange, invalid, describedBy } = props;
  const say = useSay();
  const { matter, knownFiles, drawFiles: DrawFiles } = useForm();
  const hashes: readonly unknown[] = Array.isArray(value) ? value : [];
  const [files, setFiles] = useState<readonly FileAnswer[]>(() =>
    hashes.map((hash, index) => {
      const known = knownFiles.find(({ sha256 }) => sha256 === hash);
      return (
        known ?? {
          sha256: String(hash),
          name: say(formWords.unnamedFile, { n: index + 1 }),
          type: "",
          bytes: 0,
        }
      );
    }),
  );
  if (DrawFiles !== undefined)
    return (
      <DrawFiles
        id={id}
        material={name}
        label={label}
        value={hashes.map(String)}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    );
  if (matter === undefined) return null;
  return (
    <FileDrop
      inputId={id}
      matter={matter}
      material={name}
      label={label}
      rules={rulesOf(schema)}
      files={files}
      invalid={invalid}
      describedBy={describedBy}
      onChange={(change) => {
        const next = change(files);
        setFiles(change);
        onChange(next.length === 0 ? undefined : next.map(({ sha256 }) => sha256));
      }}
    />
  );
}
