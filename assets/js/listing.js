// The list of a plan: an update is said in its place, without a page load. Without scripts its link leads to a page that
// comes back to the same place of the list.
import { remindOfTables } from "./tables.js";
import { focusOn } from "./telling.js";

const listing = () => document.querySelector("[data-listing]");
const bannerOf = (page) => page.querySelector("main .govuk-notification-banner");
const isPlain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

async function pageOf(answer) {
  return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), isList: new URL(answer.url).pathname === location.pathname };
}

// The form of a page, in its box below the row: its heading is the name of the box, its first control is focused.
function put(box, { page }) {
  const heading = page.querySelector("main h1");
  const title = document.createElement("p");
  title.append(Object.assign(document.createElement("strong"), { textContent: heading.textContent.trim() }));
  heading.closest("div").replaceWith(title);
  box.setAttribute("aria-label", heading.textContent.trim());
  box.replaceChildren(...page.querySelector("main").childNodes);
  const form = box.querySelector("form");
  if (!form.getAttribute("action")) form.action = box.dataset.opened;
  focusOn(box.querySelector("[role=alert]") ?? box.querySelector("form textarea"));
}

async function open(link) {
  const row = link.closest("tr");
  const there = row.nextElementSibling?.querySelector("[data-opened]");
  if (there) return focusOn(there.querySelector("textarea"));
  const found = await fetch(link.href).then(pageOf).catch(() => null);
  if (!found?.page.querySelector("main form textarea")) return location.assign(link.href);
  const box = document.createElement("div");
  box.dataset.opened = link.href;
  box.setAttribute("role", "group");
  const below = document.createElement("tr");
  const cell = below.insertCell();
  cell.colSpan = row.cells.length;
  cell.append(box);
  row.after(below);
  put(box, found);
}

function close(box) {
  const below = box.closest("tr");
  const link = below.previousElementSibling.querySelector("a[data-in-place]");
  below.remove();
  focusOn(link);
}

// Shows the list as the server now has it. What is ticked stays ticked, and another form that is open stays open.
function show(page, box) {
  const below = box.closest("tr");
  const [row, ticked] = [below.previousElementSibling.id, new Set([...listing().querySelectorAll("input:checked")].map((tick) => tick.id))];
  below.remove();
  const others = [...listing().querySelectorAll("[data-opened]")].map((other) => other.closest("tr"));
  const places = others.map((other) => other.previousElementSibling.id);
  const list = page.querySelector("[data-listing]");
  remindOfTables(list);
  bannerOf(document)?.remove();
  const banner = bannerOf(page);
  listing().replaceChildren(...list.childNodes);
  if (banner) listing().before(document.adoptNode(banner));
  for (const id of ticked) {
    const tick = document.getElementById(id);
    if (tick) tick.checked = true;
  }
  others.forEach((other, number) => document.getElementById(places[number])?.after(other));
  focusOn(document.getElementById(row)?.querySelector("a[data-in-place]") ?? banner);
}

async function submit(form, box) {
  const sent = new FormData(form);
  const answer = await fetch(form.action, { method: "POST", body: sent }).then(pageOf).catch(() => null);
  if (answer?.isList && answer.page.querySelector("[data-listing]")) show(answer.page, box);
  else if (answer?.page.querySelector("main form textarea[name=words]")) put(box, answer);
  else form.submit(); // the page that asks to sign in keeps what is sent
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !listing()?.contains(link) || !isPlain(event)) return;
  const box = link.closest("[data-opened]");
  if (link.matches("[data-in-place]")) {
    event.preventDefault();
    open(link);
  } else if (box && new URL(link.href).pathname === location.pathname) {
    event.preventDefault();
    close(box);
  }
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-opened]");
  if (event.key === "Escape" && box && listing()?.contains(box)) close(box);
});

document.addEventListener("submit", (event) => {
  const box = event.target.closest("[data-opened]");
  if (!box || !listing()?.contains(box)) return;
  event.preventDefault();
  submit(event.target, box);
});
