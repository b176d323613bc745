"""How the page on which members work is served; what it does is told in tests/system."""

import re

from tests.gateway.conftest import Door, Open


def test_only_in_local_mode_the_page_makes_a_token_by_itself(open_door: Open, door: Door) -> None:
    assert 'data-local="yes"' in door.client.get("/work").text
    assert 'data-local="no"' in open_door(minijob_environment="production").client.get("/work").text


def test_nothing_but_its_own_files_is_served_and_they_run_no_foreign_code(door: Door) -> None:
    page = door.client.get("/work")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    named = set(re.findall(r'"/(work/[^"]+)"', page.text))
    scripts = {door.client.get(f"/{one}").text for one in named}
    for script in scripts:
        named |= {f"work/{one}" for one in re.findall(r'from "\./([^"]+)"', script)}
    assert {door.client.get(f"/{one}").status_code for one in named} == {200}
    assert door.client.get("/work/status.html").status_code == 404
    assert door.client.get("/work/__init__.py").status_code == 404
