// Bundles src/ into ../kg/data/page/page.js and copies the style sheet; the first line names the sources it was made from.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] || join(here, "..", "kg", "data", "page");

/** SHA-256 over name, NUL, content, NUL of each source in the order of names; tests/graph/test_page.py does the same. */
const digest = () => {
  const names = readdirSync(join(here, "src"), { recursive: true }).map((n) => n.replaceAll("\\", "/"));
  const hash = createHash("sha256");
  for (const name of names.filter((n) => /\.(js|css)$/.test(n)).sort()) {
    hash.update(`${name}\0`).update(readFileSync(join(here, "src", name))).update("\0");
  }
  return hash.digest("hex");
};

const bundle = async (entry) => {
  const made = await build({
    entryPoints: [join(here, "src", entry)], bundle: true, minify: true, write: false, format: "iife", target: "es2022",
    charset: "utf8", legalComments: "inline",
  });
  return made.outputFiles[0].text.replace(/<\/(script|style)/gi, "<\\/$1");
};

writeFileSync(join(out, "page.js"), `// sources sha256 ${digest()}\n${await bundle("main.js")}`);
writeFileSync(join(out, "page.css"), await bundle("page.css"));
