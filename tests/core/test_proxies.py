"""Whose request it is: what our own proxies say, and nothing that anybody else wrote."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from core.middleware import ClientAddressMiddleware
from core.proxies import client_address
from people.access.decorators import public_view

PEER = "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        # No proxy of ours: whatever is said is said by a stranger.
        (0, "", PEER),
        (0, "203.0.113.9", PEER),
        (0, "203.0.113.9, 198.51.100.7", PEER),
        # One: it adds the last.
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9,203.0.113.10,  198.51.100.7 ", "198.51.100.7"),
        (1, "", PEER),
        (1, "unknown", PEER),
        (1, "198.51.100.7, unknown", PEER),
        (1, "198.51.100.7,", PEER),
        (1, "' OR 1=1 --", PEER),
        (1, "1" * 9000, PEER),
        # Two: the second from the right.
        (2, "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", PEER),
        (3, "203.0.113.9, 198.51.100.7, 10.0.0.2", "203.0.113.9"),
        # Spellings of one address are one address.
        (1, "198.51.100.7:50122", "198.51.100.7"),
        (1, "2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "[nonsense]:443", PEER),
    ],
)
def test_the_address_is_the_one_our_outermost_proxy_heard_from(proxies: int, forwarded: str, address: str) -> None:
    assert client_address(peer=PEER, forwarded=forwarded, proxies=proxies) == address


def test_twenty_forged_addresses_are_one_person(rf: RequestFactory, settings: Settings) -> None:
    settings.PROXIES = 1
    seen = set()

    def page(request: HttpRequest) -> HttpResponse:
        seen.add((request.META["REMOTE_ADDR"], request.META.get("HTTP_X_FORWARDED_FOR")))
        return HttpResponse()

    for number in range(20):
        forged = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7", "X-Real-IP": f"203.0.113.{number}"}
        ClientAddressMiddleware(page)(rf.get("/", headers=forged, REMOTE_ADDR=PEER))
    assert seen == {("198.51.100.7", None)}, "nobody behind it can believe more"


@public_view
def told(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.META['REMOTE_ADDR']} {request.is_secure()} {request.get_host()}")


urlpatterns = [path("told/", told)]
FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "elsewhere.example",
    "X-Forwarded-Port": "1",
    "Forwarded": "for=203.0.113.9;host=elsewhere.example;proto=https",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.0.0.1 False localhost"), (1, "198.51.100.7 True localhost")])
def test_a_page_hears_what_is_believed_and_never_another_host(
    client: Client, settings: Settings, proxies: int, seen: str
) -> None:
    settings.ROOT_URLCONF = __name__
    settings.PROXIES = proxies
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if proxies else None
    headers = {**FORWARDED, "host": "localhost"}
    assert client.get("/told/", headers=headers, REMOTE_ADDR=PEER).content.decode() == seen
