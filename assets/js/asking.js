// Marks the words that are selected in the recommendation as an ask, when its form is sent.
const text = document.querySelector("[data-ask-text]");
const form = text?.form;

// A browser moves no caret by keyboard in what is read only: here it may, and nothing is typed over.
if (text) text.readOnly = false;
text?.addEventListener("beforeinput", (event) => event.preventDefault());

// What the server counts are characters; a browser counts some of them twice.
const counted = (end) => [...text.value.slice(0, end)].length;

form?.addEventListener("submit", () => {
  const { selectionStart: from, selectionEnd: to } = text;
  if (to <= from || form.elements.words.value.trim()) return;
  form.elements.start.value = counted(from);
  form.elements.end.value = counted(to);
  form.elements.words.value = text.value.slice(from, to);
});
