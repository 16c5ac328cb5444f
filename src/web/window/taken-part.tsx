import type { ReceiptAnswer } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { windowWords } from "../words/window.ts";
import { openKept } from "./open-paper.ts";
import type { WindowMatter } from "./taking.ts";

/** What was taken in last, and how long it took from choosing the matter. */
export type Taken = {
  readonly receipt: ReceiptAnswer;
  readonly name: string;
  readonly matter: WindowMatter;
  readonly seconds: number;
};

type Props = { readonly taken: Taken; readonly onNext: () => void };

/** What is now true: the case is received, its receipt can be printed, the next person may come. */
export function TakenPart({ taken, onNext }: Props): ReactNode {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  const { receipt, name, matter, seconds } = taken;
  const { caseNo } = receipt;
  useEffect(() => heading.current?.focus(), []);
  const print = useMutation({
    mutationFn: () => openKept(`/api/window/cases/${encodeURIComponent(caseNo)}/receipt`),
  });
  return (
    <section className="notice notice-good taken" aria-labelledby="taken-name">
      <h2 id="taken-name" ref={heading} tabIndex={-1}>
        {say(windowWords.done, { name, matter: say(matter.name) })}
      </h2>
      <p className="number">{say(windowWords.doneNote, { caseNo, seconds })}</p>
      {print.isError && <ProblemNotice error={print.error} />}
      <div className="button-row">
        <button type="button" className="button button-main" onClick={onNext}>
          {say(windowWords.next)}
        </button>
        <button type="button" className="button" onClick={() => print.mutate()}>
          {say(windowWords.printReceipt)}
        </button>
      </div>
    </section>
  );
}
