// The editor of a policy without page loads: forms open in the place of what they are about, what is typed is saved, and
// parts move by button or by drag. Each of these is a plain page or form as well, which is all there is without scripts.
import { addHandles, listenForDrags } from "./dragging.js";
import { listenForPastes } from "./offering.js";
import { focusOn, tell } from "./telling.js";
import { Typing } from "./typing.js";

const editor = () => document.getElementById("editor");
const region = () => editor().querySelector("[data-saved]");
const token = () => document.querySelector("#move [name=csrfmiddlewaretoken]").value;
let opened = null; // the one form that is open: { box, link, typing }

async function pageOf(answer) {
  const text = await answer.text();
  return { text, url: answer.url, page: new DOMParser().parseFromString(text, "text/html"), isEditor: new URL(answer.url).pathname === location.pathname };
}

// What is said of what was just done; a notice in the editor itself comes and goes with it.
const bannerOf = (page) => [...page.querySelectorAll("main .govuk-notification-banner")].find((banner) => !banner.closest("#editor"));

// Shows the editor as the server now has it: only what differs is touched, so the focus and the place stay.
async function show({ text, page }) {
  opened = null;
  const banner = bannerOf(page);
  bannerOf(document)?.remove();
  const parts = page.getElementById("editor");
  if (!parts) return location.reload();
  await window.htmx.swap({ text, target: editor(), sourceElement: editor(), select: "#editor", swap: "outerMorph" });
  if (banner) editor().before(document.adoptNode(banner));
  addHandles(editor());
}

async function send(address, data) {
  try {
    return await pageOf(await fetch(address, { method: "POST", body: data }));
  } catch {
    tell(region(), "Not saved: there is no connection. Try again in a moment.");
    return null;
  }
}

const said = (page, words) => bannerOf(page)?.textContent.trim().replace(/\s+/g, " ") ?? words;

// Forms in place ------------------------------------------------------------------------------------------------------
async function open(link) {
  const [host, address] = [link.closest("li[id], p[id]").id, link.href];
  await close();
  let found;
  try {
    found = await pageOf(await fetch(address));
  } catch {
    location.assign(address);
    return;
  }
  if (found.isEditor) await show(found);
  else if (!found.page.querySelector("main form")) location.assign(address);
  else {
    const box = document.createElement("div");
    box.dataset.opened = "";
    document.getElementById(host).append(box);
    put(box, host, found.page, address);
  }
}

// The page of the form, in its box: its heading one lower than the section's, its first control focused.
function put(box, host, page, address) {
  const heading = page.querySelector("main h1");
  const small = document.createElement("h3");
  small.textContent = heading.textContent.trim();
  const title = heading.closest("div");
  title.replaceWith(small, ...title.querySelectorAll("p"));
  box.replaceChildren(...page.querySelector("main").childNodes);
  const form = box.querySelector("form");
  if (!form.getAttribute("action")) form.action = address;
  const typing = form.querySelector("[name=text]") ? new Typing(form, region(), opened?.box === box ? opened.typing : null) : null;
  opened = { box, host, typing };
  focusOn(box.querySelector("[role=alert]") ?? form.querySelector("[autofocus]") ?? form.querySelector("textarea, select, button"));
}

// Leaves the form that is open. keeps: whether what was typed stays saved, or what stood there before comes back.
async function close({ keeps = true } = {}) {
  if (!opened) return;
  const { box, host, typing } = opened;
  if (typing && keeps && typing.isUnsaved) await typing.save();
  if (typing && keeps && typing.isUnsaved) throw new Error("What was typed is not saved");
  if (keeps) typing?.stop();
  const isOther = typing && (keeps ? typing.hasSaved : await typing.undo(token()));
  opened = null;
  if (isOther) await refresh();
  box.remove();
  if (!keeps) focusOn(document.getElementById(host)?.querySelector("a"));
}

async function refresh() {
  await show(await pageOf(await fetch(location.pathname)));
}

