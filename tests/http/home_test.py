"""The plain first page."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient


def test_it_works(client: FlaskClient) -> None:
    response = client.get("/")

    assert response.status_code == 200
    assert response.mimetype == "text/html"
    assert '<html lang="vi">' in response.get_data(as_text=True)


def test_every_link_of_it_leads_somewhere(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)

    links = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert "/api/docs" in links
    assert all(client.get(link).status_code == 200 for link in links)


def test_it_runs_no_script(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)

    assert not re.search(r"<script|<iframe|<style|\sstyle=|\son\w+=|javascript:", page, re.I)


def test_it_shows_no_codes_outside_of_the_demo(app: Flask, client: FlaskClient) -> None:
    assert "<table>" not in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "name", ["../home.py", "..%2Fhome.py", "%2e%2e/home.py", "nothing.css", "....//home.py", "%00"]
)
def test_no_other_file_is_sent(client: FlaskClient, name: str) -> None:
    assert client.get(f"/pages/{name}").status_code == 404
