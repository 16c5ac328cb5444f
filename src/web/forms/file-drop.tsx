import type { FileAnswer } from "#contract";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { type Upload, uploadFile } from "../api/upload.ts";
import { CheckIcon, FileIcon } from "../design/icons.tsx";
import { formatBytes } from "../format/bytes.ts";
import { useSay } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import { acceptOf, type FileRules, refuseFile, takesPictures, typeNames } from "./files.ts";

type Sending = {
  readonly key: number;
  readonly name: string;
  readonly part: number;
  readonly upload: Upload;
};

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
};

let nextKey = 0;

function useUploads({ matter, material, rules, onChange }: Props) {
  const say = useSay();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const running = useRef(new Set<Upload>());
  useEffect(() => {
    const uploads = running.current;
    return () => {
      for (const upload of uploads) upload.cancel();
    };
  }, []);

  const send = async (file: File, replacing: string | undefined): Promise<void> => {
    const key = nextKey++;
    const progress = (part: number): void =>
      setSending((all) => all.map((one) => (one.key === key ? { ...one, part } : one)));
    const upload = uploadFile(matter, material, file, progress);
    running.current.add(upload);
    setSending((all) => [...all, { key, name: file.name, part: 0, upload }]);
    try {
      const kept = await upload.done;
      onChange((files) => {
        const others = files.filter(({ sha256 }) => sha256 !== kept.sha256 && sha256 !== replacing);
        return [...others, kept];
      });
    } catch (error) {
      if (!(error instanceof DOMException)) {
        const { problem } = asRefusal(error);
        setRefusals((all) => [...all, `${file.name}: ${say(problem.message)}。${say(problem.next)}`]);
      }
    } finally {
      running.current.delete(upload);
      setSending((all) => all.filter((one) => one.key !== key));
    }
  };

  const take = (files: Iterable<File>, replacing?: string): void => {
    const said: string[] = [];
    for (const file of files) {
      const refused = refuseFile(file, rules, say);
      if (refused === undefined) void send(file, replacing);
      else said.push(say(refused.sentence, refused.parameters));
    }
    setRefusals(said);
  };
  return { sending, refusals, take };
}

function Kept({
  files,
  onRemove,
  onReplace,
}: {
  readonly files: readonly FileAnswer[];
  readonly onRemove: (sha256: string) => void;
  readonly onReplace: (sha256: string) => void;
}): ReactNode {
  const say = useSay();
  return files.map(({ sha256, name, bytes }) => (
    <li key={sha256} className="file">
      <FileIcon />
      <span className="file-name">{name}</span>
      <span className="file-end">
        <span className="file-kept">
          <CheckIcon size={14} />
          <span className="visually-hidden">{say(formWords.uploaded)}</span>
          {bytes > 0 && <span className="quiet number small">{formatBytes(bytes)}</span>}
        </span>
        <button
          type="button"
          className="text-button"
          aria-label={say(formWords.replaceFile, { name })}
          onClick={() => onReplace(sha256)}
        >
          {say(formWords.replace)}
        </button>
        <button
          type="button"
          className="text-button"
          aria-label={say(formWords.removeFile, { name })}
          onClick={() => onRemove(sha256)}
        >
          {say(formWords.remove)}
        </button>
      </span>
    </li>
  ));
}

function OnTheWay({ sending }: { readonly sending: readonly Sending[] }): ReactNode {
  const say = useSay();
  return sending.map(({ key, name, part, upload }) => (
    <li key={key} className="file">
      <FileIcon />
      <span className="file-name">{name}</span>
      <span className="file-end">
        <progress max={1} value={part} aria-label={name} />
        <span className="number small">{say(formWords.uploading, { percent: Math.round(part * 100) })}</span>
        <button
          type="button"
          className="text-button"
          aria-label={say(formWords.cancelUpload, { name })}
          onClick={() => upload.cancel()}
        >
          {say(formWords.sendOff)}
        </button>
      </span>
    </li>
  ));
}

/** Takes files by choosing, dropping, pasting or the camera; shows how far they are; lets them be replaced. */
export function FileDrop(props: Props): ReactNode {
  const { label, rules, files, onChange, inputId, invalid = false, describedBy } = props;
  const say = useSay();
  const { sending, refusals, take } = useUploads(props);
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
