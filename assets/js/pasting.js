// Reads what is pasted from Word, Google Docs, LibreOffice or a web page: its headings, paragraphs, items of lists and tables,
// with bold words and links as the signs our texts use. The page that is read runs nothing and loads nothing.

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, tr, td, div, blockquote, pre, section, article, table, ul, ol, dl, dt, dd, hr";
const NOISE = "style, script, title, meta, head, link, template, noscript, del, [class^=MsoToc], [class^=MsoComment]";
const NEW_LINE = "\u2028"; // a line break inside a paragraph
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g;
const LISTED = /^[·•▪◦●○■§–-]\s+(?=\S)|^o\s{2,}(?=\S)/; // what Word writes before an item of a list
const MOST_WORDS_OF_A_HEADING = 12;

// The blocks of a page, in order: { kind: heading | item | paragraph | row, level, text }; the text of a row is its cells.
export function blocksOf(html) {
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  for (const noise of page.querySelectorAll(NOISE)) noise.remove();
  const found = [];
  walk(page.body, found);
  return withFakedHeadings(found);
}

// Our pages let no style of others in, not even into a page that is only read: styles are read as words.
const unstyled = (html) =>
  html.replace(/<(\/?)style\b/gi, "<$1template").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, " data-style"));

function walk(node, found) {
  let loose = []; // words that stand beside blocks, in no block of their own
  const flush = () => {
    add(found, node, loose);
    loose = [];
  };
  for (const child of node.childNodes) {
    const isElement = child.nodeType === Node.ELEMENT_NODE;
    if (isElement && child.matches("table")) {
      flush();
      addTable(child, found);
    } else if (isElement && (child.matches(BLOCKS) || child.querySelector(BLOCKS))) {
      flush();
      walk(child, found);
    } else loose.push(child);
  }
  flush();
}

function add(found, node, children) {
  const words = children.map((child) => inlineOf(child)).join("");
  const said = attribute(node, "data-style");
  const heading = node.matches("h1, h2, h3, h4, h5, h6") ? Number(node.tagName[1]) : headingOf(node);
  for (const part of words.split(new RegExp(`\\s*${NEW_LINE}\\s*${NEW_LINE}[\\s${NEW_LINE}]*`))) {
    const text = tidy(part);
    if (!text) continue;
    const item = node.closest("li, dd");
    const ofWord = /mso-list:\s*l\d+\s+level(\d+)/i.exec(said);
    const isListed = LISTED.test(text);
    if (heading) found.push({ kind: "heading", level: heading, text: unmarked(text) });
    else if (item) addItem(found, item, text);
    else if (ofWord || (isListed && /^MsoList/.test(node.className))) found.push({ kind: "item", level: Number(ofWord?.[1] ?? 1), text: text.replace(LISTED, "") });
    else if (isListed) found.push({ kind: "item", level: 1, text: text.replace(LISTED, "") });
    else found.push({ kind: "paragraph", level: 0, text });
  }
}

// A second paragraph of one item stays with the first.
function addItem(found, item, text) {
  const last = found.at(-1);
  if (last?.item === item) last.text += NEW_LINE + text;
  else found.push({ kind: "item", level: levelOf(item), text: text.replace(LISTED, ""), item });
}

function levelOf(item) {
  const said = Number(attribute(item, "aria-level") || attribute(item, "data-aria-level"));
  if (said) return said;
  let level = 0;
  for (let list = item.closest("ul, ol, dl"); list; list = list.parentElement?.closest("ul, ol, dl")) level += 1;
  return level;
}

function headingOf(node) {
  if (attribute(node, "role") === "heading") return Number(attribute(node, "aria-level")) || 1;
  if (/^MsoTitle/.test(node.className)) return 1;
  return Number(/^MsoHeading(\d)/.exec(node.className)?.[1]) || 0;
}

function addTable(table, found) {
  for (const row of table.rows) {
    const cells = [...row.cells].map((cell) => unmarked(tidy(inlineOf(cell, " "))));
    // A table of one cell is a frame round a text.
    if (table.rows.length === 1 && cells.length === 1) walk(row.cells[0], found);
    else if (cells.some(Boolean)) found.push({ kind: "row", level: 0, text: cells });
  }
}

// A short line that is all bold, before words that are not, names them as a heading does.
function withFakedHeadings(found) {
  const isReal = found.some((block) => block.kind === "heading");
  return found.map((block, place) => {
    const inner = /^\*\*([^*]+)\*\*:?$/.exec(block.text)?.[1];
    const isName = inner && block.kind === "paragraph" && !/[.;,]$/.test(inner) && inner.split(/\s+/).length <= MOST_WORDS_OF_A_HEADING;
    const isFollowed = place + 1 < found.length;
    return isName && isFollowed ? { kind: "heading", level: isReal ? 3 : 1, text: inner } : block;
  });
}

const attribute = (node, name) => node.getAttribute?.(name) ?? "";
const unmarked = (words) => words.replace(/\*\*/g, "");
const tidy = (words) =>
  words
    .replace(UNSEEN, "")
    .replace(/[^\S\u2028]+/g, " ")
    .replace(/\*\*(\s*)\*\*/g, "$1")
    .replace(/ *\u2028 */g, NEW_LINE)
    .replace(/^[\s\u2028]+|[\s\u2028]+$/g, "");

function inlineOf(node, between = "") {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\u2028/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (/mso-list:\s*Ignore/i.test(attribute(node, "data-style"))) return "";
  if (node.matches("br")) return between || NEW_LINE;
  let words = "";
  for (const child of node.childNodes) words += inlineOf(child, between) + (between && child.nodeType === Node.ELEMENT_NODE && child.matches(BLOCKS) ? between : "");
  return marked(node, words);
}

function marked(element, words) {
  const inner = words.trim();
  if (!inner) return words;
  const around = (begin, end) => words.replace(inner, () => begin + inner + end);
  const address = element.matches("a") ? attribute(element, "href") : "";
  if (/^(https?:|mailto:)/i.test(address) && !/[()\s]/.test(address)) return around("[", `](${address})`);
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(attribute(element, "data-style"))?.[1] ?? "";
  const isBold = element.matches("b, strong") ? weight !== "normal" && weight !== "400" : weight === "bold" || Number(weight) >= 600;
  return isBold && !inner.includes("**") && !inner.includes(NEW_LINE) ? around("**", "**") : words;
}

// As text in one clause: a line for each block.
export const asLines = (blocks) =>
  blocks.map(({ kind, text }) => (kind === "row" ? text.join(" | ") : text.replaceAll(NEW_LINE, "\n"))).join("\n");

// As a text in which each line says what it is, which the server reads (documents/readers/signs.py).
export function asSigns(blocks) {
  const lines = [];
  let before = "";
  for (const { kind, level, text } of blocks) {
    if (before && (kind !== before || kind === "paragraph" || kind === "heading")) lines.push("");
    if (kind === "row") lines.push(`| ${text.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
    else lines.push(signOf(kind, level) + text.replace(/\\+(?=\u2028|$)/g, "").replaceAll(NEW_LINE, "\\\n"));
    before = kind;
  }
  return lines.join("\n");
}

const signOf = (kind, level) =>
  ({ heading: `${"#".repeat(Math.min(level, 6))} `, item: `${"  ".repeat(Math.max(level, 1) - 1)}- `, paragraph: "" })[kind];

// Whether it is more than one clause holds: then it is asked whether it becomes sections and clauses.
export const isWhole = (blocks) => blocks.length > 1;

// The one way to insert that the browser can undo.
export function insertWords(field, words) {
  field.focus();
  if (!document.execCommand("insertText", false, words)) field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
