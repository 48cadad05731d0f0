// Starts the GOV.UK components, and mends two things that style sheets alone cannot.
import { initAll } from "govuk-frontend";
import { warnBeforeLeaving } from "./leaving.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
warnBeforeLeaving(document.body);

// On a phone a table is laid out as cards. Some browsers then forget that it is a table; the roles remind them.
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
for (const table of document.querySelectorAll("[data-cards] > table")) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    part.setAttribute("role", roles[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
  }
}

// A page that comes back from the browser's memory after sign-out must not show what it held.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.dataset.signedIn !== undefined) window.location.reload();
});
