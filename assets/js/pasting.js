// What is pasted from Word or a web page keeps its headings, lists, bold words and links, as the signs our texts use.

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, tr, div";

export function pasteWords(event) {
  const field = event.target;
  if (!field.matches?.("textarea[name=text], textarea[name=pasted]")) return;
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  const words = inSigns(html, { isWhole: field.name === "pasted" });
  if (!words) return;
  event.preventDefault();
  // The one way to insert that the browser can undo.
  if (!document.execCommand("insertText", false, words)) field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// isWhole: headings and lists keep their signs; without it only bold words and links do.
export function inSigns(html, { isWhole }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const noise of page.querySelectorAll("style, script, title, meta, head")) noise.remove();
  const lines = [];
  for (const block of page.body.querySelectorAll(BLOCKS)) {
    if (block.matches("tr")) {
      lines.push([...block.cells].map((cell) => tidy(inline(cell))).join(" | "));
      continue;
    }
    if (block.closest("tr") || (block.matches("div") && block.querySelector(BLOCKS))) continue;
    const words = tidy(inline(block));
    if (words) lines.push(isWhole ? sign(block) + words.replace(LISTED, "") : words.replace(LISTED, ""));
  }
  return lines.length ? lines.join("\n") : tidy(inline(page.body));
}

const tidy = (words) => words.replace(/\s+/g, " ").replace(/\*\*(\s*)\*\*/g, "$1").trim();
const LISTED = /^[·•▪◦o§–-]\s+(?=\S)/; // what Word writes before an item of a list

// Word marks its lists by a style of the paragraph: "mso-list:l0 level2 lfo1".
function sign(block) {
  const heading = /^H([1-6])$/.exec(block.tagName);
  if (heading) return "#".repeat(Number(heading[1])) + " ";
  const level = /mso-list:[^;]*level(\d)/.exec(block.getAttribute("style") ?? "");
  if (level) return "  ".repeat(Number(level[1]) - 1) + "- ";
  if (!block.matches("li")) return block.parentElement?.closest("li") ? "  " : "";
  let depth = 0;
  for (let list = block.parentElement?.closest("li"); list; list = list.parentElement?.closest("li")) depth += 1;
  return "  ".repeat(depth) + "- ";
}

function inline(node) {
  let words = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) words += child.data;
    if (child.nodeType !== Node.ELEMENT_NODE || child.matches("ul, ol, table")) continue;
    if (/mso-list:\s*Ignore/i.test(child.getAttribute("style") ?? "")) continue;
    if (child.matches("br")) words += " ";
    else words += marked(child, inline(child));
  }
  return words;
}

function marked(element, words) {
  const inner = words.trim();
  if (!inner) return words;
  const around = (begin, end) => words.replace(inner, () => begin + inner + end);
  const address = element.matches("a") ? element.getAttribute("href") ?? "" : "";
  if (/^(https?:|mailto:)/i.test(address) && !/[()\s]/.test(address)) return around("[", `](${address})`);
  const weight = element.style?.fontWeight ?? "";
  const isBold = element.matches("b, strong") ? weight !== "normal" && weight !== "400" : weight === "bold" || Number(weight) >= 600;
  return isBold && !inner.includes("**") ? around("**", "**") : words;
}
