from articles.site.bylines import groups


def by(name, role="text", path=""):
    return {"name": name, "role": role, "author": None, "path": path}


def printed(bylines):
    return " · ".join(
        f"{group.words} " + "".join(person.joint + person.name for person in group.people)
        for group in groups(bylines)
    )


def test_writers_alone_are_introduced_with_by_and_joined_as_in_a_sentence():
    assert printed([by("Ana Sá")]) == "By Ana Sá"
    assert printed([by("Ana Sá"), by("Bo Ek")]) == "By Ana Sá and Bo Ek"
    assert printed([by("Ana Sá"), by("Bo Ek"), by("Cy Fo")]) == "By Ana Sá, Bo Ek and Cy Fo"


def test_each_role_has_its_own_words_and_words_come_before_pictures():
    bylines = [by("Cy Fo", "photographs"), by("Ana Sá"), by("Di Gu", "translation"), by("Bo Ek")]

    assert printed(bylines) == "Words by Ana Sá and Bo Ek · Photographs by Cy Fo · Translated by Di Gu"


def test_a_role_this_version_does_not_know_is_still_printed_and_comes_last():
    assert printed([by("Ed Ho", "sound_design"), by("Ana Sá")]) == "Words by Ana Sá · Sound design by Ed Ho"


def test_a_name_without_a_page_has_no_path():
    (group,) = groups([by("Ana Sá", path="/authors/ana-sa/"), {"name": "Guest", "role": "text"}])

    assert [person.path for person in group.people] == ["/authors/ana-sa/", ""]


def test_nobody_named_prints_nothing():
    assert groups([]) == []
