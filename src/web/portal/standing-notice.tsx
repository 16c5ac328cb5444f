import type { GuideAnswer, StandingAnswer } from "#contract";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { catalogue as words } from "../words/catalogue.ts";

type Say = ReturnType<typeof useSay>;

/** How a matter stands where it is not simply in force, in one sentence. */
export function standingSentence(standing: StandingAnswer, say: Say): string {
  const { state, stateName, from, to } = standing;
  if (state === "suspended" && from !== null)
    return to === null ? say(words.suspendedFrom, { from }) : say(words.suspendedTo, { from, to });
  if (state === "cancelled" && from !== null) return say(words.cancelledFrom, { from });
  return say(words.notOffered, { state: say(stateName) });
}

/** That a matter is suspended or cancelled, or will be: from when to when, why, and what becomes of a draft. */
export function StandingNotice({ guide }: { readonly guide: GuideAnswer }): ReactNode {
  const say = useSay();
  const { standing, ahead } = guide;
  const told = standing.state === "inForce" ? ahead : standing;
  if (told === null) return null;
  return (
    <div className="standing" role="note">
      <p className="standing-title">{standingSentence(told, say)}</p>
      {told.reason !== null && <p>{say(words.why, { reason: told.reason })}</p>}
      {told.state === "suspended" && <p className="small quiet">{say(words.draftKept)}</p>}
    </div>
  );
}
