// A lint rule for the pure rooms: time and chance arrive as arguments, never from the surroundings.
const message = "a pure room takes time and chance as arguments";
const isDate = (node) => node?.type === "Identifier" && node.name === "Date";

const noAmbientTimeOrChance = {
  create(context) {
    const report = (node) => context.report({ node, message });
    return {
      CallExpression(node) {
        const callee = node.callee;
        if (isDate(callee)) report(node);
        if (callee.type !== "MemberExpression") return;
        const { object, property } = callee;
        if (isDate(object) && property.name === "now") report(node);
        if (object.type === "Identifier" && object.name === "Math" && property.name === "random")
          report(node);
      },
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) report(node);
      },
      MemberExpression(node) {
        if (
          node.object.type === "Identifier" &&
          node.object.name === "Temporal" &&
          node.property.name === "Now"
        )
          report(node);
      },
      VariableDeclarator(node) {
        if (isDate(node.init)) report(node);
        const isMath = node.init?.type === "Identifier" && node.init.name === "Math";
        if (isMath && node.id.type === "ObjectPattern") report(node);
      },
    };
  },
};

export default { meta: { name: "pure" }, rules: { "no-ambient-time-or-chance": noAmbientTimeOrChance } };
