// Tells the server that a story is being read, once a story: its path and nothing else, after five visible seconds.

const READING = 5000;
const main = document.querySelector("main[data-beacon]");
const told = new Set();
let path = null;
let since = 0;
let read = 0;
let timer = 0;

function pause() {
  clearTimeout(timer);
  if (since) read += performance.now() - since;
  since = 0;
}

function resume() {
  if (document.hidden || !path || told.has(path) || since) return;
  since = performance.now();
  timer = setTimeout(tell, Math.max(0, READING - read));
}

function tell() {
  pause();
  told.add(path);
  navigator.sendBeacon(main.dataset.beacon, new URLSearchParams({ path }));
}

function reading(next) {
  if (next === path) return;
  pause();
  read = 0;
  path = next;
  resume();
}

if (main && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : resume()));
  document.addEventListener("newsroom:reading", (event) => reading(event.detail.path));
  reading(document.querySelector("article.story")?.dataset.path ?? null);
}
