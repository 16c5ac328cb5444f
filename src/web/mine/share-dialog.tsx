import type { MyCertificate, SharedAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { certificateWords as words } from "../words/certificates.ts";
import { common } from "../words/common.ts";

type Props = {
  readonly certificate: MyCertificate;
  readonly path: string;
  readonly onClose: () => void;
};

const DAYS = [1, 7, 30, 90] as const;

/** Sharing: for whom, what for and how long; then the link, shown once. */
export function ShareDialog({ certificate, path, onClose }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const id = useId();
  const [recipient, setRecipient] = useState("");
  const [days, setDays] = useState(7);
  const [tried, setTried] = useState(false);
  const share = useMutation({
    mutationFn: (purpose: string) =>
      request<SharedAnswer>(`${path}/shares`, {
        method: "POST",
        body: { purpose, recipient: recipient.trim(), days },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["certificates"] }),
  });
  if (share.data !== undefined) return <Made shared={share.data} onClose={onClose} />;
  const isMissing = recipient.trim().length < 2;
  return (
    <ReasonDialog
      title={say(words.shareOf, { name: say(certificate.name) })}
      effect={say(words.shareEffect)}
      label={say(words.purpose)}
      missing={say(words.purposeMissing)}
      act={say(words.shareAct)}
      isReady={!isMissing}
      isPending={share.isPending}
      error={share.error}
      onTry={() => setTried(true)}
      onClose={onClose}
      onAct={(purpose) => share.mutate(purpose)}
    >
      <div className="field">
        <label className="field-label" htmlFor={`${id}-recipient`}>
          {say(words.recipient)}
        </label>
        <input
          id={`${id}-recipient`}
          className="input"
          value={recipient}
          maxLength={100}
          aria-invalid={tried && isMissing}
          onChange={(event) => setRecipient(event.target.value)}
        />
        {tried && isMissing && (
          <p className="field-error" role="alert">
            {say(words.recipientMissing)}
          </p>
        )}
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-days`}>
          {say(words.days)}
        </label>
        <select
          id={`${id}-days`}
          className="input"
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {DAYS.map((each) => (
            <option key={each} value={each}>
              {say(words.daysOf, { days: each })}
            </option>
          ))}
        </select>
      </div>
    </ReasonDialog>
  );
}

function Made({
  shared,
  onClose,
}: {
  readonly shared: SharedAnswer;
  readonly onClose: () => void;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const src = `data:image/svg+xml,${encodeURIComponent(shared.qr)}`;
  return (
    <Dialog title={say(words.shares)} onClose={onClose}>
      <p role="status">{say(words.shared, { until: formatInstant(shared.until, language) })}</p>
      <p>
        <img src={src} alt={shared.url} width={180} height={180} />
      </p>
      <p>
        <a href={shared.url} className="break-anywhere" style={{ overflowWrap: "anywhere" }}>
          {shared.url}
        </a>
      </p>
      <div className="button-row dialog-ways">
        <button type="button" className="button button-main" onClick={onClose}>
          {say(common.close)}
        </button>
      </div>
    </Dialog>
  );
}
