import { isReportedIn, type StoredCase } from "#cases";
import type { LookUpAnswer } from "#contract";
import { inBoth, organInBoth, outcomeName, stateName } from "#district";
import { openTasks } from "#engine";
import { listDocuments, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { clockAnswer } from "./clock-answer.ts";
import { replyOf, reportActs } from "./report-acts.ts";
import { ratingAnswer } from "./rating-answer.ts";

/** A case as number and query code show it: no name, no title that could hold one, nothing of the form. */
export async function lookUpAnswer(platform: Platform, stored: StoredCase): Promise<LookUpAnswer> {
  const { pack } = platform.work;
  const { head } = stored;
  const clock = clockAnswer(stored, pack, platform.now());
  const documents = await listDocuments(platform.store, systemContext(pack.code), stored.id);
  const reported = isReportedIn(stored);
  const wanted = openTasks(stored.state).filter(
    ({ candidateGroups, optional }) => !reported && !optional && candidateGroups.includes("applicant"),
  );
  return {
    caseNo: head.caseNo,
    matterName: inBoth(pack, head.matterName),
    organName: organInBoth(pack, head.organ),
    stateName: stateName(pack, head.matter, head.state),
    outcomeName: head.outcome === null ? null : outcomeName(pack, head.matter, head.outcome),
    receivedAt: head.receivedAt,
    closedAt: head.closedAt,
    // Who extended a limit and in which words is the parties' to read.
    clock: clock === null ? null : { ...clock, extension: null },
    wanted: wanted.map((task) => ({ name: inBoth(pack, task.name), dueAt: task.dueAt })),
    acts: reportActs(pack, stored),
    reply: reported ? replyOf(stored) : null,
    documents: documents.map(({ id, title, number, issuedAt, kind, data }) => ({
      title: inBoth(pack, title),
      number,
      issuedAt,
      identifier: kind === "certificate" ? String(data["certificateIdentifier"] ?? number) : id,
    })),
    rating: await ratingAnswer(platform, stored),
  };
}
