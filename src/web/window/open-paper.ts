import { refusalFrom } from "../api/refusal.ts";
import { download } from "../api/request.ts";

const WAIT_MS = 700;
const MOST_TRIES = 15;

/** Opens a paper that is typeset within seconds; waits for it while it is not ready. */
export async function openKept(path: string): Promise<void> {
  // Opened at once, while the click still counts as the person's own.
  const paper = open("", "_blank");
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(path, { credentials: "same-origin" });
    if (answer.ok) return show(paper, await answer.blob());
    const refused = refusalFrom(answer.status, await answer.text());
    if (refused.problem.code !== "DOCUMENT_NOT_READY" || tries === MOST_TRIES) {
      paper?.close();
      throw refused;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** Opens a paper that is made of what is sent. */
export async function openMade(path: string, body: unknown): Promise<void> {
  const paper = open("", "_blank");
  try {
    show(paper, (await download(path, body)).blob);
  } catch (error) {
    paper?.close();
    throw error;
  }
}

function show(paper: Window | null, file: Blob): void {
  const address = URL.createObjectURL(file);
  if (paper === null) location.assign(address);
  else paper.location.assign(address);
}
