import type { FigureAnswer, ScreenAnswer } from "#contract";

/** Figures under one heading; null where no group names them. */
type Together = {
  readonly name: ScreenAnswer["groups"][number]["name"] | null;
  readonly figures: readonly FigureAnswer[];
};

/** The figures by their groups, in the groups' order; what none names comes last. A group without figures is left out. */
export function grouped(
  figures: readonly FigureAnswer[],
  groups: ScreenAnswer["groups"],
): readonly Together[] {
  const named = new Set(groups.flatMap((group) => group.figures));
  const together = groups.map((group) => ({
    name: group.name,
    figures: group.figures.flatMap((id) => figures.filter((figure) => figure.id === id)),
  }));
  const others = { name: null, figures: figures.filter(({ id }) => !named.has(id)) };
  return [...together, others].filter((each) => each.figures.length > 0);
}
