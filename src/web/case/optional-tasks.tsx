import type { Bilingual, CaseAnswer, TaskAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { useSay } from "../language/say.ts";
import { common } from "../words/common.ts";
import { TaskForm } from "./task-form.tsx";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

/** What may be done but need not: withdrawing, asking for an extension. Each opens its own form. */
export function OptionalTasks({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const [open, setOpen] = useState<TaskAnswer>();
  // What the applicant promised to do by a day stands among what is wanted from them.
  const offered = page.tasks.filter(
    ({ optional, refused, role, dueAt }) =>
      optional && refused === null && (role !== "applicant" || dueAt === null),
  );
  return (
    <>
      {offered.map((task) => (
        <button key={task.id} type="button" className="button" onClick={() => setOpen(task)}>
          {say(task.name)}
        </button>
      ))}
      {open !== undefined && (
        <Dialog title={say(open.name)} onClose={() => setOpen(undefined)}>
          <TaskForm
            page={page}
            task={open}
            onSaid={(said) => {
              setOpen(undefined);
              onSaid(said);
            }}
          >
            <button type="button" className="button" onClick={() => setOpen(undefined)}>
              {say(common.cancel)}
            </button>
          </TaskForm>
        </Dialog>
      )}
    </>
  );
}
