"""Who takes no task of which order any more, what exits have cost, and which orders pay none."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from assignment.domain import OrderBudget, OrderMember

_TERMS = """
INSERT INTO screen_outs_v1 AS mine (order_id, screens_out, dearest) VALUES (%(order)s, true, %(reward)s)
ON CONFLICT (order_id) DO UPDATE SET screens_out = true, is_held = false,
    dearest = greatest(mine.dearest, excluded.dearest)
"""
_NO_EXITS = "UPDATE screen_outs_v1 SET screens_out = false, is_held = false WHERE order_id = %(order)s"
_NO_RESERVE = "UPDATE screen_outs_v1 SET reserve = 0 WHERE order_id = %(order)s"
_RESERVE = """
INSERT INTO screen_outs_v1 (order_id, reserve) VALUES (%(order)s, %(reserve)s)
ON CONFLICT (order_id) DO UPDATE SET reserve = excluded.reserve
"""
_EXITS = """
UPDATE screen_outs_v1 SET exits = exits + %(exits)s, points = points + %(points)s WHERE order_id = %(order)s
"""
_REWARD = "UPDATE screen_outs_v1 SET dearest = greatest(dearest, %(reward)s) WHERE order_id = %(order)s"
_HELD = "UPDATE screen_outs_v1 SET is_held = %(held)s WHERE order_id = %(order)s"
_OUT = """
INSERT INTO screened_out_v1 (member_id, order_id) VALUES (%(member)s, %(order)s) ON CONFLICT DO NOTHING
"""


def apply_screen_outs(tx: Connection, events: Sequence[Any]) -> None:
    """In order; an order that never screened anybody out has no row, so that the table stays small."""
    for event in events:
        match event:
            case OrderBudget.Opened(screens_out=True) | OrderBudget.Revised(screens_out=True):
                _run(tx, _TERMS, event, reward=event.reward_points)
            case OrderBudget.Revised():
                _run(tx, _NO_EXITS, event)
            case OrderBudget.Funded(reserve=reserve) if reserve:
                _run(tx, _RESERVE, event, reserve=reserve)
            case OrderBudget.Funded():
                _run(tx, _NO_RESERVE, event)
            case OrderBudget.Raised():
                _run(tx, _REWARD, event, reward=event.reward_points)
            case OrderBudget.ScreenedOut():
                _run(tx, _EXITS, event, exits=sum(event.seconds.values()), points=event.points)
            case OrderBudget.TooManyScreenedOut():
                _run(tx, _HELD, event, held=True)
            case OrderBudget.Resumed():
                _run(tx, _HELD, event, held=False)
            case OrderMember.ScreenedOut() | OrderMember.Judges():
                tx.exec_driver_sql(_OUT, {"member": event.member_id, "order": event.order_id})


def _run(tx: Connection, statement: str, event: Any, **values: Any) -> None:
    tx.exec_driver_sql(statement, {"order": event.originator_id, **values})
