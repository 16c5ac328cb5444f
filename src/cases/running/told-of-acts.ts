import { accountOrPost } from "#access";
import type { CaseState, Mark } from "#engine";
import type { CaseIdentity } from "../case/case-head.ts";
import { partiesOf, type Told } from "../case/exchange-orders.ts";
import type { NewDocument } from "../case/ports.ts";

/**
 * Whom the marks of a step concern beside who made it: who is given a task, who did one that came back, and for whom
 * a case was that is given up without a notice to tell them.
 */
export function toldOfActs(
  marks: readonly Mark[],
  state: CaseState,
  identity: CaseIdentity,
  documents: readonly NewDocument[],
): readonly Told[] {
  return marks.flatMap((mark): readonly Told[] => {
    const { reason = "", assignee, to, toName = "" } = mark.detail ?? {};
    const name = mark.name ?? "";
    if (mark.kind === "transferred" && typeof assignee === "string") {
      const receiver = accountOrPost(assignee);
      const content = { about: "transfer", name, reason };
      const organ = String(mark.detail?.["organ"] ?? identity.organ);
      return [
        {
          content,
          to:
            "post" in receiver
              ? { organ, roles: [receiver.post.role], division: receiver.post.division }
              : { accounts: [receiver.account] },
        },
      ];
    }
    if (mark.kind === "closed" && mark.detail?.["status"] === "terminated" && documents.length === 0)
      return [{ content: { about: "cancel", reason }, to: partiesOf(identity) }];
    if (mark.kind !== "returned") return [];
    // The applicant is told of the task that opens again, as of any other.
    const accounts = doersOf(state, String(to)).filter((account) => account !== identity.applicant);
    return [{ content: { about: "return", name: toName, from: name, reason }, to: { accounts } }];
  });
}

/** Who has done a task, in the case's own process or in one that it calls. */
function doersOf({ doneBy }: CaseState, element: string): readonly string[] {
  return Object.entries(doneBy).flatMap(([duty, accounts]) =>
    duty === element || duty.endsWith(`#${element}`) ? accounts : [],
  );
}
