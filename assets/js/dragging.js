// Lets the parts of a policy be dragged. Whoever cannot drag has the buttons, which do the same.

// Gives each part a handle; the editor is drawn anew after each change, so this is called again then.
export function addHandles(editor) {
  for (const part of editor?.querySelectorAll("[data-section] > li") ?? []) {
    if (part.querySelector(":scope > [data-handle]")) continue;
    const handle = document.createElement("span");
    Object.assign(handle, { draggable: true, title: "Drag to move", textContent: "⠿" });
    handle.dataset.handle = "";
    handle.setAttribute("aria-hidden", "true");
    part.prepend(handle);
  }
}

// place(part, section, before): what a drop asks for; `before` is the id of a clause, or nothing for the end.
export function listenForDrags(place) {
  let dragged = null; // { part, target }

  document.addEventListener("dragstart", (event) => {
    const part = event.target.closest?.("[data-handle]")?.closest("li");
    if (!part) return;
    dragged = { part, target: null };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", part.id);
    event.dataTransfer.setDragImage(part, 20, 20);
  });
  document.addEventListener("dragover", (event) => {
    const list = dragged && event.target.closest?.("[data-section]");
    if (!list) return;
    if (list !== dragged.part.closest("[data-section]") && dragged.part.dataset.leaves === undefined) return;
    event.preventDefault();
    clear();
    const other = event.target.closest("[data-section] > li");
    const box = other?.getBoundingClientRect();
    const isAfter = !other || event.clientY > box.top + box.height / 2;
    (other ?? list).dataset.drop = isAfter ? "after" : "before";
    const before = isAfter ? other?.nextElementSibling : other;
    dragged.target = { section: list.dataset.section, before: before ?? null };
  });
  document.addEventListener("drop", (event) => {
    if (!dragged?.target) return;
    event.preventDefault();
    const { part, target } = dragged;
    if (target.before !== part) place(part, target.section, target.before?.id.replace("clause-", "") ?? "");
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}

function clear() {
  for (const marked of document.querySelectorAll("[data-drop]")) delete marked.dataset.drop;
}
