import type { Bilingual, CaseAnswer, CompleteTaskAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";

/** What is sent, and of which case where that is not the page's own: then its version stands in the body. */
type Act = { readonly path: string; readonly body: object; readonly of?: string };

/** Sends acts on a case, each once however often it is pressed, and has everything that shows the case read again. */
export function useCaseAct(page: CaseAnswer, onSaid: (said: Bilingual) => void) {
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const { caseNo } = page.summary;
  return useMutation({
    mutationFn: ({ path, body, of = caseNo }: Act) =>
      request<CompleteTaskAnswer>(`/api/cases/${encodeURIComponent(of)}${path}`, {
        method: "POST",
        body: { version: page.version, ...body },
        idempotencyKey: key.current,
      }),
    onSuccess: async ({ said }) => {
      // What this form does next is another act.
      key.current = crypto.randomUUID();
      onSaid(said);
      await Promise.all([
        client.invalidateQueries({ queryKey: ["case", caseNo] }),
        client.invalidateQueries({ queryKey: ["desk"] }),
        client.invalidateQueries({ queryKey: ["cases"] }),
        client.invalidateQueries({ queryKey: ["fusion"] }),
      ]);
    },
    onError: (error) => {
      const { status } = asRefusal(error);
      // A refusal is an answer, so another try is another act; silence is none, and keeps the key.
      if (status >= 400 && status < 500) key.current = crypto.randomUUID();
      if (status !== 409) return;
      void client.invalidateQueries({ queryKey: ["case", caseNo] });
      void client.invalidateQueries({ queryKey: ["fusion", caseNo] });
    },
  });
}
