import type { CaseAnswer } from "#contract";

type View = CaseAnswer["views"][number];
export type GroupedView = View & { readonly times: number; readonly firstAt: string };

/** Looks of the same person for the same reason, one after the other, as one line: the latest, the first, how often. */
export function groupViews(views: readonly View[]): readonly GroupedView[] {
  const groups: GroupedView[] = [];
  for (const view of views) {
    const last = groups.at(-1);
    if (last !== undefined && last.who === view.who && last.why.zh === view.why.zh)
      groups[groups.length - 1] = { ...last, times: last.times + 1, firstAt: view.at };
    else groups.push({ ...view, times: 1, firstAt: view.at });
  }
  return groups;
}
