import type { FileAnswer } from "#contract";
import { OFFLINE, Refusal, refusalFrom } from "./refusal.ts";
import { csrfNow, sessionExpired } from "./request.ts";

/** What a file is sent for: a material of an application, or a task of a case. */
export type UploadTarget =
  | { readonly kind: "matter"; readonly matter: string }
  | { readonly kind: "task"; readonly caseNo: string; readonly task: string };

export type Upload = { readonly done: Promise<FileAnswer>; readonly cancel: () => void };

/** Sends one file of a material and reports how much has gone (0…1). */
export function uploadFile(
  target: UploadTarget,
  material: string,
  file: File,
  onProgress: (part: number) => void,
): Upload {
  const body = new FormData();
  if (target.kind === "matter") body.set("matter", target.matter);
  else {
    body.set("caseNo", target.caseNo);
    body.set("task", target.task);
  }
  body.set("material", material);
  body.set("file", file, file.name);
  // fetch tells nothing of progress while sending.
  const sender = new XMLHttpRequest();
  const done = new Promise<FileAnswer>((resolve, reject) => {
    sender.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    sender.addEventListener("error", () => reject(new Refusal(OFFLINE, 0)));
    sender.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    sender.addEventListener("load", () => {
      if (sender.status === 401) sessionExpired();
      if (sender.status >= 200 && sender.status < 300) resolve(JSON.parse(sender.responseText) as FileAnswer);
      else reject(refusalFrom(sender.status, sender.responseText));
    });
    sender.open("POST", "/api/files");
    const csrf = csrfNow();
    if (csrf !== null) sender.setRequestHeader("x-csrf-token", csrf);
    sender.send(body);
  });
  return { done, cancel: () => sender.abort() };
}
