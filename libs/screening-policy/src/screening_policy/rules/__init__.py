"""The rules of the policy, one module each; a new module here is a new rule."""

import pkgutil
from functools import cache
from importlib import import_module

from screening_policy.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of this package, by id."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))
