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

if (jQuery?.fn.select2) jQuery.fn.select2.defaults.set("templateResult", choice);
