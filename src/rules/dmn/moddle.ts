import { DmnModdle, type ModdleElement } from "dmn-moddle";

const DMN_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";

/** The model namespaces of DMN 1.1 to 1.6; dmn-moddle reads that of 1.3 alone, and the others differ little. */
const ANY_DMN = /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20\d{6}\/MODEL\/?|20151101\/dmn\.xsd)(?=["'])/g;

const child = (name: string, type: string): object => ({ name, type, xml: { serialize: "property" } });
const expression = { name: "value", type: "Expression" };
const iterator = { name: "iteratorVariable", isAttr: true, type: "String" };

/** What came after DMN 1.3: the boxed conditional, filter and iterators of 1.4. */
const LATER_TYPES = [
  { name: "ChildExpression", properties: [{ name: "id", isAttr: true, type: "String" }, expression] },
  {
    name: "Conditional",
    superClass: ["Expression"],
    properties: [
      child("if", "ChildExpression"),
      child("then", "ChildExpression"),
      child("else", "ChildExpression"),
    ],
  },
  {
    name: "Filter",
    superClass: ["Expression"],
    properties: [child("in", "ChildExpression"), child("match", "ChildExpression")],
  },
  {
    name: "For",
    superClass: ["Expression"],
    properties: [iterator, child("in", "ChildExpression"), child("return", "ChildExpression")],
  },
  ...["Every", "Some"].map((name) => ({
    name,
    superClass: ["Expression"],
    properties: [iterator, child("in", "ChildExpression"), child("satisfies", "ChildExpression")],
  })),
];

/**
 * dmn-moddle's description of DMN 1.3 with the later types and DMN 1.5's type constraint added. Identifiers are
 * plain text here: where dmn-moddle drops an element whose id repeats or holds a space, we would lose logic.
 */
function describedDmn(): object {
  const described = new DmnModdle().getPackage("dmn");
  const types = described.types.map(({ name, properties = [], ...type }) => {
    const plain = properties.map((property) => ({ ...property, isId: false }));
    const added = name === "ItemDefinition" ? [child("typeConstraint", "UnaryTests")] : [];
    return { ...type, name, properties: [...plain, ...added] };
  });
  return { ...described, types: [...types, ...LATER_TYPES] };
}

let moddle: InstanceType<typeof DmnModdle> | null = null;

/** The root element of a DMN file of any version; throws what the XML parser says of a broken one. */
export async function rootOf(xml: string): Promise<ModdleElement> {
  moddle ??= new DmnModdle({ dmn: describedDmn() });
  const { rootElement } = await moddle.fromXML(xml.replaceAll(ANY_DMN, DMN_13));
  return rootElement;
}
