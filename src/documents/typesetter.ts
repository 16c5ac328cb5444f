import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import typst from "@myriaddreamin/typst-ts-node-compiler";
import { err, isJsonObject, ok, sha256Hex, type Json, type Problem, type Result } from "#kernel";
import { ownFontFolders } from "./fonts.ts";
import { qrCodeSvg } from "./qr-code.ts";
import { outsideReference, problemOfTypst } from "./typst-problems.ts";

/** Typst source text, and further files it reads by virtual path (`/assets/emblem.svg`). */
export type Template = {
  readonly main: string;
  readonly files?: Readonly<Record<string, Uint8Array>>;
};

/**
 * Font families a place prefers (仿宋_GB2312, 方正小标宋); the folders that hold them come in `fontFolders`.
 * `rare` families are asked, in order, for characters that the others lack.
 */
export type FontNames = {
  readonly body?: string;
  readonly title?: string;
  readonly heading?: string;
  readonly rare?: readonly string[];
};

export type TypesetterOptions = {
  readonly fontFolders?: readonly string[];
  readonly fontNames?: FontNames;
};

/**
 * Turns a template and its data into PDF/A-2b (ISO 19005-2). The same template, data and fonts give the same
 * bytes. Errors: TEMPLATE_FAULTY (with Typst's own message), TEMPLATE_NOT_SELF_CONTAINED (asks for a package,
 * or for today's date), CHARACTER_NOT_IN_FONTS (names the character: a paper never has a silent hole).
 */
export type Typesetter = {
  readonly typeset: (template: Template, data: Json) => Result<{ readonly pdf: Uint8Array }, Problem>;
};

/** `/lib/notice.typ` and its neighbours, the only files a template may import besides its own. */
const LIBRARY = join(dirname(fileURLToPath(import.meta.url)), "typst");

/** Compilations after which Typst forgets what it has not used again, so that memory stays level. */
const FORGET_AFTER = 5;

/** Opens the typesetter; it reads its fonts once, so keep one for the life of the process. */
export function createTypesetter(options: TypesetterOptions = {}): Typesetter {
  const fontPaths = [...ownFontFolders(), ...(options.fontFolders ?? [])];
  const compiler = typst.NodeCompiler.create({ workspace: LIBRARY, fontArgs: [{ fontPaths }] });
  const fonts = JSON.stringify(options.fontNames ?? {});
  return {
    typeset: (template, data) => {
      const outside = outsideReference(template.main);
      if (outside !== undefined) return err(outside);
      for (const [path, content] of Object.entries(template.files ?? {})) {
        compiler.mapShadow(join(LIBRARY, path), Buffer.from(content));
      }
      const mainFilePath = pathOf(template.main);
      compiler.mapShadow(mainFilePath, Buffer.from(template.main));
      try {
        return compile(compiler, mainFilePath, {
          fonts,
          data: JSON.stringify(data),
          qr: qrOf(data, "verifyUrl"),
          queryQr: qrOf(data, "queryUrl"),
        });
      } finally {
        compiler.resetShadow();
        compiler.evictCache(FORGET_AFTER);
      }
    },
  };
}

/**
 * Each source has a path of its own. Under one path Typst edits the former source in place by bytes, and where
 * two sources share a part of a character (知 and 查) the former character stays in the document.
 */
function pathOf(source: string): string {
  return join(LIBRARY, `main-${sha256Hex(source).slice(0, 16)}.typ`);
}

function compile(
  compiler: typst.NodeCompiler,
  mainFilePath: string,
  inputs: Record<string, string>,
): Result<{ readonly pdf: Uint8Array }, Problem> {
  try {
    // PDF/A is the guard against missing glyphs: plain PDF would print a hole without a word. Straight to PDF,
    // because a document handed to JavaScript lives until its next collection (measured: 0.5 MB a page).
    const pdf = compiler.pdf({ mainFilePath, inputs }, { pdfStandard: "a-2b", creationTimestamp: 0 });
    return ok({ pdf: new Uint8Array(pdf) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return err(problemOfTypst(message === "" ? diagnosticsOf(compiler, mainFilePath, inputs) : [message]));
  }
}

/** Faults of the source reach JavaScript only through a compilation of their own. */
function diagnosticsOf(
  compiler: typst.NodeCompiler,
  mainFilePath: string,
  inputs: Record<string, string>,
): readonly string[] {
  const error = compiler.compile({ mainFilePath, inputs }).takeError();
  return error === null ? [] : compiler.fetchDiagnostics(error).map(messageOf);
}

function qrOf(data: Json, field: "verifyUrl" | "queryUrl"): string {
  const url = isJsonObject(data) ? data[field] : undefined;
  return typeof url === "string" && url !== "" ? qrCodeSvg(url) : "";
}

function messageOf(diagnostic: unknown): string {
  return isJsonObject(diagnostic) ? String(diagnostic["message"]) : String(diagnostic);
}
