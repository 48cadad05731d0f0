// Says what happened without a page load, and puts the focus where it belongs. Everything that changes a page uses these.

// Says it in the page's live region, which is read out; words that stand there already are read again.
export function tell(region, words) {
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = words; }, 50);
}

// Focuses a control, or anything else once it can take the focus, and brings it into view.
export function focusOn(element) {
  if (!element) return;
  if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}
