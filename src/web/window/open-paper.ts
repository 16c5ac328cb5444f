import { useState } from "react";
import { refusalFrom } from "../api/refusal.ts";
import { download } from "../api/request.ts";

const WAIT_MS = 700;
const MOST_TRIES = 15;

/** Opens a paper that is typeset within seconds; waits for it while it is not ready. */
async function openKept(path: string): Promise<void> {
  // Opened at once, while the click still counts as the person's own.
  const paper = open("", "_blank");
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(path, { credentials: "same-origin" });
    if (answer.ok) return display(paper, await answer.blob());
    const refused = refusalFrom(answer.status, await answer.text());
    if (refused.problem.code !== "DOCUMENT_NOT_READY" || tries === MOST_TRIES) {
      paper?.close();
      throw refused;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** Opens kept papers by their addresses, and holds why the last could not be opened. */
export function useKeptPapers(): { readonly show: (path: string) => void; readonly failed: unknown } {
  const [failed, setFailed] = useState<unknown>(null);
  const show = (path: string): void => {
    setFailed(null);
    openKept(path).catch(setFailed);
  };
  return { show, failed };
}

/** Opens a paper that is made of what is sent. */
export async function openMade(path: string, body: unknown): Promise<void> {
  const paper = open("", "_blank");
  try {
    display(paper, (await download(path, body)).blob);
  } catch (error) {
    paper?.close();
    throw error;
  }
}

function display(paper: Window | null, file: Blob): void {
  const address = URL.createObjectURL(file);
  if (paper === null) location.assign(address);
  else paper.location.assign(address);
}
