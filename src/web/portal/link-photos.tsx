import type { FileAnswer, LinkPage } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useId, useState } from "react";
import { OFFLINE, Refusal, refusalFrom } from "../api/refusal.ts";
import { csrfNow } from "../api/request.ts";
import type { DrawFiles } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { linkWords as words } from "../words/links.ts";

/** Asks by the link, which stands in a header so that no log keeps it; throws a `Refusal`. */
async function askByLink(token: string, path: string, file?: File): Promise<Response> {
  const csrf = csrfNow();
  const headers = {
    "x-link": token,
    ...(file === undefined ? {} : { "content-type": file.type }),
    ...(file === undefined || csrf === null ? {} : { "x-csrf-token": csrf }),
  };
  const sent = file === undefined ? { headers } : { method: "POST", headers, body: file };
  const answer = await fetch(path, sent).catch(() => {
    throw new Refusal(OFFLINE, 0);
  });
  if (!answer.ok) throw refusalFrom(answer.status, await answer.text());
  return answer;
}

/** A photo of the case, as the link may show it. */
export function LinkPhoto({
  token,
  sha256,
  alt,
}: {
  readonly token: string;
  readonly sha256: string;
  readonly alt: string;
}): ReactNode {
  const photo = useQuery({
    queryKey: ["link-photo", sha256],
    queryFn: async () => (await askByLink(token, `/api/public/links/files/${sha256}`)).blob(),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  const blob = photo.data;
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null || blob === undefined) return undefined;
      const made = URL.createObjectURL(blob);
      image.src = made;
      return () => URL.revokeObjectURL(made);
    },
    [blob],
  );
  if (photo.isError) return <ProblemNotice error={photo.error} onRetry={() => void photo.refetch()} />;
  return <img ref={show} alt={alt} />;
}

/** Draws a field of photos that are sent by the link as soon as they are taken. */
export function linkFilesFor(token: string, materials: LinkPage["materials"]): DrawFiles {
  return function LinkFiles({ id, material, label, value, onChange }): ReactNode {
    const say = useSay();
    const inputId = useId();
    const rules = materials.find((each) => each.id === material);
    const [previews, setPreviews] = useState<Readonly<Record<string, string>>>({});
    const send = useMutation({
      mutationFn: async (files: readonly File[]) => {
        let kept = value;
        for (const file of files) {
          const named = new URLSearchParams({ name: file.name.slice(-200), material });
          const answer = await askByLink(token, `/api/public/links/photos?${named.toString()}`, file);
          const { sha256 } = (await answer.json()) as FileAnswer;
          const preview = URL.createObjectURL(file);
          setPreviews((all) => ({ ...all, [sha256]: preview }));
          if (!kept.includes(sha256)) kept = [...kept, sha256];
          onChange(kept);
        }
      },
    });
    return (
      <div id={id}>
        {value.length > 0 && (
          <ul className="link-photos">
            {value.map((sha256, index) => (
              <li key={sha256}>
                {previews[sha256] !== undefined && (
                  <img src={previews[sha256]} alt={say(words.photoNo, { n: String(index + 1) })} />
                )}
                {previews[sha256] === undefined && (
                  <span>{say(words.photoNo, { n: String(index + 1) })}</span>
                )}
                <button
                  type="button"
                  className="text-button"
                  onClick={() => onChange(value.filter((each) => each !== sha256))}
                >
                  {say(words.removePhoto)}
                </button>
              </li>
            ))}
          </ul>
        )}
        <label className="button" htmlFor={inputId}>
          {say(send.isPending ? words.sendingPhoto : words.addPhoto)}
          <span className="visually-hidden">：{label}</span>
        </label>
        <input
          id={inputId}
          type="file"
          className="visually-hidden"
          accept={(rules?.types ?? []).filter((type) => type.startsWith("image/")).join(",")}
          multiple
          disabled={send.isPending}
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            target.value = "";
            if (files.length > 0) send.mutate(files);
          }}
        />
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    );
  };
}
