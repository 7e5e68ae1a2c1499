// Choices of a picture show the picture. Runs before the admin starts its fields, which it does when the page is ready.
const jQuery = window.django?.jQuery;
const ADMIN = document.querySelector("#site-name a")?.getAttribute("href") ?? "/admin/";

function choice(state, container) {
  const element = jQuery(container).closest(".select2-results__options").attr("id") ?? "";
  if (!state.id || !/-image-results$/.test(element)) return state.text;
  const line = document.createElement("span");
  line.className = "desk-choice";
  const picture = document.createElement("img");
  picture.src = `${ADMIN}articles/image/${encodeURIComponent(state.id)}/thumbnail/`;
  picture.alt = "";
  picture.loading = "lazy";
  line.append(picture, state.text);
  return jQuery(line);
}

// The boxes that stand for a hidden select say whose they are: its label's words, or those of their column.
function nameBoxes(root) {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    const column = select.closest("td")?.className.match(/field-[\w-]+/)?.[0].replace("field-", "column-");
    const heading = column && select.closest("table")?.querySelector(`th.${column}`);
    const name = (select.labels[0] ?? heading)?.textContent.replace(/:\s*$/, "").trim();
    if (!box || !name) continue;
    box.setAttribute("aria-label", name);
    box.querySelector("[role=textbox]")?.setAttribute("aria-label", name);
  }
}

jQuery?.(() => nameBoxes(document)); // after the admin's own, which make the boxes
document.addEventListener("formset:added", (event) => setTimeout(nameBoxes, 0, event.target));
if (jQuery?.fn.select2) jQuery.fn.select2.defaults.set("templateResult", choice);
