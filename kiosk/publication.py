"""What of the content visitors may see: nothing that no source confirms or nobody offers; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol, TypeVar

from kiosk.catalog import Catalog, Claim, Concern, Evidence, Hint, Partner, Period


class _Evident(Protocol):
    @property
    def evidence(self) -> Evidence: ...


T = TypeVar("T", bound=_Evident)
Offer = TypeVar("Offer", Partner, Concern)


def published(catalog: Catalog) -> Catalog:
    """Return the catalog without what no source confirms or nobody offers, and what leads there."""
    shown = replace(
        catalog,
        documents=_public(catalog.documents),
        partners=_offered(_public(catalog.partners)),
        concerns=_offered(_public(catalog.concerns)),
        notices=_public(catalog.notices),
        glossary=_public(catalog.glossary),
        law=MappingProxyType({name: _sure(periods) for name, periods in catalog.law.items()}),
    )
    return replace(
        shown,
        concerns=MappingProxyType({c.id: _concern(c, shown) for c in shown.concerns.values()}),
        triage=replace(catalog.triage, hints=_hints(catalog.triage.hints, shown)),
        letters=replace(catalog.letters, kinds=_public(catalog.letters.kinds)),
        entitlements=replace(
            catalog.entitlements,
            claims=tuple(_claims(catalog.entitlements.claims, shown)),
        ),
    )


def _public(things: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType({n: thing for n, thing in things.items() if thing.evidence.is_public})


def _offered(things: Mapping[str, Offer]) -> Mapping[str, Offer]:
    return MappingProxyType({name: thing for name, thing in things.items() if thing.offered})


def _sure(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(period for period in periods if period.evidence.is_public)


def _concern(concern: Concern, shown: Catalog) -> Concern:
    return replace(
        concern,
        documents=tuple(rule for rule in concern.documents if rule.document in shown.documents),
        hints=_hints(concern.hints, shown),
        partners=_known(concern.partners, shown.partners),
    )


def _hints(hints: Iterable[Hint], shown: Catalog) -> tuple[Hint, ...]:
    return tuple(
        replace(
            hint,
            partners=_known(hint.partners, shown.partners),
            concern=hint.concern if hint.concern in shown.concerns else None,
        )
        for hint in hints
        if hint.evidence.is_public
    )


def _claims(claims: Iterable[Claim], shown: Catalog) -> Iterator[Claim]:
    for claim in claims:
        concern = claim.concern if claim.concern in shown.concerns else None
        for hint in _hints((claim.hint,), shown):
            yield replace(claim, hint=hint, concern=concern)


def _known(names: Iterable[str], among: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in names if name in among)
