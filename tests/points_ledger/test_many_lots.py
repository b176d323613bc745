"""How many kinds of points a member may have, so that no event that takes them all becomes too large."""

from points_ledger import application
from points_ledger.domain import grants
from tests.points_ledger.test_one_id import merge
from tests.points_ledger.world import AT, SHOP, Ledger, gift, link, prefund, refused

LAST_DAY = "2026-12-31"


def bound_to(number: int) -> list[str]:
    """Eight partners, the longest names there are."""
    return [SHOP, *(f"{number:03}-{n}-{'x' * 58}" for n in range(7))]


def test_what_two_accounts_full_of_coupons_hold_can_be_merged_and_spent_at_once() -> None:
    ledger = Ledger()
    ledger.do(prefund(10_000), link(), link("m2"))
    for member in ("m1", "m2"):
        for n in range(grants.MAX_LOTS):
            coupon = gift(f"{member}-{n}", 1, LAST_DAY, "", bound_to(n), member_id=member)
            assert refused(ledger.do(coupon)) == []
        more = gift(f"{member}-more", 1, "2027-01-31", "", [SHOP, "another"], member_id=member)
        assert refused(ledger.do(more)) == ["TooManyLots"]
        again = gift(f"{member}-again", 1, LAST_DAY, "", bound_to(0), member_id=member)
        assert refused(ledger.do(again)) == []
    ledger.do(merge())
    assert refused(ledger.do(application.spend(SHOP, "m2", 2 * grants.MAX_LOTS + 2, "all", AT))) == []
    assert ledger.account("m2").balance == 0
