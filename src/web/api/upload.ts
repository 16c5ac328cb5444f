import type { FileAnswer } from "#contract";
import type { DetailedError, Upload as TusUpload } from "tus-js-client";
import { OFFLINE, Refusal, refusalFrom } from "./refusal.ts";
import { csrfNow, request, sessionExpired } from "./request.ts";
import { forgetUnfinished, rememberUnfinished, unfinishedOf } from "./unfinished.ts";

export type Upload = {
  readonly done: Promise<FileAnswer>;
  /** Ends it, here and on the server. */
  readonly cancel: () => void;
  /** Stops sending; the same file chosen again goes on from there. */
  readonly leave: () => void;
};

/** Where a file belongs, and who sends it. */
export type UploadPlace = { readonly account: string; readonly matter: string; readonly material: string };

/** How far it is (0…1), and whether it waits for the line to come back. */
export type Watch = (part: number, waiting: boolean) => void;

/** No proxy refuses so much at once by default, and no more is sent twice when a line breaks. */
const CHUNK_BYTES = 1024 * 1024;
/** Ten minutes without any progress; counted anew whenever something arrives. */
const DELAYS_MS = [500, 1_000, 2_000, 4_000, ...Array.from({ length: 75 }, () => 8_000)];

const cancelled = (): DOMException => new DOMException("cancelled", "AbortError");

/** Sends one file of a material, and goes on by itself where the line broke. */
export function uploadFile(place: UploadPlace, file: File, watch: Watch): Upload {
  const stopped = new AbortController();
  let running: TusUpload | undefined;
  const done = begin(place, file, watch, stopped.signal, (upload) => {
    running = upload;
  });
  return {
    done,
    cancel: () => {
      stopped.abort();
      const url = running?.url;
      if (url != null) forgetUnfinished(url);
      // What cannot be ended now is cleared away by the server in time.
      void running?.abort(true).catch(() => undefined);
    },
    leave: () => {
      stopped.abort();
      void running?.abort(false);
    },
  };
}

async function begin(
  place: UploadPlace,
  file: File,
  watch: Watch,
  stopped: AbortSignal,
  runs: (upload: TusUpload) => void,
): Promise<FileAnswer> {
  const { Upload: Tus } = await import("tus-js-client");
  const url = await new Promise<string>((resolve, reject) => {
    stopped.addEventListener("abort", () => reject(cancelled()));
    if (stopped.aborted) return reject(cancelled());
    let part = 0;
    const upload = new Tus(file, {
      endpoint: new URL("/api/uploads", location.href).href,
      uploadUrl: unfinishedOf(place).findLast((one) => isSame(one, file))?.url ?? null,
      chunkSize: CHUNK_BYTES,
      retryDelays: DELAYS_MS,
      // Kept by ourselves: by account, and found before any script of tus is loaded.
      storeFingerprintForResuming: false,
      metadata: { matter: place.matter, material: place.material, name: file.name },
      onBeforeRequest: (sending) => sending.setHeader("x-csrf-token", csrfNow() ?? ""),
      onUploadUrlAvailable: () => {
        const { name, size, lastModified: modified } = file;
        if (upload.url !== null)
          rememberUnfinished({ ...place, name, size, modified, url: upload.url, at: Date.now() });
      },
      onProgress: (sent, whole) => {
        part = sent / whole;
        watch(part, false);
      },
      onShouldRetry: (error) => {
        const again = mayTryAgain(error);
        if (again) watch(part, true);
        return again;
      },
      onError: (error) => reject(refusalOf(error)),
      onSuccess: () => resolve(upload.url ?? ""),
    });
    runs(upload);
    upload.start();
  });
  const kept = await keepFile(url, stopped, watch);
  forgetUnfinished(url);
  return kept;
}

function isSame(one: { name: string; size: number; modified: number }, file: File): boolean {
  return one.name === file.name && one.size === file.size && one.modified === file.lastModified;
}

/** Asks for the file that the bytes became; a lost answer is asked for again. */
async function keepFile(url: string, stopped: AbortSignal, watch: Watch): Promise<FileAnswer> {
  const upload = url.split("/").at(-1);
  for (const delay of DELAYS_MS) {
    if (stopped.aborted) throw cancelled();
    try {
      // A photo is dated by this device's clock: what it says now tells by how much it is wrong.
      const body = { upload, phoneAt: new Date().toISOString() };
      return await request<FileAnswer>("/api/files", { method: "POST", body, signal: stopped });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status !== 0 && error.status < 500) {
        forgetUnfinished(url);
        throw error;
      }
    }
    watch(1, true);
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
  throw new Refusal(OFFLINE, 0);
}

function answerOf(error: Error | DetailedError): { readonly status: number; readonly text: string } {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  return { status: answer?.getStatus() ?? 0, text: answer?.getBody() ?? "" };
}

/** A broken line, a server that starts again, too many at once, or bytes that came twice: all pass. */
function mayTryAgain(error: DetailedError): boolean {
  const { status, text } = answerOf(error);
  return (
    status === 0 || status === 409 || status >= 500 || (status === 429 && text.includes("TOO_MANY_REQUESTS"))
  );
}

function refusalOf(error: Error | DetailedError): Refusal {
  const { status, text } = answerOf(error);
  if (status === 401) sessionExpired();
  return status === 0 ? new Refusal(OFFLINE, 0) : refusalFrom(status, text);
}

/** Ends an upload of an earlier visit. */
export async function endUnfinished(url: string): Promise<void> {
  forgetUnfinished(url);
  const headers = { "tus-resumable": "1.0.0", "x-csrf-token": csrfNow() ?? "" };
  // What cannot be ended now is cleared away by the server in time.
  await fetch(url, { method: "DELETE", headers, credentials: "same-origin" }).catch(() => undefined);
}
