import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { elementTemplates } from "../src/process/element-templates.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const YIWANG = "npm run --silent yiwang --";

type Said = { readonly command: string; readonly printed: string };

/** The commands of a guide's console blocks, each with what the guide says that it prints. */
function commandsOf(guide: string): readonly Said[] {
  const text = readFileSync(join(root, "docs/guides", guide), "utf8");
  return [...text.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((said) => {
        const end = said.indexOf("\n");
        return { command: said.slice(0, end), printed: said.slice(end + 1) };
      }),
  );
}

/** Runs a line of a guide where the guide's reader stands: in the checkout's folder. */
function run(command: string, folder: string): string {
  const program = `"${process.execPath}" "${join(root, "src/cli/main.ts")}"`;
  const line = command.replace(YIWANG, program);
  const ran = spawnSync("sh", ["-c", `exec 2>&1; ${line}`], {
    cwd: folder,
    encoding: "utf8",
    timeout: 150_000,
  });
  return ran.stdout;
}

const guides = readdirSync(join(root, "docs/guides")).filter((name) => name.endsWith(".md"));

describe("the guides", () => {
  it.each(guides.filter((guide) => commandsOf(guide).length > 0))(
    "print in %s what its commands print",
    (guide) => {
      const folder = mkdtempSync(join(tmpdir(), "yiwang-guide-"));
      try {
        for (const part of ["districts", "docs/guides"])
          cpSync(join(root, part), join(folder, part), { recursive: true });
        for (const { command, printed } of commandsOf(guide))
          expect([command, run(command, folder)]).toEqual([command, printed]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    600_000,
  );

  it("lead to files that are there", () => {
    const missing = guides.flatMap((guide) => {
      const text = readFileSync(join(root, "docs/guides", guide), "utf8");
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
      return links
        .filter((link) => !existsSync(join(root, "docs/guides", link)))
        .map((link) => `${guide}: ${link}`);
    });
    expect(missing).toEqual([]);
  });

  it("draw processes with the element templates that the reference gives", () => {
    const drawn = readFileSync(join(root, "docs/guides/processes/signboard.bpmn"), "utf8");
    const templates = new Map(elementTemplates.map((template) => [template.id, template]));
    for (const [element = "", id = ""] of drawn.matchAll(
      /<bpmn:[^>]* zeebe:modelerTemplate="([^"]+)"[\s\S]*?<\/bpmn:extensionElements>/g,
    )) {
      const bound = templates.get(id)?.properties.map(({ binding }) => binding["name"]) ?? [];
      const used = [...element.matchAll(/<zeebe:property name="([^"]+)"/g)].map(([, name]) => name);
      expect([id, used.filter((name) => !bound.includes(name))]).toEqual([id, []]);
      expect([id, used.length > 0]).toEqual([id, true]);
    }
  });
});
