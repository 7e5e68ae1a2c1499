/* Rows with an order: up and down buttons instead of numbers, and the author's name filled in as it will be printed. */
"use strict";
{
  const rowsOf = (group) => [...group.querySelectorAll("tr.form-row:not(.empty-form)")];

  const renumber = (group) => rowsOf(group).forEach((row, index) => {
    const position = row.querySelector(".desk-position");
    if (position) position.value = index;
  });

  const move = (row, step) => {
    const group = row.closest(".inline-group");
    const rows = rowsOf(group);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row); else other.after(row);
    renumber(group);
    row.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  const dress = (row) => {
    const position = row.querySelector(".desk-position");
    if (!position || row.querySelector(".desk-moves")) return;
    const moves = document.createElement("span");
    moves.className = "desk-moves";
    moves.append(
      button("↑", "Move up", () => move(row, -1)),
      button("↓", "Move down", () => move(row, 1)),
    );
    position.after(moves);
    position.tabIndex = -1;
  };

  /* "Ana Silva (Lisbon University)" is how the list shows her; "Ana Silva" is how she is printed. */
  const printed = (text) => text.replace(/ \([^()]*\)$/, "").trim();

  const fillName = (event) => {
    const select = event.target;
    if (!/^bylines-\d+-author$/.test(select.name || "")) return;
    const name = select.form.elements[select.name.replace(/author$/, "name")];
    const chosen = select.selectedOptions[0];
    if (!name || !chosen || !chosen.value) return;
    if (!name.value || name.value === name.dataset.filled) {
      name.value = name.dataset.filled = printed(chosen.textContent);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const groups = [...document.querySelectorAll(".inline-group")].filter((group) => group.querySelector(".desk-position"));
    if (!groups.length) return;
    document.body.classList.add("desk-scripted");
    for (const group of groups) {
      rowsOf(group).forEach(dress);
      renumber(group);
    }
    document.addEventListener("formset:added", (event) => {
      dress(event.target);
      const group = event.target.closest(".inline-group");
      if (group) renumber(group);
    });
    django.jQuery(document).on("change", "select", fillName);
  });
}
