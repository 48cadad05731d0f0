// On a phone a table is laid out as cards. Some browsers then forget that it is a table; the roles remind them.
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

export function remindOfTables(within) {
  for (const table of within.querySelectorAll("[data-cards] > table")) {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
      part.setAttribute("role", roles[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
    }
  }
}
