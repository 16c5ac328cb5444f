import { Link, useLocation } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useSyncExternalStore } from "react";
import { useSay } from "../language/say.ts";
import { patrolWords as words } from "../words/patrol.ts";
import { fieldDatabase } from "./database.ts";
import type { DutyHours } from "../track/duty-hours.ts";
import { leaveWalk, onRecording, recordingNow, resumeWalk } from "./record-walk.ts";
import { useLive } from "./use-live.ts";

type Props = {
  readonly account: string;
  /** Undefined until the day's tasks are there. */
  readonly hours: DutyHours | undefined;
};

/** Says on every page that places are being noted, and leads back to where that ends; goes on with a walk after a reload. */
export function WalkBar({ account, hours }: Props): ReactNode {
  const say = useSay();
  const path = useLocation().pathname;
  const recording = useSyncExternalStore(onRecording, recordingNow);
  const ask = useCallback(
    () =>
      fieldDatabase.walks
        .where({ account })
        .filter(({ endedAt }) => endedAt === null)
        .first(),
    [account],
  );
  const walk = useLive(ask);
  useEffect(() => {
    if (hours !== undefined) void resumeWalk(account, hours);
    // Whoever holds the phone next is not followed.
    return leaveWalk;
    // oxlint-disable-next-line react/exhaustive-deps
  }, [account, hours?.from, hours?.to]);
  if (walk === undefined || recording.walk !== walk.id) return null;
  const to = `/field/tasks/${encodeURIComponent(walk.caseNo)}/${encodeURIComponent(walk.task)}`;
  if (path === to || decodeURIComponent(path) === decodeURIComponent(to)) return null;
  return (
    <div className="field-walk" role="status">
      <span className="walk-on">{say(words.onNow)}</span>
      <Link to="/field/tasks/$caseNo/$task" params={{ caseNo: walk.caseNo, task: walk.task }}>
        {say(words.toWalk)}
      </Link>
    </div>
  );
}
