import type { CaseAnswer, RevealAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { personalData as words } from "../words/personal-data.ts";

type Props = { readonly page: CaseAnswer };

/** Why personal data is to be seen whole is said first; then it is shown for a while. */
export function RevealPersonalData({ page }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { caseNo } = page.summary;
  const reveal = useMutation({
    mutationFn: (reason: string) =>
      request<RevealAnswer>(`/api/cases/${encodeURIComponent(caseNo)}/reveal`, {
        method: "POST",
        body: { reason },
      }),
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries({ queryKey: ["case", caseNo] });
    },
  });
  if (page.reveal === null) return null;
  const { until, reasons } = page.reveal;
  if (until !== null)
    return <p className="small quiet">{say(words.shownUntil, { until: formatInstant(until, language) })}</p>;
  if (!page.form.some(({ masked }) => masked)) return null;
  return (
    <>
      <p className="after-words no-print">
        <button type="button" className="button button-small" onClick={() => setOpen(true)}>
          {say(words.reveal)}
        </button>
      </p>
      {isOpen && (
        <ReasonDialog
          title={say(words.reveal)}
          effect={say(words.revealEffect)}
          label={say(words.revealReason)}
          missing={say(words.reasonMissing)}
          act={say(words.revealAct)}
          suggestions={reasons.map((each) => say(each))}
          isPending={reveal.isPending}
          error={reveal.error}
          onClose={() => setOpen(false)}
          onAct={(reason) => reveal.mutate(reason)}
        />
      )}
    </>
  );
}
