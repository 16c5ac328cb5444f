import type { FileAnswer } from "#contract";
import { OFFLINE, Refusal, refusalFrom } from "./refusal.ts";
import { csrfNow, sessionExpired, withQuery } from "./request.ts";

export type Upload = { readonly done: Promise<FileAnswer>; readonly cancel: () => void };

/** Sends one file of a material and reports how much has gone (0…1). */
export function uploadFile(
  matter: string,
  material: string,
  file: File,
  onProgress: (part: number) => void,
): Upload {
  const body = new FormData();
  body.set("file", file, file.name);
  // fetch tells nothing of progress while sending.
  const sender = new XMLHttpRequest();
  const done = new Promise<FileAnswer>((resolve, reject) => {
    sender.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    );
    sender.addEventListener("error", () => reject(new Refusal(OFFLINE, 0)));
    sender.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    sender.addEventListener("load", () => {
      if (sender.status === 401) sessionExpired();
      if (sender.status >= 200 && sender.status < 300) resolve(JSON.parse(sender.responseText) as FileAnswer);
      else reject(refusalFrom(sender.status, sender.responseText));
    });
    sender.open("POST", withQuery("/api/files", { matter, material }));
    const csrf = csrfNow();
    if (csrf !== null) sender.setRequestHeader("x-csrf-token", csrf);
    sender.send(body);
  });
  return { done, cancel: () => sender.abort() };
}
