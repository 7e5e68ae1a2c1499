// Suggestions under a search box while words are typed: an editable combobox with a list (WAI-ARIA Authoring Practices,
// 1.2). Without it, or where the server does not answer, the box is an ordinary form.

const PAUSE = 150; // milliseconds of quiet before the server is asked
const answers = new Map();
let boxes = 0;

class Suggestions {
  constructor(box) {
    this.input = box.querySelector('input[type="search"]');
    this.number = ++boxes;
    this.list = document.createElement("ul");
    this.list.className = "suggest";
    this.list.id = `suggest-${this.number}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    box.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The list must not take the focus: a press would close it before it is a click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const typed = this.input.value.trim();
    if (!typed) return this.close();
    try {
      if (!answers.has(typed)) {
        this.waiting?.abort();
        this.waiting = new AbortController();
        const answer = await fetch(`/search/suggest/?q=${encodeURIComponent(typed)}`, { signal: this.waiting.signal });
        if (!answer.ok) throw new Error(`suggestions answered ${answer.status}`);
        answers.set(typed, (await answer.json()).suggestions);
      }
    } catch {
      return;
    }
    if (typed === this.input.value.trim() && document.activeElement === this.input) this.show(answers.get(typed));
  }

  show(found) {
    this.chosen = -1;
    this.list.replaceChildren(...found.map((each, place) => this.option(each, place)));
    this.input.removeAttribute("aria-activedescendant");
    this.open(found.length > 0);
  }

  option({ kind, label, path }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.path = path;
    const words = document.createElement("span");
    words.textContent = label;
    const sort = document.createElement("span");
    sort.className = "suggest__kind";
    sort.textContent = kind;
    option.append(words, " ", sort);
    return option;
  }

  open(whether) {
    this.list.hidden = !whether;
    this.input.setAttribute("aria-expanded", String(whether));
  }

  close() {
    clearTimeout(this.timer);
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(false);
  }

  key(event) {
    const options = [...this.list.children];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length && !this.list.hidden) {
      event.preventDefault();
      // One step more than there are options: the box itself lies between the last and the first.
      const round = options.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.choose(options, ((this.chosen + 1 + step + round) % round) - 1);
    } else if (event.key === "Enter" && this.chosen >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.go(options[this.chosen]);
    }
  }

  choose(options, place) {
    options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = place;
    const option = options[place];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  go(option) {
    if (option) location.assign(option.dataset.path);
  }
}

for (const box of document.querySelectorAll("[data-suggest]")) new Suggestions(box);
