import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { formatBytes } from "../format/bytes.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { reportWords as words } from "../words/report.ts";
import { type ReportForm, type SentPhoto, sendPhoto } from "./report-draft.ts";

type Props = {
  readonly report: string;
  readonly rules: ReportForm["photos"];
  readonly photos: readonly SentPhoto[];
  readonly onChange: (change: (before: readonly SentPhoto[]) => readonly SentPhoto[]) => void;
  readonly onBusy: (busy: boolean) => void;
};

/** The photos of a report: each is sent as soon as it is taken. */
export function ReportPhotos({ report, rules, photos, onChange, onBusy }: Props): ReactNode {
  const say = useSay();
  const chooser = useRef<HTMLInputElement>(null);
  const [leftOut, setLeftOut] = useState(false);
  const send = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const { sha256 } = await sendPhoto(report, file);
        const preview = URL.createObjectURL(file);
        onChange((before) =>
          before.some((each) => each.sha256 === sha256) ? before : [...before, { sha256, preview }],
        );
      }
    },
    onMutate: () => onBusy(true),
    onSettled: () => onBusy(false),
  });
  const most = String(rules.most);
  const add = (files: readonly File[]): void => {
    const room = rules.most - photos.length;
    setLeftOut(files.length > room);
    if (room > 0 && files.length > 0) send.mutate(files.slice(0, room));
  };
  const remove = (photo: SentPhoto): void => {
    URL.revokeObjectURL(photo.preview);
    onChange((before) => before.filter((each) => each !== photo));
  };
  return (
    <fieldset className="field">
      <legend className="field-label">{say(words.photos)}</legend>
      <p className="field-hint">{say(words.photosHint, { most, size: formatBytes(rules.maxBytes) })}</p>
      {photos.length > 0 && (
        <ul className="report-photos">
          {photos.map((photo, index) => (
            <li key={photo.sha256}>
              <img src={photo.preview} alt={say(words.photoAlt, { n: String(index + 1) })} />
              <button type="button" className="text-button" onClick={() => remove(photo)}>
                {say(words.removePhoto)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={chooser}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={say(words.addPhoto)}
        accept={rules.types.join(",")}
        multiple
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <button
        type="button"
        className="button"
        disabled={send.isPending || photos.length >= rules.most}
        onClick={() => chooser.current?.click()}
      >
        {say(send.isPending ? words.sendingPhoto : words.addPhoto)}
      </button>
      {leftOut && (
        <p className="small" role="status">
          {say(words.photosFull, { most })}
        </p>
      )}
      {send.isError && <ProblemNotice error={send.error} />}
    </fieldset>
  );
}
