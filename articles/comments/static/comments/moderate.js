/* Moderation by keyboard. The keys stand above the list; without this file its buttons and actions do the same. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("changelist-form");
  const rows = form ? [...form.querySelectorAll("#result_list tbody tr")] : [];
  if (!rows.length) return;
  const PLACE = `comments-row:${location.search}`;
  const VERBS = { a: "approve", r: "reject", s: "spam" };
  let here = -1;

  function go(to) {
    if (here >= 0) rows[here].classList.remove("desk-here");
    here = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[here];
    row.classList.add("desk-here");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    sessionStorage.setItem(PLACE, String(here));
  }

  const box = (row) => row.querySelector("input.action-select");

  function decide(verb) {
    const chosen = rows.filter((row) => box(row)?.checked);
    if (!chosen.length) {
      if (here >= 0) rows[here].querySelector(`button[data-verb="${verb}"]`)?.click();
      return;
    }
    form.querySelector("select[name=action]").value = verb;
    form.querySelector("button[name=index]").click();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=checkbox]), [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key in VERBS) return;
    if (event.key === "j") go(here + 1);
    else if (event.key === "k") go(here < 0 ? 0 : here - 1);
    else if (event.key === "x" && here >= 0) box(rows[here])?.click();
    else if (event.key === "o" && here >= 0) rows[here].querySelector(".desk-comment__open")?.click();
    else if (event.key in VERBS) decide(VERBS[event.key]);
    else return;
    event.preventDefault();
  });

  // After a decision the list is shorter: the next comment stands where the last one stood.
  const before = sessionStorage.getItem(PLACE);
  if (before !== null && document.querySelector(".messagelist")) go(Number(before));
});
