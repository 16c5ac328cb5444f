import type { Bilingual, CaseAnswer, CompleteTaskAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";

/** Sends acts on a case, each once however often it is pressed, and has everything that shows the case read again. */
export function useCaseAct(page: CaseAnswer, onSaid: (said: Bilingual) => void) {
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const { caseNo } = page.summary;
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: object }) =>
      request<CompleteTaskAnswer>(`/api/cases/${encodeURIComponent(caseNo)}${path}`, {
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
      ]);
    },
    onError: (error) => {
      const { status } = asRefusal(error);
      // A refusal is an answer, so another try is another act; silence is none, and keeps the key.
      if (status >= 400 && status < 500) key.current = crypto.randomUUID();
      if (status === 409) void client.invalidateQueries({ queryKey: ["case", caseNo] });
    },
  });
}
