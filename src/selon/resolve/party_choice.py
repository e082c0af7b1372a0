"""One name, several parties: the report's country and date decide, or nobody does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from selon.lexicon.parties import Party, PartyTable, Term
from selon.lexicon.party_names import Name, within


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the report in which a name stands.

    Attributes:
        table: The parties.
        countries: ISO codes of the countries that the report speaks of, the most prominent first.
        on: ISO day of publication; ``None`` where it is not known.
        seen: Ids of parties that the report names elsewhere in full.
        towns: Whether the name of a capital may stand for its government; not for a target, which may be the town.
    """

    table: PartyTable
    countries: Sequence[str] = ()
    on: str | None = None
    seen: Collection[str] = field(default_factory=frozenset)
    towns: bool = True

    def rank(self, party: Party) -> int:
        """Place of the party's first country among the report's; past the end where none of its countries is named."""
        places = [self.countries.index(code) for code in party.countries if code in self.countries]
        return min(places, default=len(self.countries))

    def is_home(self, party: Party) -> bool:
        """Whether the report speaks of a country of the party."""
        return self.rank(party) < len(self.countries)

    def holds(self, term: Term) -> bool:
        """Whether the term runs on the report's day; ``False`` where the day is not known."""
        return self.on is not None and within(self.on, term.since, term.until)

    def in_office(self, party: Party) -> bool:
        """Whether the person held an office on the report's day; ``False`` where the day or the terms are not known."""
        return any(self.holds(term) for term in self.table.held.get(party.id, ()))


def _is_plausible(setting: Setting, name: Name, party: Party, has_article: bool) -> bool:
    if name.metonym and not (setting.towns and within(setting.on, name.since, name.until)):
        return False
    if name.weak or (name.article and not has_article):
        return party.id in setting.seen or setting.is_home(party) or setting.in_office(party)
    return True


def _only(parties: Sequence[Party]) -> Party | None:
    return parties[0] if len(parties) == 1 else None


def _fits_time(setting: Setting, name: Name, party: Party) -> bool:
    if not within(setting.on, name.since, name.until):
        return False
    if party.kind == "person" and setting.table.held.get(party.id) and setting.on is not None:
        return setting.in_office(party)
    return within(setting.on, party.since, party.until)


def closest(setting: Setting, parties: Sequence[Party]) -> Party | None:
    """The one party whose country the report puts first; ``None`` where several share it or none is named."""
    seen = [party for party in parties if party.id in setting.seen]
    if len(seen) == 1:
        return seen[0]
    ranks = [setting.rank(party) for party in parties]
    best = min(ranks, default=len(setting.countries))
    if best == len(setting.countries) or ranks.count(best) > 1:
        return None
    return parties[ranks.index(best)]


def choose(setting: Setting, names: Sequence[Name], *, has_article: bool = False) -> Party | None:
    """The party meant by one of ``names``, all written alike.

    A single party is taken as it is, unless its name is weak: then the report must name its country, or the party
    itself in full, or be written in its term of office. Of several, those go whose dates do not fit; then the report's
    countries decide.

    Returns:
        ``None`` where nothing is plausible or several remain: an open case stays open.
    """
    strongest = {name.party: name for name in sorted(names, key=lambda name: not name.weak)}
    pairs = [(name, party) for name in strongest.values() if (party := setting.table.party(name.party)) is not None]
    plausible = [pair for pair in pairs if _is_plausible(setting, *pair, has_article)]
    if len(plausible) < 2:
        return _only([party for _, party in plausible])
    timely = [party for name, party in plausible if _fits_time(setting, name, party)]
    return _only(timely) or closest(setting, timely or [party for _, party in plausible])
