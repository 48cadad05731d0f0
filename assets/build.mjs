// Builds static/dist from assets/ and the packages of package.json: the stylesheets, the scripts, the fonts, the icon.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const modules = new URL("../node_modules/", import.meta.url);
const assets = new URL("./", import.meta.url);
const dist = new URL("../static/dist/", import.meta.url);
const read = (base, path) => readFileSync(new URL(path, base), "utf8");
const write = (path, text) => writeFileSync(new URL(path, dist), text);
const version = (name) => JSON.parse(read(modules, `${name}/package.json`)).version;

rmSync(dist, { recursive: true, force: true });
mkdirSync(new URL("fonts/", dist), { recursive: true });

// Fonts: the faces the pages and the PDFs use, woff2 only, with the character ranges their package gives.
const font = "@fontsource/atkinson-hyperlegible-next/";
const faces = ["400", "400-italic", "600"].map((face) => {
  const css = read(modules, `${font}${face}.css`);
  for (const [, file] of css.matchAll(/url\(\.\/files\/([^)]+\.woff2)\)/g)) {
    cpSync(new URL(`${font}files/${file}`, modules), new URL(`fonts/${file}`, dist));
  }
  return css.replace(/, url\([^)]+\.woff\) format\('woff'\)/g, "").replaceAll("./files/", "./fonts/");
});

const tidy = (text) => text.replace(/\/\*.*?\*\//gs, "").replace(/\s+/g, " ");
const letters = faces.map(tidy).join("");
for (const sheet of ["app", "admin"]) {
  const { css } = compile(fileURLToPath(new URL(`scss/${sheet}.scss`, assets)), {
    loadPaths: [fileURLToPath(new URL("govuk-frontend/dist/", modules))],
    style: "compressed",
    charset: false, // a byte order mark in the middle of the file would spoil the rule after it
    quietDeps: true,
  });
  write(`${sheet}.css`, letters + css);
}

// Scripts keep no pointer to a source map that is not served. A version in the name lets browsers keep them for ever.
const unmapped = (path) => read(modules, path).replace(/^\/\/# sourceMappingURL=.*$/m, "");
const govuk = `govuk-frontend-${version("govuk-frontend")}.min.js`;
write(govuk, unmapped("govuk-frontend/dist/govuk/govuk-frontend.min.js"));
write("app.js", read(assets, "js/app.js").replace('"govuk-frontend"', `"./${govuk}"`));
for (const script of ["leaving", "pictures", "editor", "typing", "dragging", "pasting", "offering", "wholetext", "telling", "asking", "tables", "listing"]) {
  write(`${script}.js`, read(assets, `js/${script}.js`));
}
write("htmx.js", unmapped("htmx.org/dist/htmx.min.js"));
cpSync(new URL("img/", assets), dist, { recursive: true });
