"""Who was screened out of which order, what exits have cost, and which orders pay none any more."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from assignment.domain import OrderBudget, OrderMember

_TERMS = """
INSERT INTO screen_outs_v1 AS mine (order_id, screens_out, dearest)
VALUES (%(order)s, %(screens)s, %(reward)s)
ON CONFLICT (order_id) DO UPDATE SET screens_out = excluded.screens_out, is_held = false,
    dearest = greatest(mine.dearest, excluded.dearest)
"""
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
    """In order; of an order that screens nobody out this costs a row."""
    for event in events:
        match event:
            case OrderBudget.Opened() | OrderBudget.Revised():
                _run(tx, _TERMS, event, screens=event.screens_out, reward=event.reward_points)
            case OrderBudget.Funded():
                _run(tx, _RESERVE, event, reserve=event.reserve)
            case OrderBudget.Raised():
                _run(tx, _REWARD, event, reward=event.reward_points)
            case OrderBudget.ScreenedOut():
                _run(tx, _EXITS, event, exits=sum(event.seconds.values()), points=event.points)
            case OrderBudget.TooManyScreenedOut():
                _run(tx, _HELD, event, held=True)
            case OrderBudget.Resumed():
                _run(tx, _HELD, event, held=False)
            case OrderMember.ScreenedOut():
                tx.exec_driver_sql(_OUT, {"member": event.member_id, "order": event.order_id})


def _run(tx: Connection, statement: str, event: Any, **values: Any) -> None:
    tx.exec_driver_sql(statement, {"order": event.originator_id, **values})