async function submit(form, submitter) {
  const { box, host, typing } = opened;
  typing?.stop();
  await typing?.sending;
  const answer = await send(form.action, new FormData(form, submitter));
  if (!answer) return;
  if (answer.isEditor) {
    const added = form.querySelector("[name=clause_id]")?.value.replaceAll("-", "");
    await show(answer);
    focusOn(document.getElementById(`clause-${added}`) ?? document.getElementById(host));
    tell(region(), said(answer.page, region().textContent));
  } else if (answer.page.querySelector("main form")) put(box, host, answer.page, form.action);
  else location.assign(form.action);
}

// Moving --------------------------------------------------------------------------------------------------------------
async function move(form, submitter) {
  const [name, id] = [submitter.name, submitter.value.split(":")[0]];
  const answer = await send(form.action, new FormData(form, submitter));
  if (!answer) return;
  if (!answer.isEditor) return location.reload();
  await show(answer);
  const again = (way) => editor().querySelector(`button[form="${form.id}"][name="${way}"][value^="${CSS.escape(id)}:"]`);
  const button = again(name) ?? again(name === "up" ? "down" : "up");
  focusOn(button);
  const where = button?.querySelector("span")?.textContent.trim() ?? "";
  tell(region(), said(answer.page, `Moved ${name}: now ${where}. ${region().textContent}`));
}

async function place(part, section, before) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", token());
  data.set("opened_on", editor().dataset.editor);
  data.set("place", `${section}:${before}`);
  const answer = await send(editor().dataset.place.replace("PART", part.id.replace("clause-", "")), data);
  if (!answer) return;
  const refused = answer.page.querySelector("main [role=alert] li")?.textContent.trim();
  if (answer.isEditor) await show(answer);
  else await refresh();
  tell(region(), refused ?? said(answer.page, `Moved. ${region().textContent}`));
}

// What is listened to -------------------------------------------------------------------------------------------------
const isPlain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !editor()?.contains(link) || !isPlain(event)) return;
  const leads = new URL(link.href);
  if (link.matches("[data-in-place]")) {
    event.preventDefault();
    open(link).catch(() => focusOn(opened?.box.querySelector("textarea")));
  } else if (link.closest("[data-opened]") && leads.pathname === location.pathname) {
    event.preventDefault();
    close({ keeps: false });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("[data-opened]")) close({ keeps: false });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!editor()?.contains(form)) return;
  if (form.closest("[data-offer]")) return;
  if (form.closest("[data-opened]")) {
    if (opened.typing?.isSignedOut) return; // the page that asks to sign in keeps what is sent
    event.preventDefault();
    submit(form, event.submitter);
  } else if (form.id === "move" || form.id === "move-section") {
    event.preventDefault();
    close().then(() => move(form, event.submitter), () => focusOn(opened.box.querySelector("textarea")));
  }
});

window.addEventListener("beforeunload", (event) => {
  if (opened?.typing?.isUnsaved && !opened.typing.isSignedOut) event.preventDefault();
});

// Where a pasted text goes: below the clause that is open, once what was typed into it is saved.
async function placeOfPaste() {
  const { box, host, typing } = opened;
  if (typing?.isUnsaved) await typing.save();
  if (typing?.isUnsaved) return null;
  const added = typing?.hasSaved && box.querySelector("[name=clause_id]")?.value.replaceAll("-", "");
  const section = box.closest("[data-section]")?.dataset.section ?? host.replace("add-", "");
  if (added) document.getElementById("editor").dataset.editor = (await pageOf(await fetch(location.pathname))).page.getElementById("editor").dataset.editor;
  return { section, after: added || (host.startsWith("clause-") ? host.replace("clause-", "") : "") };
}

// What was typed into the clause stays saved; the editor is shown with all that was added.
async function showAdded(answer) {
  const { typing } = opened;
  if (typing?.isUnsaved) await typing.save();
  if (typing?.isUnsaved) return;
  const at = new URL(answer.url).hash.slice(1);
  await show(typing?.hasSaved ? await pageOf(await fetch(answer.url)) : answer);
  history.replaceState(null, "", answer.url);
  focusOn(document.getElementById(at));
  tell(region(), `${editor().querySelector("[data-pasted]")?.textContent.trim() ?? "Added."} ${region().textContent}`);
}

listenForPastes({
  address: () => editor().dataset.paste,
  token,
  place: placeOfPaste,
  send,
  added: showAdded,
  say: (words) => tell(region(), words),
});
listenForDrags(place);
addHandles(editor());
