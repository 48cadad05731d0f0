// Starts the GOV.UK components, and mends what style sheets alone cannot.
import { initAll } from "govuk-frontend";
import { warnBeforeLeaving } from "./leaving.js";
import { bringPictures } from "./pictures.js";
import { remindOfTables } from "./tables.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
warnBeforeLeaving(document.body);
remindOfTables(document);
bringPictures();

// A page that comes back from the browser's memory after sign-out must not show what it held.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.dataset.signedIn !== undefined) window.location.reload();
});
