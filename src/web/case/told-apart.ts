import type { TaskAnswer } from "#contract";
import { sayIn, type Language } from "../language/say.ts";
import { caseWords } from "../words/case.ts";

/**
 * Tasks of one name side by side, as where several runs of one task are open, say which of them each is: its heading,
 * its form and its button would else be the same to whoever hears the page. A name that stands alone stays as it is.
 */
export function toldApart(tasks: readonly TaskAnswer[]): readonly TaskAnswer[] {
  return tasks.map((task) => {
    const alike = tasks.filter(({ name }) => name.zh === task.name.zh && name.en === task.name.en);
    if (alike.length < 2) return task;
    const [place, of] = [alike.indexOf(task) + 1, alike.length];
    const named = (language: Language): string =>
      sayIn(language, caseWords.ofSeveral, { name: task.name[language], place, of });
    return { ...task, name: { zh: named("zh"), en: named("en") } };
  });
}
