"""Photos of members: what is kept of them, who may see them, and what is held."""

import asyncio
import contextlib
import io
import os
import struct
import zlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from skimage import data

from assignment import photos
from assignment.service import SERVICE
from chassis import files as chassis_files
from chassis.clock import now
from chassis.files import FolderFiles
from chassis.principal import HEADER, Principal, sign
from minijob_contracts.orders import Question
from tests.assignment.platform import CLIENT, Platform, member

ANN, BEN = member("ann"), member("ben")
OPERATOR = Principal(role="operator", id="operator-1")
STRANGER = Principal(role="client", id="client-9")
OPEN = [
    Question(id="q1", kind="photo", text="A photo of the shelf, please."),
    Question(id="q2", kind="photo", text="And of the door?", required=False),
]
GPS, MAKER = 0x8825, 0x010F


def street() -> Image.Image:
    """Packaged with scikit-image: a cup of coffee, no person, no writing."""
    return Image.fromarray(data.coffee())


def portrait() -> Image.Image:
    return Image.fromarray(data.astronaut())


def page() -> Image.Image:
    return Image.fromarray(data.page()).convert("RGB")


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def with_position(image: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[MAKER] = "Camera of Ann"
    exif.get_ifd(GPS)[2] = (35.0, 41.0, 22.0)
    return encoded(image, exif=exif, comment=b"taken at home")


def plate() -> Image.Image:
    image = Image.new("RGB", (640, 480), (90, 110, 90))
    noise = np.random.default_rng(1).normal(0, 12, (480, 640, 3))
    image = Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype("uint8"))
    draw = ImageDraw.Draw(image)
    draw.rectangle((200, 180, 440, 300), fill="white", outline="black", width=4)
    draw.text((215, 205), "12-34", fill=(0, 90, 40), font=ImageFont.load_default(72))
    return image


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1_000)))


def moving() -> bytes:
    return encoded(street(), "WEBP", save_all=True, append_images=[portrait().resize((600, 400))])


def test_what_a_camera_hides_in_a_photo_is_not_kept() -> None:
    kept = photos.read(with_position(street())).jpeg
    again = Image.open(io.BytesIO(kept))
    assert (again.format, dict(again.getexif()), set(again.info) & {"exif", "comment", "icc_profile"}) == (
        "JPEG",
        {},
        set(),
    )
    assert b"Camera of Ann" not in kept
    assert b"taken at home" not in kept


def test_a_photo_that_lay_on_its_side_is_kept_upright_and_no_larger_than_needed() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = photos.read(encoded(street().resize((3_000, 2_000)), exif=exif))
    assert (kept.width, kept.height) == (1_365, 2_048)


