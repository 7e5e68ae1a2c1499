// Columns and fields of a table, the search, and the boxes that stand for hidden selects, say their names to those who hear the desk.
const FIELDS = 'td:is([class*="field-"], .delete) :is(input:not([type=hidden]), select, textarea)';

function headingOf(field) {
  const column = field.closest("td")?.className.match(/field-[\w-]+/)?.[0].replace("field-", "column-");
  return column && field.closest("table")?.querySelector(`th.${column}`);
}

function nameOf(field) {
  const label = field.labels?.[0] ?? headingOf(field);
  const words = label?.textContent.replace(/:\s*$/, "").trim();
  return words || (field.closest("td.delete") ? "Delete this row" : "");
}

function nameAll(root) {
  for (const heading of root.querySelectorAll(".tabular thead th")) {
    if (heading.textContent.trim()) continue;
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = heading.matches(".original") ? "Row" : "Delete";
    heading.append(words);
  }
  for (const field of root.querySelectorAll(FIELDS)) {
    if (!field.labels?.length && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", nameOf(field));
  }
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling;
    const name = nameOf(select) || select.getAttribute("aria-label");
    if (!box || !name) continue;
    for (const part of box.querySelectorAll(".select2-selection, [role=textbox], .select2-search__field")) {
      part.setAttribute("aria-label", name);
    }
  }
}

document.querySelector("#searchbar")?.setAttribute("aria-label", "Search"); // its label is a picture
window.django?.jQuery?.(() => nameAll(document)); // after the admin's own, which make the boxes
document.addEventListener("formset:added", (event) => setTimeout(nameAll, 0, event.target));
