import type { MatterDefinition } from "../parts/matter.ts";
import type { Material } from "../parts/material.ts";

/** A material of a matter. */
type Asked = { readonly matter: string; readonly material: string };

/** What is called the same paper wherever it is asked: its `kindId`, else its name. */
const paperOf = ({ kindId, name }: Material): string => kindId ?? name.zh;

/** Every material of every matter that is the same paper as this one; itself among them. */
export function samePapers(
  matters: ReadonlyMap<string, Pick<MatterDefinition, "id" | "materials">>,
  material: Material,
): readonly Asked[] {
  const paper = paperOf(material);
  return [...matters.values()].flatMap(({ id, materials }) =>
    materials.filter((each) => paperOf(each) === paper).map((each) => ({ matter: id, material: each.id })),
  );
}
