// Turns each body's textarea into the editor. Without this module, or if anything fails, the textarea stays as it is.

const NAMES = "[data-body-editor]";

function toolbar(editor, menu) {
  const all = new Map(menu.items("nodes marks link lists table history").map((item) => [item.name, item]));
  const named = (...names) => names.map((name) => all.get(name)).filter(Boolean);
  const groups = [
    named("paragraph", "heading2", "heading3", "heading4"),
    named("bold", "italic"),
    menu.items("link"),
    named("bulletList", "orderedList", "blockquote", "horizontalRule"),
    [...named("figure"), ...menu.items("table")],
    menu.items("history"),
  ];
  return groups.filter((items) => items.length).map((items) => menu.buttonGroup({ editor }, items));
}

function extensions(pm, figure, picker, config) {
  const plain = [
    pm.Document, pm.Paragraph, pm.Text, pm.HardBreak, pm.Blockquote, pm.HorizontalRule, pm.CodeBlock,
    pm.BulletList, pm.OrderedList, pm.ListItem, pm.TableRow, pm.TableHeader, pm.TableCell,
    pm.Bold, pm.Italic, pm.Strike, pm.Underline, pm.Subscript, pm.Superscript, pm.Code,
    pm.Image, pm.Dropcursor, pm.Gapcursor, pm.History,
  ];
  return [
    ...plain,
    pm.Heading.configure({ levels: [2, 3, 4] }),
    pm.Link.configure({ enableTarget: false, openOnClick: false, autolink: false, defaultProtocol: "https" }),
    pm.Table.configure({ resizable: false }),
    figure.figureNode(pm, { pictures: config.pictures, choose: () => picker.choosePicture(config) }),
    pm.Menu.configure({ items: ({ editor, menu }) => toolbar(editor, menu) }),
  ];
}

function labelOf(textarea) {
  return textarea.labels?.[0]?.textContent.replace(/:\s*$/, "").trim() || "Body";
}

function build(textarea, pm, { figure, paste, picker }, config) {
  const element = document.createElement("div");
  element.className = "prose-editor desk-editor";
  textarea.before(element);
  element.append(textarea);
  const editor = new pm.Editor({
    element,
    injectCSS: false, // an injected <style> breaks the content security policy; editor.css has the rules
    extensions: extensions(pm, figure, picker, config),
    content: textarea.value,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": labelOf(textarea), class: "desk-prose" },
      transformPastedHTML: (html) => paste.cleaned(html),
    },
    onUpdate: ({ editor }) => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  editor.on("create", () => {
    const bar = element.querySelector(".prose-menubar");
    bar?.setAttribute("role", "toolbar");
    bar?.setAttribute("aria-label", "Formatting");
  });
  textarea.labels?.[0]?.addEventListener("click", () => editor.commands.focus());
  return editor;
}

async function enhance(textarea) {
  const config = JSON.parse(textarea.dataset.bodyEditor);
  const names = Object.keys(config.modules);
  const loaded = await Promise.all(names.map((name) => import(config.modules[name])));
  const { editor: pm, ...ours } = Object.fromEntries(names.map((name, place) => [name, loaded[place]]));
  const editor = build(textarea, pm, ours, config);
  textarea.dispatchEvent(new CustomEvent("body-editor:ready", { bubbles: true, detail: { editor } }));
}

for (const textarea of document.querySelectorAll(NAMES)) enhance(textarea);
