// A dialog with the library's pictures. Gives the chosen one, or null.

const LATER = 250; // milliseconds after the last key before searching

const make = (name, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
};

function card(picture, choose) {
  const image = make("img", { src: picture.thumb, alt: picture.alt, loading: "lazy", width: 160, height: 107 });
  const credit = make("small", {}, picture.ended ? "Rights have ended" : picture.credit || "No credit yet");
  const button = make("button", { type: "button", disabled: picture.ended }, image, make("strong", {}, picture.title), credit);
  button.addEventListener("click", () => choose(picture));
  return make("li", {}, button);
}

function dialogParts(config) {
  const search = make("input", { type: "search", placeholder: "Words of title, caption, credit …", ariaLabel: "Find pictures" });
  const grid = make("ul", { className: "desk-picker__grid" });
  const said = make("p", { className: "desk-picker__said", role: "status" });
  const more = make("button", { type: "button", className: "button", hidden: true }, "More");
  const close = make("button", { type: "button", className: "button desk-picker__close" }, "Close");
  const add = make("a", { href: config.upload, target: "_blank", rel: "noopener" }, "Add a picture to the library");
  const head = make("div", { className: "desk-picker__head" }, make("h2", {}, "Pictures"), search, close);
  const dialog = make("dialog", { className: "desk-picker", ariaLabel: "Pictures" }, head, grid, said, make("div", { className: "desk-picker__foot" }, more, add));
  return { dialog, search, grid, said, more, close };
}

export function choosePicture(config) {
  const { dialog, search, grid, said, more, close } = dialogParts(config);
  let [page, timer, asked, chosen] = [1, 0, 0, null];

  return new Promise((resolve) => {
    const choose = (picture) => {
      chosen = picture;
      dialog.close();
    };
    async function load({ fresh }) {
      page = fresh ? 1 : page + 1;
      const turn = ++asked;
      const query = new URLSearchParams({ q: search.value, page });
      const answer = await fetch(`${config.pictures}?${query}`).catch(() => null);
      if (turn !== asked) return; // a newer search is on its way
      if (!answer?.ok) {
        said.textContent = "The pictures could not be loaded. Are you still logged in?";
        return;
      }
      const found = await answer.json();
      if (fresh) grid.replaceChildren();
      grid.append(...found.pictures.map((picture) => card(picture, choose)));
      more.hidden = !found.more;
      said.textContent = grid.children.length ? "" : "No picture has these words.";
    }
    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(load, LATER, { fresh: true });
    });
    more.addEventListener("click", () => load({ fresh: false }));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog); // outside the form: Enter in the search must not send it
    dialog.showModal();
    load({ fresh: true });
  });
}
