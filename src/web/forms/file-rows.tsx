import type { FileAnswer } from "#contract";
import type { ReactNode } from "react";
import type { Unfinished as UnfinishedUpload } from "../api/unfinished.ts";
import { CheckIcon, FileIcon } from "../design/icons.tsx";
import { formatBytes } from "../format/bytes.ts";
import { useSay } from "../language/say.ts";
import { formWords } from "../words/forms.ts";
import type { Sending } from "./use-uploads.ts";

/** The files that are kept. */
export function Kept({
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

/** The files that are being sent, or wait for the line to come back. */
export function OnTheWay({ sending }: { readonly sending: readonly Sending[] }): ReactNode {
  const say = useSay();
  return sending.map(({ key, name, part, waiting, upload }) => (
    <li key={key} className="file">
      <FileIcon />
      <span className="file-name">{name}</span>
      <span className="file-end">
        <progress max={1} value={part} aria-label={name} />
        <span className="number small" role={waiting ? "status" : undefined}>
          {say(waiting ? formWords.uploadWaits : formWords.uploading, { percent: Math.round(part * 100) })}
        </span>
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

/** What an earlier visit began: the browser does not hold the file, so it is to be chosen again. */
export function Unfinished({
  uploads,
  onEnd,
}: {
  readonly uploads: readonly UnfinishedUpload[];
  readonly onEnd: (url: string) => void;
}): ReactNode {
  const say = useSay();
  return uploads.map(({ url, name }) => (
    <li key={url} className="file">
      <FileIcon />
      <span className="file-name">
        {name}
        <span className="quiet small file-note">{say(formWords.uploadBroken)}</span>
      </span>
      <span className="file-end">
        <button
          type="button"
          className="text-button"
          aria-label={say(formWords.cancelUpload, { name })}
          onClick={() => onEnd(url)}
        >
          {say(formWords.uploadEnd)}
        </button>
      </span>
    </li>
  ));
}
