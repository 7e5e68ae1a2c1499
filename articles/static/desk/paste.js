// What Word, Google Docs and web pages put on the clipboard, as the plain HTML it means.

const LEVEL = /level(\d)/;
const NUMBERED = /^\s*\(?(\d+|[a-z]{1,4})[.)]/i;

const isWordItem = (element) =>
  element?.matches?.("p, div") && /mso-list:\s*l\d/i.test(element.getAttribute("style") ?? "");

function takeMarker(item) {
  const marker = item.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]');
  const text = (marker ?? item).textContent.replace(/\u00a0/g, " ");
  if (marker) marker.remove();
  else if (/^\s*[·•o§▪-]\s+/.test(text)) item.firstChild?.nodeType === 3 && (item.firstChild.data = item.firstChild.data.replace(/^\s*[·•o§▪-]\s+/, ""));
  return NUMBERED.exec(marker ? text : "");
}

function listFor(item, number) {
  const list = item.ownerDocument.createElement(number ? "ol" : "ul");
  const first = Number(number?.[1]);
  if (first > 1) list.setAttribute("start", first);
  return list;
}

// Word writes lists as paragraphs that say their level in a style.
function wordLists(body) {
  for (const first of [...body.querySelectorAll('[style*="mso-list" i]')].filter(isWordItem)) {
    if (!first.isConnected || first.closest("li")) continue;
    const lists = [];
    for (let item = first, next; isWordItem(item); item = next) {
      next = item.nextElementSibling;
      const level = Number(LEVEL.exec(item.getAttribute("style"))?.[1] ?? 1);
      const number = takeMarker(item);
      lists.length = Math.min(lists.length, level);
      while (lists.length < level) {
        const list = listFor(item, number);
        const outer = lists.at(-1);
        if (!outer) item.before(list);
        else (outer.lastElementChild ?? outer.appendChild(item.ownerDocument.createElement("li"))).append(list);
        lists.push(list);
      }
      const entry = item.ownerDocument.createElement("li");
      const words = item.ownerDocument.createElement("p");
      words.append(...item.childNodes);
      entry.append(words);
      lists.at(-1).append(entry);
      item.remove();
    }
  }
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

// Google Docs wraps all it copies in a <b> that is not bold, and hangs inner lists beside their item.
function googleDocs(body) {
  for (const wrapper of body.querySelectorAll('b[id^="docs-internal-guid"], b[style*="font-weight:normal" i], b[style*="font-weight: normal" i]')) unwrap(wrapper);
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) list.previousElementSibling?.append(list);
}

function drop(body) {
  const comments = body.ownerDocument.createNodeIterator(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.referenceNode);
  for (const node of found) node.remove();
  for (const element of body.querySelectorAll("style, script, meta, link, title, xml, iframe, object, embed, form")) element.remove();
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.localName.includes(":")) unwrap(element); // <o:p>, <v:shape> and other words of Office
  }
  // Pictures come from the library, with their credit.
  for (const image of body.querySelectorAll("img")) if (!image.closest("figure[data-image]")) image.remove();
  for (const link of body.querySelectorAll("a")) if (!/^(https?:|mailto:|tel:|\/)/i.test(link.getAttribute("href") ?? "")) unwrap(link);
}

function renamed(body, from, to) {
  for (const element of body.querySelectorAll(from)) {
    const other = element.ownerDocument.createElement(to);
    other.append(...element.childNodes);
    element.replaceWith(other);
  }
}

export function cleaned(html) {
  const unstyled = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, ""); // even an inert sheet offends the page's policy
  const { body } = new DOMParser().parseFromString(unstyled, "text/html"); // inert: nothing runs, nothing loads
  drop(body);
  googleDocs(body);
  wordLists(body);
  renamed(body, "h1", "h2");
  renamed(body, "h5, h6", "h4");
  for (const paragraph of body.querySelectorAll("p")) {
    if (!paragraph.textContent.trim() && !paragraph.querySelector("img") && !paragraph.closest("td, th, li")) paragraph.remove();
  }
  return body.innerHTML;
}
