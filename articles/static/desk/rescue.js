/* Nothing typed is lost: a copy in this browser after every pause, a copy on the server once a minute, and a bar that
   offers what was left behind by a crash or an expired session. Restoring goes through the server, where the copy can
   be compared with what is saved. No browser keeps a file: its name is kept, so that it can be chosen again. */
"use strict";
{
  const PREFIX = "newsroom-desk/";
  const PAUSE = 800;            // milliseconds without typing before the browser's copy is written
  const BEAT = 30000;           // milliseconds between two words with the server
  const OLDEST = 30 * 86400000; // milliseconds a copy is kept
  const NOT_TYPED = new Set(["csrfmiddlewaretoken", "based_on", "draft_token", "tags-sent", "_save", "_continue", "_addanother"]);

  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const ourKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

  const cookie = (name) => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return found ? found.slice(name.length + 1) : "";
  };

  /* The server says in a cookie which form's text it has. Old copies go, too. */
  const forgetSaved = () => {
    const saved = cookie("desk_saved");
    for (const key of ourKeys()) {
      const copy = read(key);
      if (!copy || copy.token === saved || Date.now() - copy.at > OLDEST) localStorage.removeItem(key);
    }
  };

  const pairs = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const files = (form) => [...new FormData(form).values()].filter((value) => typeof value !== "string" && value.name).map((file) => file.name);
  const typed = (form) => JSON.stringify([...pairs(form).filter(([name]) => !NOT_TYPED.has(name)), ...files(form)]);

  const hidden = (name, value) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    return field;
  };

  const sendToRescue = (copy, place, form) => {
    const courier = document.createElement("form");
    courier.method = "post";
    courier.action = place.dataset.rescue;
    courier.hidden = true;
    for (const [name, value] of copy.fields) {
      if (name !== "csrfmiddlewaretoken" && name !== "draft_token") courier.append(hidden(name, value));
    }
    courier.append(hidden("draft_token", copy.token));
    if (copy.files?.length) courier.append(hidden("draft_files", copy.files.join("”, “")));
    courier.append(hidden("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value));
    document.body.append(courier);
    courier.submit();
  };

  const offer = (copy, key, place, form) => {
    const bar = document.createElement("div");
    bar.className = "desk-restore";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Unsaved text");
    const words = document.createElement("p");
    words.textContent = `This browser kept text of ${new Date(copy.at).toLocaleString()} that was never saved.`;
    const restore = document.createElement("button");
    restore.type = "button";
    restore.className = "button desk-button desk-button--main";
    restore.textContent = "Restore it";
    restore.addEventListener("click", () => sendToRescue(copy, place, form));
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "button desk-button";
    discard.textContent = "Discard it";
    discard.addEventListener("click", () => { localStorage.removeItem(key); bar.remove(); });
    bar.append(words, restore, discard);
    document.getElementById("content-main").prepend(bar);
  };

  const start = (form, place, early) => {
    const base = `${PREFIX}${place.dataset.user}/${place.dataset.piece}/`;
    const token = form.elements.draft_token.value;
    const key = base + token;
    const status = document.getElementById("desk-status");
    const asSaved = typed(form);
    const before = early() ? "" : asSaved; // what was typed before the journal began is no part of what was saved
    let submitting = false;
    let timer = 0;
    let sent = before;

    for (const old of ourKeys().filter((one) => one.startsWith(base) && one !== key)) {
      const copy = read(old);
      if (copy && copy.typed !== asSaved) offer(copy, old, place, form);
      else localStorage.removeItem(old);
    }

    const keep = () => {
      const now = typed(form);
      if (now === before) return;
      try {
        localStorage.setItem(key, JSON.stringify({ token, at: Date.now(), typed: now, fields: pairs(form), files: files(form) }));
        place.dataset.kept = "typed";
      } catch { /* the browser's room is full: the server's copies go on */ }
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    setInterval(keep, 5000); // rich text that changed without an event of its own
    form.addEventListener("submit", () => { keep(); submitting = true; });
    window.addEventListener("beforeunload", (event) => {
      keep();
      if (!submitting && typed(form) !== before) event.preventDefault();
    });

    place.dataset.kept = "";
    if (early()) keep();

    if (!place.dataset.autosave) return;
    const beat = async () => {
      if (document.hidden && typed(form) === sent) return;
      const now = typed(form);
      try {
        const answer = await fetch(place.dataset.autosave, { method: "POST", body: new URLSearchParams(pairs(form)), redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        const told = await answer.json();
        sent = now;
        tell(told, status, place.dataset.noun);
      } catch {
        status.textContent = "The server does not answer, or you are logged out. What you type is kept in this browser.";
      }
    };
    setInterval(beat, BEAT);
    window.addEventListener("pagehide", () => {
      const leaving = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      navigator.sendBeacon(place.dataset.leave, leaving);
    });
  };

  const tell = (told, status, noun) => {
    const present = document.getElementById("desk-present");
    if (present) {
      present.hidden = !told.others.length;
      present.textContent = `${told.others.join(", ")} ${told.others.length === 1 ? "has" : "have"} this ${noun} open.`;
    }
    if (told.saved_by) {
      status.textContent = `${told.saved_by} saved this ${noun} while you have it open. When you save, both texts are kept and you can compare them.`;
    } else if (told.kept) {
      status.textContent = `A copy of what you type was kept, ${told.kept}.`;
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    try { forgetSaved(); } catch { return; } // no storage in this browser
    const place = document.getElementById("desk-rescue");
    if (!place) return;
    const form = place.closest("form");
    let typing = false;
    form.addEventListener("input", (event) => { typing ||= event.isTrusted; });
    setTimeout(() => start(form, place, () => typing), 300); // after the editor has put its text in
  });
}
