import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(`${root}docs/architecture.md`, "utf8");
const { ROOMS, WITHIN } = JSON.parse(readFileSync(`${root}test/rooms.json`, "utf8")) as {
  ROOMS: readonly string[];
  WITHIN: Readonly<Record<string, readonly string[]>>;
};

const foldersIn = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

/** Rooms of the annotated tree, in its order: two spaces, a name with a slash, a number. */
const drawn = [...page.matchAll(/^ {2}(\w+)\/ +(\d+) /gm)].map(([, name, floor]) => ({
  name,
  floor: Number(floor),
}));

it("the tree in docs/architecture.md names exactly the rooms there are", () => {
  expect(drawn.map(({ name }) => name).toSorted()).toEqual(foldersIn("src"));
});

it("the tree numbers the rooms in the order that the checker holds", () => {
  const order = drawn.toSorted((left, right) => left.floor - right.floor).map(({ name }) => name);
  const held = ROOMS.filter((room) => order.includes(room));
  expect(order).toEqual(held);
});

it("every room has a door that opens by saying what the room is", () => {
  for (const room of foldersIn("src")) {
    if (room === "web" || room === "cli") continue;
    const door = readFileSync(`${root}src/${room}/index.ts`, "utf8").split("\n");
    const told = door.findIndex((line) => !line.startsWith("//"));
    expect.soft(told, `src/${room}/index.ts opens with 3 to 6 lines`).toBeGreaterThanOrEqual(3);
    expect.soft(told, `src/${room}/index.ts opens with 3 to 6 lines`).toBeLessThanOrEqual(6);
  }
});

it.each(Object.entries(WITHIN))(
  "the folders of %s are told in their order, and no others are there",
  (room, folders) => {
    const table = page.slice(page.indexOf(`| in \`${room}\``)).split("\n\n")[0] ?? "";
    expect([...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(folders);
    expect(foldersIn(`src/${room}`)).toEqual(folders.toSorted());
  },
);

it("every folder at the top is drawn in the tree", () => {
  const told = foldersIn(".").filter(
    (name) => !name.startsWith(".") && !["node_modules", "dist", "data"].includes(name),
  );
  for (const name of told.filter((each) => each !== "bin" && each !== "coverage"))
    expect.soft(page, `${name}/`).toContain(`${name}/`);
});
