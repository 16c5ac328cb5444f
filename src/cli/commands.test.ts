import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands.ts";

/** Tells on stderr of every module that Node loads. */
const TELLING = `import { registerHooks } from "node:module";
registerHooks({ load: (url, context, next) => { process.stderr.write(url + "\\n"); return next(url, context); } });`;

describe("the list of commands", () => {
  it("names every one and loads none of them", () => {
    const hooks = `data:text/javascript,${encodeURIComponent(TELLING)}`;
    const ran = spawnSync(process.execPath, ["--import", hooks, "src/cli/main.ts", "--help"], {
      encoding: "utf8",
    });
    for (const name of Object.keys(COMMANDS)) expect(ran.stdout).toContain(`yiwang ${name} `);
    const loaded = ran.stderr.match(/[^/\s]+\.ts$/gm) ?? [];
    expect(loaded.toSorted()).toEqual(["commands.ts", "main.ts"]);
  });

  it("leads each name to a command", async () => {
    for (const { load } of Object.values(COMMANDS)) expect((await load()).run).toBeTypeOf("function");
  });
});
