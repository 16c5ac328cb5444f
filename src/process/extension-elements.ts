import { childOf, childrenOf, textOf, type ModelElement } from "./model.ts";
import { yiwangDescriptor } from "./yiwang-descriptor.ts";

/** All extension elements, or those of one type such as `zeebe:IoMapping`; ours however they are written. */
export function extensionsOf(element: ModelElement, type?: string): readonly ModelElement[] {
  const extensions = childOf(element, "extensionElements");
  const written = extensions === undefined ? [] : childrenOf(extensions, "values");
  const all = [...written, ...propertyExtensions(written)];
  return type === undefined ? all : all.filter((each) => each.$type === type);
}

/** Attributes by element. Read once: moddle writes its prefixes into the descriptor that it is given. */
const KNOWN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  yiwangDescriptor.types.map(({ name, properties }) => [name, new Set(properties.map((each) => each.name))]),
);

/** `yiwang:clock.action`, or `yiwang:clock.2.action` for the second clock of an element. */
const PROPERTY = /^yiwang:([A-Za-z]+)\.(?:(\d+)\.)?([A-Za-z]+)$/;

/**
 * Our extension elements as Camunda Modeler's element templates can write them: one `zeebe:property` an attribute,
 * named `yiwang:<element>.<attribute>`. They mean exactly what the element itself means. What is named wrongly
 * becomes an element or attribute that nothing knows, and is refused like any other.
 */
function propertyExtensions(extensions: readonly ModelElement[]): readonly ModelElement[] {
  const made = new Map<string, Record<string, string>>();
  for (const properties of extensions.filter(({ $type }) => $type === "zeebe:Properties"))
    for (const property of childrenOf(properties, "properties")) {
      const name = (textOf(property, "name") ?? "").trim();
      if (!name.startsWith("yiwang:")) continue;
      const value = textOf(property, "value") ?? "";
      // A field of a template that was left empty is an attribute that was not written.
      if (value.trim() === "") continue;
      const [, element = name.slice("yiwang:".length), place = "1", attribute = ""] =
        PROPERTY.exec(name) ?? [];
      const key = `${element} ${place}`;
      made.set(key, { ...made.get(key), [attribute]: value });
    }
  return [...made]
    .toSorted(([left], [right]) => left.localeCompare(right, "en", { numeric: true }))
    .map(([key, attributes]) => elementOf(key.split(" ")[0] ?? "", attributes));
}

function elementOf(name: string, attributes: Readonly<Record<string, string>>): ModelElement {
  const local = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const known = KNOWN.get(local);
  const entries = Object.entries(attributes);
  return {
    $type: `yiwang:${local}`,
    ...Object.fromEntries(entries.filter(([attribute]) => known?.has(attribute))),
    $attrs: Object.fromEntries(entries.filter(([attribute]) => known?.has(attribute) !== true)),
  };
}
