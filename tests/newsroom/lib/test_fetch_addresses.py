import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.fetch import FetchRefused, fetch
from newsroom.lib.fetch_addresses import is_public, read_address

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "number", ["10.0.0.1", "127.0.0.1", "::1", "169.254.169.254", "fe80::1", "::ffff:10.0.0.1"]
)
def test_one_closed_number_among_a_names_numbers_refuses_it(names, dialled, number):
    names["mixed.example"] = [PUBLIC, number]
    with pytest.raises(FetchRefused, match="private or reserved"):
        fetch("http://mixed.example/")
    assert dialled == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.", "0", "0.0.0.0"]
    + ["①②⑦.⓪.⓪.①", "127。0。0。1", "localhost", "LOCALHOST.", "a.localhost", "router", "x.internal", "%6c%6fcalhost"]
    + ["10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16"]
    + ["192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "203.0.113.7"]
    + ["[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]"]
    + ["[2001::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]"]
    + ["[64:ff9b:1::1]", "[::ffff:0:127.0.0.1]", "[fec0::1]", "[127.0.0.1]", "", ".", "a..b", "-a.example", "a" * 64 + ".com"],
)  # fmt: skip
def test_no_spelling_of_a_closed_address_is_dialled(names, dialled, host):
    with pytest.raises(FetchRefused):
        fetch(f"http://{host}/")
    assert dialled == []
    assert names["asked"] == []


@pytest.mark.parametrize(
    "url",
    ["ftp://news.example/", "file:///etc/passwd", "//news.example/", "news.example", "", "http:news.example", "http:///x"]
    + ["javascript:alert(1)", "http://u@news.example/", "http://u:p@news.example/", "http://news.example:22/"]
    + ["http://news.example:0/", "http://news.example:99999/", "http://news.example:x/", "http://news.example\\@10.0.0.1/"]
    + ["http://news.example /", "http://news.example/\r\nHost: x", "http://news.example/" + "x" * 5000, "http://[::1/"],
)  # fmt: skip
def test_addresses_two_programs_might_read_differently_are_refused(names, dialled, url):
    with pytest.raises(FetchRefused, match=r"^The address|^Port"):
        fetch(url)
    assert dialled == names["asked"] == []


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("HTTP://News.Example:80/a b".replace(" ", "%20"), "http://news.example/a%20b"),
        ("https://münchen.example?q=ü#part", "https://xn--mnchen-3ya.example/?q=%C3%BC"),
        ("https://news.example:8443", "https://news.example:8443/"),
        ("http://[2606:2800:21F::1]/", "http://[2606:2800:21f::1]/"),
        (f"http://{PUBLIC}/", f"http://{PUBLIC}/"),
    ],
)
def test_a_good_address_has_one_form(url, read):
    assert str(read_address(url)) == read
    assert str(read_address(read)) == read


@given(st.one_of(st.text(), st.text("htps:/@[].0127xf#?\\ é%\t").map("http://".__add__)))
def test_any_text_is_an_address_or_refused(text):
    try:
        address = read_address(text)
    except FetchRefused:
        return
    assert str(read_address(str(address))) == str(address)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_counts_as_public_that_python_knows_is_not(address):
    inside = getattr(address, "ipv4_mapped", None) or address
    if is_public(address):
        assert not (inside.is_private or inside.is_loopback or inside.is_link_local or inside.is_multicast)


def test_every_hostile_address_is_refused_or_harmless(corpora, json_lines, names, dialled):
    urls = [line["url"] for line in json_lines(corpora / "url" / "ssrf-openredirect.jsonl")]
    assert len(urls) >= 211
    for url in urls:
        for name in re.findall(r"[\w.-]+", url):
            names.setdefault(
                name.lower(), ["169.254.169.254"] if "169.254" in name or "meta" in name else [PUBLIC]
            )
        with pytest.raises(FetchRefused):
            fetch(url)
    assert set(dialled) == {PUBLIC}
    assert len(dialled) <= 6


def test_hosts_are_read_as_browsers_read_them(corpora):
    cases = [
        case
        for case in json.loads((corpora / "url" / "wpt-urltestdata.json").read_text("utf-8"))
        if isinstance(case, dict)
    ]
    assert len(cases) >= 344
    read = 0
    for case in cases:
        try:
            address = read_address(case["input"], allow_loopback=True)
        except FetchRefused:
            continue
        if "hostname" in case:
            read += 1
            assert (f"[{address.host}]" if ":" in address.host else address.host) == case["hostname"], case[
                "input"
            ]
        else:
            assert "xn--" in case["input"].lower()  # a label that is no Punycode: no such name can exist
    assert read >= 39


def test_what_browsers_accept_as_a_host_never_leads_inside(corpora, names, dialled):
    setters = json.loads((corpora / "url" / "wpt-setters.json").read_text("utf-8"))
    del setters["comment"]
    values = [case["new_value"] for name in ("host", "hostname", "href") for case in setters.get(name, [])]
    hrefs = [case["href"] for cases in setters.values() for case in cases if "href" in case]
    assert len(values) >= 82
    assert len(hrefs) >= 190
    for url in [f"http://{value}/" for value in values] + hrefs:
        for name in re.findall(r"[\w.-]+", url):
            names.setdefault(name.lower(), [PUBLIC])
        with pytest.raises(FetchRefused):
            fetch(url)
    assert all(number == PUBLIC or number.startswith("2") for number in dialled)
