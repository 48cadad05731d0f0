// A whole text that was pasted into a clause: the page says what it would make of it, and asks before anything is added.
import { asLines, asSigns, blocksOf, insertWords, isWhole } from "./pasting.js";
import { focusOn } from "./telling.js";

const FAILED = "The text was put into this clause as it is, because it could not be read just now.";

// place(): { section, after } where the text would go, once what is typed is saved; added(answer): shows the editor anew.
export function listenForPastes({ address, token, place, send, added, say }) {
  document.addEventListener("paste", async (event) => {
    const field = event.target;
    if (!field.matches?.("[data-opened] textarea[name=text]")) return;
    const html = event.clipboardData?.getData("text/html");
    const blocks = html ? blocksOf(html) : [];
    if (!blocks.length) return;
    event.preventDefault();
    close(field);
    if (!isWhole(blocks)) return insertWords(field, asLines(blocks));
    const where = await place();
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token());
    data.set("whole", asSigns(blocks));
    data.set("signed", "True");
    data.set("batch", crypto.randomUUID());
    data.set("opened_on", document.getElementById("editor").dataset.editor);
    for (const [name, value] of Object.entries(where ?? {})) data.set(name, value);
    const answer = where && (await send(address(), data));
    if (answer?.page.querySelector("main form[data-whole]")) return show(field, blocks, answer);
    const refused = answer?.page.querySelector("main [role=alert] li")?.textContent.trim();
    insertWords(field, asLines(blocks));
    say(refused ? `${refused} It was put into this clause as it is.` : FAILED);
  });

  function show(field, blocks, answer) {
    close(field);
    const box = document.createElement("div");
    box.dataset.offer = "";
    box.setAttribute("role", "group");
    const title = Object.assign(document.createElement("h4"), { id: "offer", textContent: answer.page.querySelector("main h1").textContent.trim() });
    box.setAttribute("aria-labelledby", "offer");
    const heading = answer.page.querySelector("main h1").closest("div");
    heading.replaceWith(title, ...heading.querySelectorAll("p"));
    box.replaceChildren(...answer.page.querySelector("main").childNodes);
    for (const low of box.querySelectorAll("h2")) {
      const lower = document.createElement(low.matches(".govuk-notification-banner__title") ? "h4" : "h5");
      low.replaceWith(Object.assign(lower, { id: low.id, className: low.className, textContent: low.textContent }));
    }
    const form = box.querySelector("form[data-whole]");
    const asText = form.querySelector("[name=change]");
    asText.textContent = "Paste as text here";
    asText.removeAttribute("name");
    asText.type = "button";
    asText.addEventListener("click", () => {
      box.remove();
      insertWords(field, asLines(blocks));
    });
    form.querySelector("a[href]").addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      box.remove();
      field.focus();
    });
    form.addEventListener("submit", async (event) => {
      if ("isPlain" in form.dataset) return; // the page that asks to sign in keeps what is sent
      event.preventDefault();
      event.stopPropagation();
      const add = form.querySelector("[name=add]");
      const sent = await send(form.action, new FormData(form, add));
      if (!sent) return;
      if (sent.isEditor) return added(sent);
      if (sent.page.querySelector("main form[data-whole]")) return show(field, blocks, sent);
      form.dataset.isPlain = "";
      form.requestSubmit(add);
    });
    // The form of the clause ends before the offer: a form in a form is none.
    field.form.parentNode.insertBefore(box, field.form.nextSibling);
    focusOn(title);
  }
}

const close = (field) => field.closest("[data-opened]").querySelector("[data-offer]")?.remove();
