import type { Bilingual, CaseAnswer, ReceiversAnswer, TaskAnswer, TransferRequest } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { receiversQuery } from "../api/queries.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { steering as words } from "../words/steering.ts";
import { Choice } from "../shell/choice.tsx";
import { useCaseAct } from "./use-case-act.ts";

type Props = {
  readonly page: CaseAnswer;
  readonly task: TaskAnswer;
  readonly onSaid: (said: Bilingual) => void;
};

const pathOf = (task: TaskAnswer, act: string): string => `/tasks/${encodeURIComponent(task.id)}/${act}`;

/** What may be done with a task beside doing it: 领取, 放回, 转办, 退回. */
export function TaskWays({ page, task, onSaid }: Props): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState<"transfer" | "return">();
  const act = useCaseAct(page, onSaid);
  const press = (path: string): void => {
    if (!act.isPending) act.mutate({ path: pathOf(task, path), body: {} });
  };
  const close = (): void => setOpen(undefined);
  const done = (said: Bilingual): void => {
    close();
    onSaid(said);
  };
  return (
    <>
      {act.isError && <ProblemNotice error={act.error} />}
      {(task.ways.length > 0 || task.returns.length > 0) && (
        <div className="button-row task-ways">
          {task.ways.includes("claim") && (
            <button type="button" className="button button-small" onClick={() => press("claim")}>
              {say(words.claim)}
            </button>
          )}
          {task.ways.includes("giveBack") && (
            <button type="button" className="button button-small" onClick={() => press("give-back")}>
              {say(words.giveBack)}
            </button>
          )}
          {task.ways.includes("transfer") && (
            <button type="button" className="button button-small" onClick={() => setOpen("transfer")}>
              {say(words.transfer)}
            </button>
          )}
          {task.returns.length > 0 && (
            <button type="button" className="button button-small" onClick={() => setOpen("return")}>
              {say(words.return)}
            </button>
          )}
        </div>
      )}
      {open === "transfer" && <TransferDialog page={page} task={task} onSaid={done} onClose={close} />}
      {open === "return" && <ReturnDialog page={page} task={task} onSaid={done} onClose={close} />}
    </>
  );
}

type DialogProps = Props & { readonly onClose: () => void };

type Receiver = TransferRequest["to"];

/** A receiver as the value of a choice. */
const choiceOf = (receiver: Receiver): string => JSON.stringify(receiver);

function TransferDialog({ page, task, onSaid, onClose }: DialogProps): ReactNode {
  const say = useSay();
  const act = useCaseAct(page, onSaid);
  const receivers = useQuery(receiversQuery(page.summary.caseNo, task.id));
  const [choice, setChoice] = useState("");
  const [asked, setAsked] = useState(false);
  const nobody = receivers.data?.people.length === 0 && receivers.data.posts.length === 0;
  return (
    <ReasonDialog
      title={say(words.transferOf, { name: say(task.name) })}
      effect={say(words.transferEffect)}
      label={say(words.transferReason)}
      missing={say(words.reasonMissing)}
      act={say(words.transferAct)}
      isPending={act.isPending}
      error={act.error}
      isReady={choice !== ""}
      onClose={onClose}
      onAct={(reason) =>
        act.mutate({ path: pathOf(task, "transfer"), body: { to: JSON.parse(choice) as Receiver, reason } })
      }
      onTry={() => setAsked(true)}
    >
      {receivers.isPending && <Skeleton lines={2} />}
      {receivers.isError && <ProblemNotice error={receivers.error} />}
      {nobody && <p className="notice">{say(words.nobody)}</p>}
      {receivers.data !== undefined && !nobody && (
        <Choice
          label={say(words.to)}
          value={choice}
          missing={asked && choice === "" ? say(words.toMissing) : undefined}
          onChange={setChoice}
        >
          <Receivers receivers={receivers.data} />
        </Choice>
      )}
    </ReasonDialog>
  );
}

function Receivers({ receivers }: { readonly receivers: ReceiversAnswer }): ReactNode {
  const say = useSay();
  return (
    <>
      {receivers.people.length > 0 && (
        <optgroup label={say(words.people)}>
          {receivers.people.map(({ account, name, posts }) => (
            <option key={account} value={choiceOf({ account })}>
              {say(words.personOf, { name, posts: posts.map((post) => say(post)).join(say(words.and)) })}
            </option>
          ))}
        </optgroup>
      )}
      {receivers.posts.length > 0 && (
        <optgroup label={say(words.posts)}>
          {receivers.posts.map(({ post, name, holders }) => (
            <option key={choiceOf({ post })} value={choiceOf({ post })}>
              {say(words.postOf, { name: say(name), holders: holders.join(say(words.and)) })}
            </option>
          ))}
        </optgroup>
      )}
    </>
  );
}

function ReturnDialog({ page, task, onSaid, onClose }: DialogProps): ReactNode {
  const say = useSay();
  const act = useCaseAct(page, onSaid);
  const [to, setTo] = useState(task.returns[0]?.element ?? "");
  return (
    <ReasonDialog
      title={say(words.returnOf, { name: say(task.name) })}
      effect={`${say(words.returnEffect)}${task.returns.some((each) => each.endsReview) ? say(words.returnEndsReview) : ""}`}
      label={say(words.returnReason)}
      missing={say(words.reasonMissing)}
      act={say(words.returnAct)}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={(reason) => act.mutate({ path: pathOf(task, "return"), body: { to, reason } })}
    >
      <Choice label={say(words.returnTo)} value={to} onChange={setTo}>
        {task.returns.map(({ element, name }) => (
          <option key={element} value={element}>
            {say(name)}
          </option>
        ))}
      </Choice>
    </ReasonDialog>
  );
}
