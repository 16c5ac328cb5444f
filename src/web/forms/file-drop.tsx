import type { FileAnswer } from "#contract";
import { type ReactNode, useId, useRef, useState } from "react";
import { formatBytes } from "../format/bytes.ts";
import { useSay } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { acceptOf, type FileRules, takesPictures, typeNames } from "./files.ts";
import { Kept, OnTheWay, Unfinished } from "./file-rows.tsx";
import { useUploads } from "./use-uploads.ts";

type Props = {
  readonly matter: string;
  readonly material: string;
  readonly label: string;
  readonly rules: FileRules;
  readonly files: readonly FileAnswer[];
  readonly onChange: (change: (files: readonly FileAnswer[]) => readonly FileAnswer[]) => void;
  readonly inputId?: string;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** A scanner's folder may be taken whole. */
  readonly folder?: boolean;
};

/** No part of the standard's own attributes, and yet every browser on a desk knows it. */
const FOLDER = { webkitdirectory: "" };

/** Takes files by choosing, dropping, pasting or the camera; shows how far they are; lets them be replaced. */
export function FileDrop(props: Props): ReactNode {
  const { matter, material, label, rules, files, onChange, inputId, invalid = false, describedBy } = props;
  const say = useSay();
  const { sending, refusals, unfinished, take, end } = useUploads({ matter, material }, rules, onChange);
  const [over, setOver] = useState(false);
  const replacing = useRef<string>(undefined);
  const own = useId();
  const choose = inputId ?? own;
  const camera = `${choose}-camera`;
  const taken = (list: FileList | null): void => {
    if (list !== null && list.length > 0) take(list, replacing.current);
    replacing.current = undefined;
  };
  return (
    <div
      className={`drop${over ? " drop-over" : ""}${invalid ? " drop-invalid" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        taken(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length > 0) taken(event.clipboardData.files);
      }}
    >
      <ul className="files">
        <Kept
          files={files}
          onRemove={(gone) => onChange((all) => all.filter(({ sha256 }) => sha256 !== gone))}
          onReplace={(gone) => {
            replacing.current = gone;
            document.querySelector<HTMLInputElement>(`#${CSS.escape(choose)}`)?.click();
          }}
        />
        <OnTheWay sending={sending} />
        <Unfinished uploads={unfinished} onEnd={end} />
      </ul>
      <div className="drop-ways">
        <input
          id={choose}
          className="visually-hidden"
          type="file"
          multiple
          accept={acceptOf(rules.types)}
          aria-label={`${say(formWords.chooseFile)}：${label}`}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => {
            taken(event.target.files);
            event.target.value = "";
          }}
        />
        <label htmlFor={choose} className="button button-small">
          {say(formWords.chooseFile)}
        </label>
        {takesPictures(rules.types) && (
          <>
            <input
              id={camera}
              className="visually-hidden"
              type="file"
              accept="image/*"
              capture="environment"
              tabIndex={-1}
              aria-label={`${say(formWords.takePhoto)}：${label}`}
              onChange={(event) => taken(event.target.files)}
            />
            <label htmlFor={camera} className="button button-small only-touch">
              {say(formWords.takePhoto)}
            </label>
          </>
        )}
        {props.folder === true && (
          <>
            <input
              id={`${choose}-folder`}
              className="visually-hidden"
              type="file"
              multiple
              tabIndex={-1}
              aria-label={`${say(formWords.chooseFolder)}：${label}`}
              onChange={(event) => {
                taken(event.target.files);
                event.target.value = "";
              }}
              {...FOLDER}
            />
            <label htmlFor={`${choose}-folder`} className="button button-small only-mouse">
              {say(formWords.chooseFolder)}
            </label>
          </>
        )}
        <span className="small quiet">
          <span className="only-mouse">{say(formWords.dropHere)}</span>
          {say(formWords.fileRules, {
            types: typeNames(rules.types, say),
            size: formatBytes(rules.maxBytes),
          })}
        </span>
      </div>
      {refusals.length > 0 && (
        <div className="field-error" role="alert">
          {refusals.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
    </div>
  );
}
