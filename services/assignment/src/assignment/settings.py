"""What can be set about assignment."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, model_validator

from chassis.settings import Settings

Url = Annotated[str, Field(pattern=r"^https?://[^?#\s]+$")]


class AudienceSource(BaseModel):
    """A partner that knows members by what they did: where to ask, and the keys (JWK) that it signs with."""

    url: Url
    keys: list[dict[str, Any]] = Field(min_length=1)


class AssignmentSettings(Settings):
    """audience_sources: by id, as JSON in `AUDIENCE_SOURCES`; task-catalog is given the same."""

    audience_sources: dict[str, AudienceSource] = {}
    audience_seconds: float = 3.0

    @model_validator(mode="after")
    def _are_private(self) -> "AssignmentSettings":
        for id, source in self.audience_sources.items():
            if not self.is_local and not source.url.startswith("https://"):
                raise ValueError(f"AUDIENCE_SOURCES: {id} is asked about members, so over https alone")
        return self
