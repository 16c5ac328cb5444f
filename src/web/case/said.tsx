import type { Bilingual } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";

/** What is now true, after an act. It is read out, and stays until the page is left. */
export function Said({ said }: { readonly said: Bilingual | undefined }): ReactNode {
  const say = useSay();
  return (
    <div aria-live="polite">
      {said !== undefined && <p className="notice notice-good said">{say(said)}</p>}
    </div>
  );
}
