import { assigneeOfPost, canReceiveTask, canTransferTask, storeContextOf, type Principal } from "#access";
import { rolesWith, taskTarget, type StoredCase } from "#cases";
import type { ReceiversAnswer } from "#contract";
import { openTasks } from "#engine";
import { err, ok, problem, type Problem, type Result } from "#kernel";
import { findStaff } from "#store";
import type { Platform } from "../platform.ts";
import { postName } from "./task-answer.ts";

/**
 * Whom a task may be passed on to, for those who may pass it on: people, and posts whoever holds them. Errors:
 * TASK_UNKNOWN, those of canTransferTask.
 */
export async function receiversAnswer(
  platform: Platform,
  principal: Principal,
  stored: StoredCase,
  id: string,
): Promise<Result<ReceiversAnswer, Problem>> {
  const { work, store } = platform;
  const { pack } = work;
  const task = openTasks(stored.state).find((each) => each.id === id);
  if (task === undefined) return err(problem("TASK_UNKNOWN"));
  const plan = await work.planOfCase(stored);
  if (!plan.ok) return plan;
  const target = taskTarget(work, stored, { plan: plan.value, task });
  const may = canTransferTask(principal, target, rolesWith(pack, "assign"));
  if (!may.allowed) return err(may.problem);
  const { at, candidateGroups: roles, candidateUsers: named, assignee } = target;
  const context = storeContextOf(principal, pack.code);
  const staff = await findStaff(store, context, { organ: at.organ, roles, named }, work.now());
  const fits = (who: Principal, posts: Principal["posts"]): boolean =>
    canReceiveTask({ ...who, posts }, target).allowed;
  const all = staff.flatMap((who) =>
    who.posts
      .filter((post) => post.onBehalfOf === null && fits(who, [post]))
      .map((post) => ({ key: assigneeOfPost(post), post, holder: who.account.name })),
  );
  const held = Object.entries(Object.groupBy(all, ({ key }) => key));
  return ok({
    people: staff.flatMap((who) => {
      const { id: account, name } = who.account;
      const posts = who.posts.filter((post) => fits(who, [post]));
      if (posts.length === 0 || account === assignee) return [];
      return [{ account, name, posts: posts.map((post) => postName(pack, post)) }];
    }),
    posts: held.flatMap(([key, seats = []]) => {
      const [seat] = seats;
      if (seat === undefined || key === assignee) return [];
      const { role, division } = seat.post;
      const holders = seats.map(({ holder }) => holder);
      return [{ post: { role, division }, name: postName(pack, seat.post), holders }];
    }),
  });
}
