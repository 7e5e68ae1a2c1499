// Choices of a picture show the picture. Runs before the admin starts its fields, which it does when the page is ready.
const jQuery = window.django?.jQuery;
const ADMIN = document.querySelector("#site-name a")?.getAttribute("href") ?? "/admin/";

function choice(state) {
  // One list of choices is open at a time; its id holds the name of its field.
  const list = document.querySelector(".select2-container--open .select2-results__options")?.id ?? "";
  if (!state.id || !/-image-results$/.test(list)) return state.text;
  const line = document.createElement("span");
  line.className = "desk-choice";
  const picture = document.createElement("img");
  picture.src = `${ADMIN}articles/image/${encodeURIComponent(state.id)}/thumbnail/`;
  picture.alt = "";
  picture.loading = "lazy";
  line.append(picture, state.text);
  return jQuery(line);
}

<<<<<<< HEAD
=======
const words = (element) => element?.textContent.replace(/:\s*$/, "").trim();

function headingOf(field) {
  const heads = field.closest("table")?.tHead;
  if (field.closest("td.delete")) return heads?.querySelector("th:last-child");
  const column = field.closest("td")?.className.match(/field-[\w-]+/)?.[0].replace("field-", "column-");
  return column && heads?.querySelector(`th.${column}`);
}

// Fields in rows have no label of their own: their column's words name them. The boxes that stand for a hidden select
// say whose they are, too.
function nameFields(root) {
  for (const field of root.querySelectorAll(".tabular td :is(input:not([type=hidden]), select, textarea)")) {
    if (!field.labels?.length && words(headingOf(field))) field.setAttribute("aria-label", words(headingOf(field)));
  }
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    const name = words(select.labels[0] ?? headingOf(select));
    if (!box || !name) continue;
    box.setAttribute("aria-label", name);
    box.querySelector("[role=textbox], .select2-search__field")?.setAttribute("aria-label", name);
  }
}

jQuery?.(() => nameFields(document)); // after the admin's own, which make the boxes
document.addEventListener("formset:added", (event) => setTimeout(nameFields, 0, event.target));
>>>>>>> browser
if (jQuery?.fn.select2) jQuery.fn.select2.defaults.set("templateResult", choice);
