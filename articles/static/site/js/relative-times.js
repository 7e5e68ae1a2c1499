// Keeps "5 minutes ago" true while a page stays open. The words are those of articles/site/relative.py.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [[HOUR, MINUTE, "minute"], [DAY, HOUR, "hour"], [7 * DAY, DAY, "day"]];
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** The label for an age in seconds; "" when only the date says it well. */
export function label(age) {
  if (age < 0) return "";
  if (age < MINUTE) return "just now";
  const step = STEPS.find(([limit]) => age < limit);
  return step ? words.format(-Math.floor(age / step[1]), step[2]) : "";
}

function refresh() {
  const now = Date.now();
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const text = label(Math.floor((now - Date.parse(time.dateTime)) / 1000)) || time.dataset.relative;
    if (time.textContent !== text) time.textContent = text;
  }
}

// Not at once: the server's words are true when the page arrives.
setInterval(() => { if (!document.hidden) refresh(); }, 20_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
