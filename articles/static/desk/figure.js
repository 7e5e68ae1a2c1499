// Figures of the library's pictures: <figure data-image="12"><img src alt><figcaption>…</figcaption></figure>.
// The caption is for this use; an empty one means the picture's own. The credit is shown and never typed here.

function library(address) {
  const known = new Map();
  let waiting = new Map();

  async function ask() {
    const asked = waiting;
    waiting = new Map();
    const answer = await fetch(`${address}?ids=${[...asked.keys()].join(",")}`);
    const { pictures } = answer.ok ? await answer.json() : { pictures: [] };
    for (const picture of pictures) known.set(picture.id, picture);
    for (const [id, tellers] of asked) tellers.forEach((tell) => tell(known.get(id) ?? null));
  }

  return {
    remember: (picture) => known.set(picture.id, picture),
    find: (id) =>
      new Promise((tell) => {
        if (known.has(id)) return tell(known.get(id));
        if (!waiting.size) setTimeout(ask, 20); // one request for all the figures of a body
        waiting.set(id, [...(waiting.get(id) ?? []), tell]);
      }),
  };
}

function part(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  if (text) element.textContent = text;
  return element;
}

function action(label, run) {
  const button = part("button", "desk-figure__action", label);
  button.type = "button";
  button.addEventListener("click", (event) => {
    event.preventDefault();
    run();
  });
  return button;
}

// What stands in the editor for one figure.
function figureView(pm, pictures) {
  const askForAlt = pm.updateAttrsDialog(
    { alt: { type: "string", title: "Text alternative", description: " for this use; empty: the picture’s own", format: "textarea" } },
    { title: "Text alternative" },
  );
  return ({ node, editor, getPos }) => {
    let current = node;
    const dom = part("figure", "desk-figure");
    const image = part("img", "desk-figure__image");
    const caption = part("figcaption", "desk-figure__caption");
    const foot = part("div", "desk-figure__foot");
    const credit = part("span", "desk-figure__credit");
    const change = (attrs) =>
      editor.commands.command(({ tr }) => {
        tr.setNodeMarkup(getPos(), undefined, { ...current.attrs, ...attrs });
        return true;
      });
    const alternative = action("Text alternative", async () => {
      const answer = await askForAlt(editor, { alt: current.attrs.alt });
      if (answer) change({ alt: answer.alt });
    });
    const remove = action("Remove", () =>
      editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + current.nodeSize }).run(),
    );
    image.contentEditable = foot.contentEditable = "false";
    image.draggable = true;
    foot.append(credit, alternative, remove);
    dom.append(image, caption, foot);

    const tell = (picture) => {
      caption.dataset.placeholder = picture?.caption || "Caption for this use";
      credit.classList.toggle("desk-lack", !picture?.credit || picture.ended);
      credit.textContent = !current.attrs.image
        ? "Not from the library: no credit is known."
        : !picture
          ? "This picture is no longer in the library."
          : picture.ended
            ? `${picture.credit}. Its rights have ended: readers do not get it.`
            : picture.credit || "Nobody is credited yet.";
      image.alt = current.attrs.alt || picture?.alt || "";
      if (picture) image.src = picture.src; // the body may hold the address of a file made anew since
    };
    const show = () => {
      if (current.attrs.image) return pictures.find(current.attrs.image).then(tell);
      image.src = current.attrs.src;
      tell(null);
    };
    show();
    return {
      dom,
      contentDOM: caption,
      ignoreMutation: (mutation) => !caption.contains(mutation.target) || mutation.target === caption && mutation.type === "attributes",
      stopEvent: (event) => foot.contains(event.target) && event.type !== "dragstart",
      update: (updated) => {
        if (updated.type.name !== "figure") return false;
        const other = updated.attrs.image !== current.attrs.image || updated.attrs.alt !== current.attrs.alt;
        current = updated;
        if (other) show();
        return true;
      },
    };
  };
}

const attributesOf = (element) => {
  const image = element.querySelector("img");
  if (!image) return false; // a figure of something else: its content is kept, the box is not
  return {
    image: Number(element.dataset.image) || null,
    src: image.getAttribute("src") ?? "",
    alt: image.getAttribute("alt") ?? "",
  };
};

export function figureNode(pm, { pictures: address, choose }) {
  const pictures = library(address);
  return pm.Node.create({
    name: "figure",
    group: "block",
    content: "inline*",
    isolating: true,
    draggable: true,
    addAttributes: () => ({
      image: { default: null, rendered: false },
      src: { default: "", rendered: false },
      alt: { default: "", rendered: false },
    }),
    parseHTML: () => [
      {
        tag: "figure",
        priority: 60,
        getAttrs: attributesOf,
        contentElement: (element) => element.querySelector("figcaption") ?? document.createElement("figcaption"),
      },
    ],
    renderHTML: ({ node }) => [
      "figure",
      node.attrs.image ? { "data-image": node.attrs.image } : {},
      ["img", { src: node.attrs.src, alt: node.attrs.alt }],
      ["figcaption", 0],
    ],
    addNodeView: () => figureView(pm, pictures),
    addCommands() {
      return {
        insertFigure:
          () =>
          ({ editor, dispatch }) => {
            if (!dispatch) return true; // the toolbar only asks whether it could
            choose().then((picture) => {
              if (!picture) return editor.commands.focus();
              pictures.remember(picture);
              const figure = { type: "figure", attrs: { image: picture.id, src: picture.src, alt: "" } };
              editor.chain().focus().insertContent([figure, { type: "paragraph" }]).run();
            });
            return true;
          },
      };
    },
    addKeyboardShortcuts() {
      return {
        // A caption is one line: Enter goes on below the picture.
        Enter: ({ editor }) => {
          const { $from } = editor.state.selection;
          if ($from.parent.type.name !== "figure") return false;
          const after = $from.after();
          return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
        },
      };
    },
  });
}
