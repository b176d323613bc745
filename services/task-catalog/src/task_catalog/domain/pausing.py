"""What holds an order up and lets it go on: its pilot, a safety stop, and pay below the floor."""

from datetime import datetime

from task_catalog.domain.ids import pilot_size
from task_catalog.domain.pricing import paying
from task_catalog.domain.running import GO_ON_BY_THEMSELVES
from task_catalog.domain.state import OrderState


class Pausing(OrderState):
    """An order that is paused, for a reason that `paused_for` names, and goes on."""

    def pause_for(self, reason: str, at: datetime) -> None:
        """Nobody new starts."""
        self.trigger_event(self.Paused, version=self.live_version, reason=reason, timestamp=at)

    def go_on(self, at: datetime) -> None:
        """Members may start again; after a pilot that failed, on a further pilot."""
        self.trigger_event(self.Resumed, version=self.live_version, timestamp=at)
        if self.pilot.get("state") == "failed" and self.pilot_tasks:
            further = self.published_tasks + pilot_size(self.funded_tasks)
            self.start_pilot(min(further, self.funded_tasks), at)
        elif self.pilot_tasks:
            self.start_pilot(self.pilot_tasks, at)

    def start_pilot(self, tasks: int, at: datetime) -> None:
        """The first `tasks` tasks go to members before the others."""
        self.trigger_event(self.PilotStarted, version=self.live_version, tasks=tasks, timestamp=at)

    def go_on_unless_held(self, at: datetime) -> None:
        """What needs no word of its client goes on once no stop and no pay below the floor is left."""
        if self.paused_for in GO_ON_BY_THEMSELVES and not self.halted and not self.is_underpaid:
            self.go_on(at)

    def hold_to_the_floor(self, at: datetime) -> None:
        """Pauses what is below the floor; what its reward meets already is only made up for."""
        if self.is_underpaid and self.live_document["reward_points"] >= self.pay["needed_points"]:
            self.raise_reward(self.pay["needed_points"], at)
        elif self.is_underpaid and self.state != "paused":
            self.pause_for("floor", at)
        else:
            self.go_on_unless_held(at)

    def raise_reward(self, points: int, at: datetime) -> None:
        """The money is there: no answer is paid less, and what was is made up for."""
        locked = self.price(self.funded_tasks, paying(self.live_document, points))
        self.trigger_event(
            self.Raised,
            version=self.live_version,
            reward_points=points,
            reward_jpy=locked["reward_jpy"],
            timestamp=at,
        )
        self.hold_to_the_floor(at)
