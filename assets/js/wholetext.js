// The page for a whole text takes rich text too: what is pasted keeps its headings, lists, bold words and links as signs.
import { asSigns, blocksOf, insertWords } from "./pasting.js";

document.querySelector("textarea[name=whole]")?.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html");
  const words = html ? asSigns(blocksOf(html)) : "";
  if (!words) return;
  event.preventDefault();
  event.target.form.elements.signed.value = "True";
  insertWords(event.target, words);
});
