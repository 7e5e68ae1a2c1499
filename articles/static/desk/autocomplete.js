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

if (jQuery?.fn.select2) jQuery.fn.select2.defaults.set("templateResult", choice);