def test_what_rides_along_behind_a_picture_is_left_behind() -> None:
    kept = photos.read(encoded(street(), "PNG") + b"PK\x03\x04<script>alert(1)</script>").jpeg
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "P", "LA", "RGBA"])
def test_every_common_kind_of_picture_is_read(kind: str, mode: str) -> None:
    try:
        content = encoded(street().convert(mode), kind)
    except OSError:
        pytest.skip(f"{kind} has no {mode}")
    assert photos.read(content).image.mode == "RGB"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: b"", "is no JPEG"),
        (lambda: b"<svg onload='alert(1)'/>", "is no JPEG"),
        (lambda: encoded(street(), "GIF"), "is no JPEG"),
        (lambda: encoded(street())[:-2_000], "is damaged"),
        (lambda: encoded(street(), "PNG")[:5_000], "is damaged"),
        (lambda: encoded(street())[:40], "is"),
        (bomb, "pixels"),
        (moving, "moves"),
        (lambda: encoded(street().resize((900, 20))), "at least 64"),
        (lambda: encoded(street()).replace(b"\xff\xda", b"\xff\xda" * 300, 1), "is damaged"),
        (lambda: os.urandom(photos.BYTES_MAX + 1), "is larger"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_reason(make: Callable[[], bytes], why: str) -> None:
    with pytest.raises(photos.NotAPhoto, match=why):
        photos.read(make())


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_a_refusal_or_a_photo_and_never_a_crash(seed: int) -> None:
    random = np.random.default_rng(seed)
    kind = ("JPEG", "PNG", "WEBP")[seed % 3]
    content = bytearray(encoded(street().resize((120, 90)), kind))
    for place in random.integers(0, len(content), 20):
        content[place] = random.integers(0, 256)
    with contextlib.suppress(photos.NotAPhoto):
        photos.read(bytes(content))


@pytest.mark.parametrize(
    ("image", "found"),
    [
        (portrait(), "face"),
        (Image.fromarray(np.rot90(data.astronaut()).copy()), "face"),
        (Image.fromarray(data.camera()).convert("RGB"), "face"),
        (page(), "document"),
        (Image.fromarray(np.rot90(data.page()).copy()).convert("RGB"), "document"),
        (plate(), "plate"),
        (Image.new("RGB", (640, 480), "grey"), "undecidable"),
        (portrait().resize((8, 8)).resize((512, 512)), "undecidable"),
        (street().resize((120, 80)), "undecidable"),
    ],
)
def test_what_may_show_a_person_or_a_document_is_suspicious(image: Image.Image, found: str) -> None:
    assert found in photos.suspicions(image)


@pytest.mark.parametrize("image", [data.coffee(), data.chelsea(), data.rocket(), data.moon()])
def test_things_and_places_are_not(image: Any) -> None:
    assert photos.suspicions(Image.fromarray(image).convert("RGB")) == []


def test_files_are_swept_when_no_row_knows_them(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderFiles(tmp_path)
    known, unknown = str(uuid4()), str(uuid4())
    store.put(known, b"1")
    store.put(unknown, b"2")
    due = chassis_files.sweep(store, lambda tx, names: {known} & set(names))
    due(None, None)  # type: ignore[arg-type]
    assert store.get(unknown) == b"2"
    monkeypatch.setattr(chassis_files, "SWEEP_AFTER_SECONDS", -1)
    due(None, None)  # type: ignore[arg-type]
    assert (store.get(known), store.get(unknown)) == (b"1", None)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", "A" * 8, "\0" * 8])
def test_a_file_has_no_name_that_leads_elsewhere(tmp_path: Any, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a file"):
        FolderFiles(tmp_path).get(name)


def upload(
    platform: Platform, id: str, content: bytes, question: str = "q1", key: str = "", caller: Principal = ANN
) -> httpx2.Response:
    async def send() -> httpx2.Response:
        headers = {
            "Idempotency-Key": key or uuid4().hex,
            HEADER: sign(caller, platform.running.settings.principal_secret),
        }
        transport = httpx2.ASGITransport(app=platform.running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://assignment") as client:
            path = f"/v1/assignments/{id}/photos"
            return await client.post(path, params={"question": question}, content=content, headers=headers)

    return asyncio.run(send())


def kept_files(platform: Platform) -> set[str]:
    return set(platform.running.files.older_than(-1))


def leased(platform: Platform, **changes: Any) -> str:
    platform.open_order(questions=OPEN, **changes)
    return str(platform.lease(ANN).json()["assignment_id"])


@pytest.mark.servers
def test_a_client_sees_a_clear_photo_after_acceptance_and_nobody_else_does(platform: Platform) -> None:
    id = leased(platform, acceptance="client")
    kept = upload(platform, id, with_position(street())).json()
    assert (kept["state"], kept["suspicions"]) == ("clear", [])
    path = f"/v1/photos/{kept['photo_id']}"
    told = platform.submit(ANN, id, {"q1": kept["photo_id"]})
    assert told.status_code == 200, told.text
    platform.follow()
    assert platform.get(CLIENT, path).status_code == 404
    assert platform.get(ANN, path).status_code == 200
    review = platform.get(CLIENT, f"/v1/orders/{order_of(platform)}/undecided").json()["submission"]
    assert platform.post(CLIENT, f"/v1/submissions/{review['submission_id']}/accept").status_code == 200
    platform.follow()
    shown = platform.get(CLIENT, path)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(shown.content)).size == (600, 400)
    for other in (STRANGER, BEN, Principal(role="partner", id="p")):
        assert platform.get(other, path).status_code == 404


def order_of(platform: Platform) -> Any:
    with platform.running.engine.connect() as tx:
        return tx.exec_driver_sql("SELECT order_id FROM orders_v1").scalar_one()


@pytest.mark.servers
@pytest.mark.parametrize(("decision", "status"), [("show", 200), ("remove", 404)])
def test_a_held_photo_is_paid_and_waits_for_an_operator(
    platform: Platform, decision: str, status: int
) -> None:
    id = leased(platform)
    kept = upload(platform, id, encoded(portrait())).json()
    assert kept["state"] == "held"
    assert "face" in kept["suspicions"]
    path = f"/v1/photos/{kept['photo_id']}"
    assert platform.submit(ANN, id, {"q1": kept["photo_id"]}).json()["state"] == "accepted"
    platform.follow()
    refused = platform.get(CLIENT, path)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:minijob:problem:photo-held")
    assert [one["photo_id"] for one in platform.get(OPERATOR, "/v1/held-photos").json()["items"]] == [
        kept["photo_id"]
    ]
    assert platform.get(CLIENT, "/v1/held-photos").status_code == 403
    word = {"decision": decision, "reason": "face"}
    assert platform.post(ANN, f"{path}/decision", word).status_code == 403
    assert platform.post(OPERATOR, f"{path}/decision", word).status_code == 200
    assert platform.post(OPERATOR, f"{path}/decision", word).status_code in (404, 409)
    platform.follow()
    assert platform.get(CLIENT, path).status_code == status
    assert platform.get(OPERATOR, "/v1/held-photos").json()["items"] == []
    assert (kept["photo_id"] in kept_files(platform)) == (decision == "show")


@pytest.mark.servers
def test_what_cannot_be_taken_leaves_nothing_behind(platform: Platform) -> None:
    id = leased(platform)
    for content in (b"no picture", bomb(), encoded(street())[:-3_000]):
        refused = upload(platform, id, content)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "body")
    assert upload(platform, id, bytes(10_000_001)).status_code == 413
    assert upload(platform, id, encoded(street()), question="q9").json()["errors"][0]["where"] == "question"
    assert upload(platform, id, encoded(street()), caller=BEN).status_code == 404
    assert upload(platform, str(uuid4()), encoded(street())).status_code == 404
    assert kept_files(platform) == set()


@pytest.mark.servers
def test_an_answer_can_only_name_a_photo_uploaded_for_it(platform: Platform) -> None:
    id = leased(platform)
    other = upload(platform, id, encoded(street()), question="q2").json()["photo_id"]
    for given in (str(uuid4()), other, "photo.jpg", ["x"], f"{other} "):
        refused = platform.submit(ANN, id, {"q1": given})
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "answers.q1")


@pytest.mark.servers
def test_a_repeated_upload_is_one_photo_and_another_under_its_key_is_refused(platform: Platform) -> None:
    id = leased(platform)
    first = upload(platform, id, encoded(street()), key="k").json()
    assert upload(platform, id, encoded(street()), key="k").json() == first
    assert upload(platform, id, encoded(portrait()), key="k").status_code == 409
    assert kept_files(platform) == {first["photo_id"]}


@pytest.mark.servers
def test_a_photo_that_was_replaced_or_comes_too_late_is_not_kept(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = leased(platform)
    first = upload(platform, id, encoded(street())).json()["photo_id"]
    second = upload(platform, id, encoded(street())).json()["photo_id"]
    assert platform.submit(ANN, id, {"q1": second}).status_code == 200
    assert upload(platform, id, encoded(street())).status_code == 409
    assert kept_files(platform) == {first, second}
    monkeypatch.setattr(chassis_files, "SWEEP_AFTER_SECONDS", -1)
    with platform.running.engine.connect() as tx:
        chassis_files.sweep(platform.running.files, SERVICE.files_in_use)(tx, None)  # type: ignore[arg-type]
    assert kept_files(platform) == {second}


@pytest.mark.servers
def test_a_detector_that_fails_holds_the_photo(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(image: Image.Image) -> list[str]:
        raise RuntimeError("no cascade")

    id = leased(platform)
    monkeypatch.setattr(photos, "suspicions", broken)
    assert upload(platform, id, encoded(street())).json()["suspicions"] == ["undecidable"]


@pytest.mark.servers
def test_a_photo_is_in_no_event(platform: Platform) -> None:
    id = leased(platform)
    kept = upload(platform, id, encoded(street())).json()["photo_id"]
    platform.submit(ANN, id, {"q1": kept})
    with platform.running.engine.connect() as tx:
        events = tx.exec_driver_sql("SELECT convert_from(state, 'UTF8') FROM events").scalars().all()
    assert kept not in "\n".join(events)


@pytest.mark.servers
def test_photos_of_a_lease_that_was_given_back_are_erased(platform: Platform) -> None:
    id = leased(platform)
    upload(platform, id, encoded(street()))
    assert platform.post(ANN, f"/v1/assignments/{id}/return", {"reason": "no_time"}).status_code == 200
    platform.ask_due(now())
    with platform.running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM photos_v1").scalar_one() == 0


@pytest.mark.servers
def test_photos_of_a_stopped_version_are_for_no_client(platform: Platform) -> None:
    id = leased(platform)
    kept = upload(platform, id, encoded(street())).json()["photo_id"]
    platform.submit(ANN, id, {"q1": kept})
    platform.follow()
    order_id = order_of(platform)
    assert platform.get(CLIENT, f"/v1/photos/{kept}").status_code == 200
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql(
            "INSERT INTO stops_v1 (order_id, version, state) VALUES (%s, 1, 'stopped')"
            " ON CONFLICT (order_id, version) DO UPDATE SET state = 'stopped'",
            (order_id,),
        )
    assert platform.get(CLIENT, f"/v1/photos/{kept}").status_code == 404
