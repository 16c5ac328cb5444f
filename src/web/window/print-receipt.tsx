import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { windowWords } from "../words/window.ts";
import { openMade } from "./open-paper.ts";

type Props = { readonly caseNo: string; readonly code: string };

/** Prints the receipt with the code that is shown now: for the hand that waits, kept nowhere. */
export function PrintReceipt({ caseNo, code }: Props): ReactNode {
  const say = useSay();
  const print = useMutation({
    mutationFn: () => openMade(`/api/window/cases/${encodeURIComponent(caseNo)}/receipt`, { code }),
  });
  return (
    <>
      <button id="window-print" type="button" className="button" onClick={() => print.mutate()}>
        {say(windowWords.printReceipt)}
      </button>
      {print.isError && <ProblemNotice error={print.error} />}
    </>
  );
}
