import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { offerings as words } from "../words/offerings.ts";
import { EFFECTS, actWord, today, type Act } from "./offering-acts.ts";

type Props = {
  readonly matter: string;
  readonly act: Act;
  /** New texts, where the act is to change some. */
  readonly set?: Readonly<Record<string, string>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Proposing an act: from when, until when where it may end, and why. */
export function ProposeDialog({ matter, act, set = {}, onDone, onClose }: Props): ReactNode {
  const say = useSay();
  const id = useId();
  const [from, setFrom] = useState(today());
  const [to, setTo] = useState("");
  const propose = useMutation({
    mutationFn: (reason: string) =>
      request<unknown>(`/api/admin/matters/${encodeURIComponent(matter)}/proposals`, {
        method: "POST",
        body: { act, from, to: to === "" ? null : to, reason, set },
      }),
    onSuccess: onDone,
  });
  return (
    <ReasonDialog
      title={say(actWord(act))}
      effect={say(EFFECTS[act])}
      label={say(words.reason)}
      missing={say(words.reasonMissing)}
      act={say(words.propose)}
      isDanger={act === "cancel"}
      isPending={propose.isPending}
      error={propose.error}
      isReady={from !== ""}
      onClose={onClose}
      onAct={(reason) => propose.mutate(reason)}
    >
      <div className="field">
        <label className="field-label" htmlFor={`${id}-from`}>
          {say(words.from)}
        </label>
        <input
          id={`${id}-from`}
          type="date"
          className="input"
          value={from}
          min={today()}
          onChange={(event) => setFrom(event.target.value)}
        />
      </div>
      {act === "suspend" && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-to`}>
            {say(words.to)}
          </label>
          <input
            id={`${id}-to`}
            type="date"
            className="input"
            value={to}
            min={from}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
      )}
    </ReasonDialog>
  );
}
