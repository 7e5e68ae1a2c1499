"""What an editor does at the desk with the keyboard and the mouse. Each takes a page of the running site."""

from playwright.sync_api import Page, expect

BODY = ".ProseMirror[aria-label=Body]"


def log_in(page: Page, user, password: str = "pass") -> Page:
    page.goto("/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_attached()
    return page


def choose(page: Page, field: str, words: str, named: str) -> None:
    """Pick one from the list that opens under a field (its id) when words are typed."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=named).click()


def add_tags(page: Page, *names: str) -> None:
    for name in names:
        page.locator("#id_tags + .select2 .select2-search__field").click()
        page.keyboard.type(name)
        page.locator(".select2-results__option--highlighted", has_text=name).wait_for()
        page.keyboard.press("Enter")


def press(page: Page, tool: str) -> None:
    """A button of the body's toolbar."""
    page.locator(f".prose-menubar button[title='{tool}']").click()


def write_body(page: Page, *, heading: str, words: str, quote: str) -> None:
    page.click(BODY)
    press(page, "heading 2")
    page.keyboard.type(heading)
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    press(page, "blockquote")
    page.keyboard.type(quote)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")


def link(page: Page, words: str, to: str) -> None:
    """Make a paragraph a link. Don't type at once after it: the editor forgets where a robot puts the cursor within a
    twentieth of a second of the dialog's end."""
    page.locator(f"{BODY} p", has_text=words).select_text()
    press(page, "insert link")  # waits until the editor knows of the selection
    page.locator(".prose-editor-dialog input").first.fill(to)
    page.locator(".prose-editor-dialog button[type=submit]").click()
    page.locator(f"{BODY} a", has_text=words).wait_for()


def place_picture(page: Page, *, words: str, caption: str) -> None:
    """Find a picture in the library and put it where the cursor is in the body."""
    press(page, "figure")
    page.get_by_label("Find pictures").fill(words)
    page.locator(".desk-picker li", has_text=words).get_by_role("button").click()
    page.click(".desk-figure figcaption")
    page.keyboard.type(caption)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def do(page: Page, verb: str) -> None:
    """One of the story's buttons, whether it acts at once or leads to a page that asks."""
    page.locator(".desk-panel__verbs").get_by_text(verb, exact=True).click()


def confirm(page: Page, button: str) -> None:
    page.locator(".desk-actions button[name=confirm]", has_text=button).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def is_now(page: Page, state: str) -> None:
    """Waits for the page that says so: a click does not wait for what it leads to."""
    expect(page.locator(".desk-panel .desk-state")).to_have_text(state)
