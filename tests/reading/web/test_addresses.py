"""Which addresses may be asked for, and what of them is shown."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from kg.reading.item import RefusedError
from kg.reading.web.address import Address, is_public, shown


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://mfa.example", "https://mfa.example/"),
        (" HTTPS://MFA.Example:443/News?id=1#top ", "https://mfa.example/News?id=1"),
        ("http://mfa.example:8080/a/../b", "http://mfa.example:8080/b"),
        ("http://mfa.example./a", "http://mfa.example/a"),
        ("http://bücher.example/é è", "http://xn--bcher-kva.example/%C3%A9%20%C3%A8"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://mfa.example/a@b", "http://mfa.example/a@b"),
    ],
)
def test_an_address_has_one_spelling(written: str, meant: str) -> None:
    assert Address.of(written).url == meant


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("file:///etc/passwd", "is not http"),
        ("ftp://mfa.example/a", "is not http"),
        ("gopher://mfa.example/a", "is not http"),
        ("javascript:alert(1)", "is not http"),
        ("data:text/html,x", "is not http"),
        ("//mfa.example/a", "is not http"),
        ("mfa.example/a", "is not http"),
        ("", "is not http"),
        ("http://good@127.0.0.1/", "user name"),
        ("http://mfa.example:secret@127.0.0.1/", "user name"),
        ("http:///a", "is not a web address"),
        ("http://", "is not a web address"),
        ("http://mfa.example:99999/", "is not a web address"),
        ("http://mfa.example:port/", "is not a web address"),
        ("http://mfa.example/a\r\nX: y", "is not a web address"),
        ("http://mfa.example\\@evil.example/", "is not a web address"),
        ("http://mfa.example/\0", "is not a web address"),
        ("http://" + "a" * 5000, "is not a web address"),
        ("http://[::1", "is not a web address"),
        ("http://[fe80::1%25eth0]/", "is not a web address"),
        ("http://<b>/", "is not a web address"),
        ("http://...", "is not a web address"),
    ],
)
def test_what_is_no_web_address_is_refused(written: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        Address.of(written)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://u:p@mfa.example/", "\\\\evil\\share"])
def test_a_reference_is_checked_like_an_address(target: str) -> None:
    with pytest.raises(RefusedError):
        Address.of("http://mfa.example/a").joined(target)


def test_what_is_shown_has_no_password_and_no_control_characters() -> None:
    assert shown("https://me:secret@mfa.example/a") == "https://mfa.example/a"
    assert shown("https://a@b:secret@mfa.example/a@b") == "https://mfa.example/a@b"
    assert shown("http://x/\x1b[31m\u202e") == "http://x/\ufffd[31m\ufffd"
    assert len(shown("http://x/" + "y" * 1000)) < 210


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_machines_of_the_open_internet_are_public(ip: str) -> None:
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001:0:7f00:1::", "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
    ],
)  # fmt: skip
def test_machines_of_private_and_special_networks_are_not(ip: str) -> None:
    assert not is_public(ip_address(ip))
