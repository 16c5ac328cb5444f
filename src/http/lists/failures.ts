import type { FailureAnswer } from "#contract";
import { inBoth, organInBoth } from "#district";
import { listFailures, systemContext, type FailureRow, type Page } from "#store";
import type { Platform } from "../platform.ts";
import type { Narrowed } from "./narrowing.ts";
import type { Leaf } from "./reading.ts";

/** A page of what could not go on, the oldest first; whoever asks has been asked for the right to resolve it. */
export async function failures(
  platform: Platform,
  { matter, organ }: Pick<Narrowed, "matter" | "organ">,
  leaf: Leaf,
): Promise<Page<FailureAnswer>> {
  // Of every organ, and nothing personal is told.
  const context = systemContext(platform.work.pack.code);
  const page = await listFailures(platform.store, context, {
    ...leaf,
    ...(matter === undefined ? {} : { matter }),
    ...(organ === undefined ? {} : { organ }),
  });
  const items = await Promise.all(page.items.map((row) => failureAnswer(platform, row)));
  return { items, next: page.next };
}

async function failureAnswer(platform: Platform, row: FailureRow): Promise<FailureAnswer> {
  const { pack, planOfCase } = platform.work;
  const plan = await planOfCase({ head: row });
  const plans = plan.ok ? [...plan.value.plans.values()] : [];
  const name = plans.map(({ nodes }) => nodes.get(row.element)?.name).find((each) => each !== undefined);
  return {
    caseNo: row.caseNo,
    id: row.id,
    matterName: inBoth(pack, row.matterName),
    organName: organInBoth(pack, row.organ),
    element: row.element,
    elementName: inBoth(pack, name === undefined || name === "" ? row.element : name),
    since: row.raisedAt,
    code: row.problem.code,
    message: row.problem.message,
    next: row.problem.next,
  };
}
