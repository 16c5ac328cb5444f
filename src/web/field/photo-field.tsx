import { type ReactNode, useCallback, useId, useState } from "react";
import type { DrawFiles } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { fieldWords } from "../words/field.ts";
import { fieldDatabase, isFull, type LocalFile } from "./database.ts";
import { keepPhoto } from "./keep-item.ts";
import { useLive } from "./use-live.ts";

function Picture({
  file,
  n,
  onRemove,
}: {
  readonly file: LocalFile;
  readonly n: number;
  readonly onRemove: () => void;
}): ReactNode {
  const say = useSay();
  const { content } = file;
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null || content === null) return undefined;
      const made = URL.createObjectURL(content);
      image.src = made;
      return () => URL.revokeObjectURL(made);
    },
    [content],
  );
  return (
    <li className="field-photo">
      {content !== null && <img ref={show} alt={say(fieldWords.photoNo, { n })} />}
      <button type="button" className="button" onClick={onRemove}>
        {say(fieldWords.removePhoto)}
      </button>
    </li>
  );
}

/** Photos that are kept on the phone as they were taken; `owner` is the draft that they are taken for. */
export function photoFieldFor(account: string, owner: string): DrawFiles {
  const ask = () => fieldDatabase.files.where({ owner }).toArray();
  return function PhotoField({ id, material, label, value, onChange }): ReactNode {
    const say = useSay();
    const inputId = useId();
    const [trouble, setTrouble] = useState<"full" | "other">();
    const files = useLive(ask) ?? [];
    const own = files.filter((file) => value.includes(`local:${file.id}`));
    const take = async (chosen: readonly File[]): Promise<void> => {
      setTrouble(undefined);
      const added: string[] = [];
      try {
        for (const photo of chosen) added.push(await keepPhoto(photo, { account, owner, material }));
      } catch (fault) {
        setTrouble(isFull(fault) ? "full" : "other");
      }
      if (added.length > 0) onChange([...value, ...added]);
    };
    const remove = ({ id: gone }: LocalFile): void => {
      void fieldDatabase.files.delete(gone);
      onChange(value.filter((each) => each !== `local:${gone}`));
    };
    return (
      <div id={id} className="field-photos">
        <label className="button field-main" htmlFor={inputId}>
          {say(fieldWords.takePhoto)}
          <span className="visually-hidden">：{label}</span>
        </label>
        <input
          id={inputId}
          className="visually-hidden"
          type="file"
          accept="image/jpeg,image/png"
          capture="environment"
          multiple
          onChange={({ target }) => {
            void take([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        {trouble !== undefined && <Trouble of={trouble} />}
        <ul className="field-photo-list">
          {own.map((file, index) => (
            <Picture key={file.id} file={file} n={index + 1} onRemove={() => remove(file)} />
          ))}
        </ul>
      </div>
    );
  };
}

/** What was not kept, that nothing else is lost, and what to do. */
export function Trouble({ of }: { readonly of: "full" | "other" }): ReactNode {
  const say = useSay();
  return (
    <div className="notice notice-bad" role="alert">
      <p>
        <strong>{say(of === "full" ? fieldWords.full : fieldWords.notKept)}</strong>
      </p>
      {of === "full" && <p>{say(fieldWords.fullNext)}</p>}
    </div>
  );
}
