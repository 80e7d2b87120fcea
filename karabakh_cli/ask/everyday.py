"""Everyday words and plurals for words of closed lists: `--kind killings` is massacre, `--measure deaths` is killed."""

from collections.abc import Sequence

from karabakh_cli.text.fold import fold

_EVERYDAY: dict[tuple[str, str], dict[str, str]] = {
    ("event", "kind"): {
        "battle": "fight, fighting, fought, clash, combat, skirmish, hostilities",
        "offensive": "counteroffensive, counterattack, campaign, advance, assault",
        "capture": (
            "captured, capturing, seizure, seized, conquest, conquered, fall, taken, took, taking, occupation, "
            "occupied, recapture, recaptured, retaken, retook, overran, overrun "
        ),
        "withdrawal": "withdrew, withdrawn, withdraw, retreat, retreated, pullout, pullback",
        "airstrike": "air strike, air raid, raid",
        "shelling": "shelled, shell, bombardment, bombarded",
        "bombing": "bomb, bombed, explosion, exploded, blast",
        "massacre": "massacred, atrocity, slaughter, slaughtered, killings, war crime",
        "pogrom": "riot, rioting",
        "expulsion": "expelled, expel, deportation, deported, deport, eviction, evicted",
        "displacement": "exodus, flight, fled, flee, fleeing, evacuation, evacuated",
        "blockade": "blockaded, embargo, sanctions, closure",
        "incident": "ambush, ambushed, assassination, assassinated, murder, shooting, accident",
        "declaration": "declared, declare, proclamation, proclaimed, state of emergency",
        "referendum": "referenda, plebiscite",
        "election": "elected, elect, poll, ballot",
        "appointment": "appointed, appoint, nomination, nominated, inauguration",
        "resignation": "resigned, resign, quit",
        "coup": "putsch, revolt, mutiny, rebellion, uprising, insurrection, overthrow, overthrown",
        "resolution": "decree, decision, ruling",
        "statement": "communique, condemnation, condemned, appeal, warning, announcement",
        "ceasefire": "cease fire, truce, armistice, lull",
        "agreement": "accord, treaty, protocol, pact, deal, memorandum",
        "negotiation": "negotiated, negotiate, talk, dialogue, consultations, meeting, summit, conference",
        "mediation": "mediated, mediate, brokered, mission, visit, tour",
        "prisoner-exchange": "swap, exchange, exchanged",
        "protest": "protested, demonstration, demonstrated, demonstrate, rally, rallied, strike, hunger strike",
        "aircraft-loss": "crash, crashed, plane crash, air crash, shot down, shootdown, downing, downed",
        "arms-transfer": "arms delivery, arms deliveries, arms supply, arms supplies, arms deal, arms shipment",
        "destruction": "destroyed, destroy, demolition, demolished, vandalism, desecration, heritage",
        "other": "miscellaneous",
    },
    ("actor", "kind"): {
        "state": "country, nation, republic",
        "de-facto-state": "unrecognised, unrecognized, breakaway",
        "armed-force": (
            "army, military, force, troops, regiment, division, brigade, battalion, militia, navy, "
            "fighters, volunteers, mercenaries, militants, guerrillas, paratroopers "
        ),
        "party": "movement, popular front",
        "government-body": "government, ministry, parliament, politburo, presidium, cabinet, authority",
        "international-organisation": "organisation, organization",
        "group": "minority, community, protesters, demonstrators, civilians, refugees, villagers",
        "person": (
            "people, man, men, woman, women, leader, politician, commander, general, officer, president, "
            "minister, diplomat, envoy, mediator, journalist, individual "
        ),
    },
    ("place", "kind"): {
        "country": "state, nation, republic",
        "region": "area, zone",
        "autonomous-oblast": "oblast",
        "district": "raion, rayon, province, county",
        "city": "capital, metropolis",
        "town": "townlet",
        "village": "hamlet, settlement",
        "corridor": "land bridge",
        "other": "river, mountain, lake, reservoir, road, border, airport, base",
    },
    ("figure", "measure"): {
        "displaced": "displacement, uprooted, homeless, fled, evacuated, expelled, deported",
        "refugees": "refugee, asylum",
        "idps": "idp, internally displaced",
        "killed": (
            "kill, killing, death, dead, died, die, dying, fatality, casualty, toll, slain, perished, murdered, "
            "lives, death toll "
        ),
        "wounded": "wound, injured, injury, hurt, maimed",
        "missing": "disappeared, disappearances, vanished, unaccounted",
        "prisoners": "prisoner, captive, captivity, hostage, detainee, pow, prisoners of war",
        "population": "inhabitant, resident, census, populace",
        "territory": "area, land, percent, percentage, hectares",
        "troops": (
            "troop, soldier, servicemen, serviceman, fighter, conscripts, volunteers, mercenaries, manpower, "
            "peacekeepers, strength "
        ),
        "equipment": (
            "tank, vehicle, aircraft, plane, helicopter, gun, artillery, missile, rockets, weapon, arms, "
            "howitzers, armour, armor, hardware "
        ),
        "votes": "vote, voter, ballot, turnout, electorate",
        "other": "mines, landmines, museums, libraries",
    },
    ("figure", "counted"): {
        "civilians": "civilian, noncombatant, inhabitant, villager, resident",
        "combatants": "combatant, military, soldier, servicemen, serviceman, fighter, troop",
        "both": "all, everyone",
    },
    ("source", "type"): {
        "statement": "communique, speech, letter, press release",
        "report": "survey, study, assessment",
        "agreement": "treaty, protocol, accord",
        "dataset": "data, database, gazetteer, statistics",
        "book": "monograph, memoir, volume",
        "article": "paper, essay, journal",
        "news": "newspaper, press, media, journalism, agency, magazine, headline",
        "encyclopedia": "encyclopaedia, wikipedia",
        "webpage": "website, site, page, blog",
    },
}


def word_meant(kind: str, option: str, value: str, words: Sequence[str]) -> str | None:
    """Return the word of a closed list that a value is, or means in its number or in everyday words; None if none."""
    if value in words:
        return value
    everyday = {
        fold(each): word for word, text in _EVERYDAY.get((kind, option), {}).items() for each in text.split(",")
    }
    folded = fold(value)
    for form in (folded, *_in_the_other_number(folded)):
        if (word := form.replace(" ", "-")) in words or (word := form.replace(" ", "")) in words:
            return word
        if form in everyday:
            return everyday[form]
    return None


def _in_the_other_number(word: str) -> list[str]:
    """Return a word without the endings of an English plural, and with one."""
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    return [word.removesuffix(end) + single for end, single in endings if word.endswith(end)] + [f"{word}s"]
