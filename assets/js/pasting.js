// What is pasted into a clause from Word or a web page keeps its bold words and links, as the signs our texts use, and a line
// for each paragraph and each item of a list. A whole document is brought in on the page for that.

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, tr, div";

export function pasteWords(event) {
  const field = event.target;
  if (!field.matches?.("textarea[name=text]")) return;
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  const words = inSigns(html);
  if (!words) return;
  event.preventDefault();
  // The one way to insert that the browser can undo.
  if (!document.execCommand("insertText", false, words)) field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function inSigns(html) {
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
    if (words) lines.push(words.replace(LISTED, ""));
  }
  return lines.length ? lines.join("\n") : tidy(inline(page.body));
}

const tidy = (words) => words.replace(/\s+/g, " ").replace(/\*\*(\s*)\*\*/g, "$1").trim();
const LISTED = /^[·•▪◦o§–-]\s+(?=\S)/; // what Word writes before an item of a list

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
