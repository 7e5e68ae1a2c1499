// Brings the next stories of the section under the one being read, and lets the address follow the reader.
// Without it, or with data saving on, "Continue reading" is what the server sent: links.

const MOST = 3; // so that the foot of the page can still be reached
const AHEAD = "1200px 0px";
const main = document.querySelector("main");
const frugal = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
const titles = new Map();
let shown = 1;
let busy = false;

function lastStory() {
  return [...main.querySelectorAll("article.story")].at(-1);
}

/** Ids are unique in a document: those of a story brought in, and what points to them, get a prefix of their own. */
function ownIds(story, prefix) {
  for (const element of story.querySelectorAll("[id]")) element.id = prefix + element.id;
  for (const link of story.querySelectorAll('a[href^="#"]')) link.setAttribute("href", `#${prefix}${link.hash.slice(1)}`);
  for (const name of ["aria-labelledby", "aria-describedby", "headers", "for"]) {
    for (const element of story.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, element.getAttribute(name).split(/\s+/).map((id) => prefix + id).join(" "));
    }
  }
}

/** Parts that every story has, its comments say, are told apart by the headline of the story they belong to. */
function ownNames(story, prefix) {
  const headline = story.querySelector("h1");
  if (!headline) return;
  headline.id ||= `${prefix}headline`;
  for (const part of story.querySelectorAll(":is(section, form, nav, aside)[aria-labelledby]")) {
    part.setAttribute("aria-labelledby", `${part.getAttribute("aria-labelledby")} ${headline.id}`);
  }
}

async function bringNext() {
  const next = lastStory().dataset.next;
  if (busy || !next || shown > MOST || titles.has(next)) return;
  busy = true;
  const links = document.querySelector(".continue");
  links?.toggleAttribute("data-loading", true);
  try {
    const answer = await fetch(next, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(`${next} answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place(page, next, links);
  } catch {
    near.disconnect(); // the links remain
  } finally {
    busy = false;
    document.querySelector(".continue")?.removeAttribute("data-loading");
  }
}

function place(page, path, links) {
  const story = page.querySelector("article.story");
  if (!story) throw new Error(`${path} holds no story`);
  shown += 1;
  story.dataset.path = path;
  ownIds(story, `story-${shown}-`);
  ownNames(story, `story-${shown}-`);
  for (const picture of story.querySelectorAll("img")) {
    picture.loading = "lazy";
    picture.removeAttribute("fetchpriority");
  }
  titles.set(path, page.title);
  lastStory().after(document.adoptNode(story));
  current.observe(story);
  const further = page.querySelector(".continue");
  near.disconnect();
  if (further && links) links.replaceWith(document.adoptNode(further));
  else links?.remove();
  const last = document.querySelector(".continue");
  if (last) near.observe(last);
}

function follow(entries) {
  const story = entries.filter((entry) => entry.isIntersecting).at(-1)?.target;
  if (!story || new URL(story.dataset.path, location).pathname === location.pathname) return;
  history.replaceState(history.state, "", story.dataset.path);
  document.title = titles.get(story.dataset.path);
  document.dispatchEvent(new CustomEvent("newsroom:reading", { detail: { path: story.dataset.path } }));
}

// A story is the one being read when it crosses the middle of the window.
const current = new IntersectionObserver(follow, { rootMargin: "-50% 0px -50% 0px" });
const near = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) bringNext(); }, { rootMargin: AHEAD });

const first = lastStory();
const links = document.querySelector(".continue");
if (first && links && !frugal) {
  titles.set(first.dataset.path, document.title);
  current.observe(first);
  near.observe(links);
}
