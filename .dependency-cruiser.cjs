// The order of the house: a room imports only lower rooms, and only through their doors.
const { ROOMS, WITHIN, PURE_ROOMS, PURE_PACKAGES } = require("./test/rooms.json");

const floors = ROOMS.filter((room) => room !== "cli").map((room, floor) => {
  // The faces know the contract's words and the codes of the kernel, nothing else of the house.
  const lower = room === "web" ? ["kernel", "contract"] : ROOMS.slice(0, floor);
  return {
    name: `floor-${room}`,
    severity: "error",
    from: { path: `^src/${room}/` },
    to: { path: `^src/(?!(${[...lower, room].join("|")})/)` },
  };
});

// A large room has floors of its own: a folder in it imports only the folders before it.
const floorsWithin = Object.entries(WITHIN).flatMap(([room, folders]) =>
  folders.map((folder, floor) => ({
    name: `floor-${room}-${folder}`,
    severity: "error",
    from: { path: `^src/${room}/${folder}/`, pathNot: "\\.test\\.ts$" },
    to: { path: `^src/${room}/(?!(${folders.slice(0, floor + 1).join("|")})/)` },
  })),
);

module.exports = {
  forbidden: [
    ...floors,
    ...floorsWithin,
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "door-only",
      severity: "error",
      from: { path: "^src/([^/]+)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^src/([^/]+)/", pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$"] },
    },
    {
      name: "pure",
      severity: "error",
      from: { path: `^src/(${PURE_ROOMS.join("|")})/`, pathNot: "\\.test\\.ts$" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-no-pkg", "core"],
        pathNot: `node_modules/(${PURE_PACKAGES.join("|")})/`,
      },
    },
    {
      name: "sql-only-in-store",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/store/" },
      to: { path: "node_modules/(pg|@electric-sql/pglite)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
