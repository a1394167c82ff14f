"""Dutch texts about session files: what is wrong in one, where it is said, and what to do."""

from collections.abc import Sequence
from datetime import timedelta

from ai_tui.locale import Template
from ai_tui.locale.nl import session_keys


def _amount(length: timedelta) -> str:
    whole, rest = divmod(length, timedelta(minutes=1))
    if not rest:
        return f"{whole} min"
    seconds = f"{rest.total_seconds():g} s"
    return f"{whole} min {seconds}" if whole else seconds


def _groups(n: int) -> str:
    return "1 groep" if n == 1 else f"{n} groepen"


def _themes(n: int) -> str:
    return "1 themagroep" if n == 1 else f"{n} themagroepen"


def _any_of(*, names: Sequence[str]) -> str:
    return " of ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _unknown(*, word: str, near: str) -> str:
    return f"'{word}' is onbekend; " + (f"bedoel je '{near}'?" if near else "haal de regel weg")


def _choice(*, value: object, near: str, names: Sequence[str]) -> str:
    advice = f"bedoel je '{near}'?" if near else f"kies uit {', '.join(names)}"
    return f"'{value}' kan hier niet; {advice}"


def _form_phase(*, value: str, near: str, names: Sequence[str]) -> str:
    if not names:
        return f"'{value}' kan hier niet: dit blok heeft geen fasen; haal de regel weg"
    advice = f"bedoel je '{near}'?" if near else f"kies uit {', '.join(names)}"
    return f"dit blok heeft geen fase '{value}'; {advice}"


def _kind(*, word: str, near: str, names: Sequence[str]) -> str:
    advice = f"bedoel je '{near}'?" if near else f"kies uit {', '.join(names)}"
    return f"een formulier van soort '{word}' is er niet; {advice}"


def _zone(*, value: str, near: str) -> str:
    advice = f"bedoel je '{near}'?" if near else "schrijf bijvoorbeeld 'Europe/Amsterdam'"
    return f"tijdzone '{value}' bestaat niet; {advice}"


def _recipe_per(*, word: str, near: str) -> str:
    advice = f"bedoel je 'per {near}'?" if near else "schrijf 'per groep' of 'per thema'"
    return f"'per {word}' is onbekend; {advice}"


def _min(*, min: timedelta, length: timedelta) -> str:
    return (
        f"korter dan {_amount(min)} mag het niet, maar het duurt {_amount(length)}; "
        "maak het minimum kleiner"
    )


def _phases_long(*, total: timedelta, length: timedelta) -> str:
    return (
        f"de fasen duren samen {_amount(total)}, het blok {_amount(length)}; "
        "maak een fase korter of het blok langer"
    )


def _round_long(*, fit: int, groups: int, total: timedelta, length: timedelta) -> str:
    return (
        f"er is tijd voor {_groups(fit)}, niet voor {_groups(groups)} ({_amount(total)} in een blok van "
        f"{_amount(length)}); maak de beurten korter of het blok langer"
    )


def _round_long_themes(*, fit: int, groups: int, total: timedelta, length: timedelta) -> str:
    return (
        f"er is tijd voor {_themes(fit)}, niet voor {_themes(groups)} ({_amount(total)} in een blok van "
        f"{_amount(length)}); maak de beurten korter of het blok langer"
    )


def _many(*, most: int, n: int) -> str:
    return f"heeft {n} delen, hooguit {most} kan; haal er {n - most} weg"


def _few(*, least: int, n: int) -> str:
    return f"heeft {n} delen, minstens {least} is nodig; vul er {least - n} aan"


def _not_found(*, name: str, near: str, names: Sequence[str]) -> str:
    advice = f"bedoel je '{near}'?" if near else f"kies uit {', '.join(names)}, of een bestand"
    return f"Sessie '{name}' is er niet; {advice}"


WORDS: dict[str, Template] = {
    "session.any_of": _any_of,
    "session.nth": "{title} {n} van {count}",
    "session.type_text": "tekst tussen aanhalingstekens",
    "session.type_whole": "een heel getal",
    "session.type_number": "een getal",
    "session.type_bool": "true of false",
    "session.type_date": "een datum",
    "session.type_clock": "een tijd",
    "session.type_moment": "een datum met tijd",
    "session.type_length": "een aantal minuten",
    "session.type_list": "een lijst tussen [ ]",
    "session.type_table": "een tabel",
    "session.type": "hier staat {found}; maak er {expected} van",
    "session.brackets": "hier staat één tabel; schrijf [[{name}]] met dubbele haken",
    "session.unknown": _unknown,
    "session.elsewhere": "'{word}' hoort hier niet; zet de regel {homes}",
    "session.in_session": "bovenaan, vóór de eerste [[blocks]]",
    "session.in_blocks": "in [[blocks]]",
    "session.in_phases": "in [[blocks.phases]]",
    "session.in_forms": "in [[blocks.forms]]",
    "session.missing": "ontbreekt; vul {word} in",
    "session.choice": _choice,
    "session.choice_or": "'{value}' kan hier niet; schrijf {names}",
    "session.refused": "dit kan niet ({reason}); verander het",
    "session.few": _few,
    "session.many": _many,
    "session.empty_text": "is leeg; vul een tekst in",
    "session.long_text": "is {n} tekens lang, hooguit {most} kan; maak de tekst korter",
    "session.small": "{value} is te klein; neem {least} of meer",
    "session.great": "{value} is te groot; neem {most} of minder",
    "session.length": "'{value}' is geen duur; schrijf minuten (15) of '30 s'",
    "session.length_range": "{value} kan niet als duur; neem 0 minuten tot 7 dagen",
    "session.clock": "'{value}' is geen tijd; schrijf bijvoorbeeld '16:30'",
    "session.clock_none": "de tijd '{value}' bestaat niet; kies 00:00 tot en met 23:59",
    "session.date": "'{value}' is geen datum; schrijf jaar-maand-dag, zoals 2024-12-04",
    "session.date_none": "datum '{value}' bestaat niet; schrijf jaar-maand-dag, zoals 2024-12-04",
    "session.zone": _zone,
    "session.id": "'{value}' kan geen id zijn; gebruik kleine letters, cijfers en -: '{near}'",
    "session.id_twice": "het id '{value}' is al gebruikt; kies een ander",
    "session.group_twice": "er is al een groep '{name}'; geef elke groep een eigen naam",
    "session.group_empty": "een groep heeft geen naam; vul die in",
    "session.no_blocks": "er staat geen enkel blok in; voeg [[blocks]] met een title toe",
    "session.day_back": "dag {day} komt na dag {before}; zet de blokken op volgorde",
    "session.fixed": "een vast blok heeft een begintijd nodig; voeg start toe",
    "session.start_before": "begint vóór '{title}' ({time}); zet de blokken op volgorde",
    "session.start_session": "begint vóór de start van de sessie ({time}); verander een van beide",
    "session.start_night": "begint vóór {time}; is het na middernacht, voeg dan day = {day} toe",
    "session.overlap": "begint terwijl '{title}' tot {time} duurt; verschuif een van beide",
    "session.no_room": "houdt geen tijd over tot het volgende blok; maak een ander blok korter",
    "session.until_before": "ligt niet na het begin ({time}); kies een later einde",
    "session.until_night": "ligt niet na het begin ({time}); is het na middernacht, voeg dan until_day = {day} toe",
    "session.after_until": "loopt door tot {time}, na het uiterste einde (until); maak iets korter",
    "session.min": _min,
    "session.phases_long": _phases_long,
    "session.phases_open": "er is al een fase zonder minuten; geef deze fase minuten",
    "session.phases_nothing": "voor deze fase blijft geen tijd over; maak een andere fase korter",
    "session.round_long": _round_long,
    "session.round_long_themes": _round_long_themes,
    "session.kind": _kind,
    "session.form_phase": _form_phase,
    "session.phase_id": "dit recept geeft {n} fasen; een id hoort bij één fase, haal het weg",
    "session.change": 'een wissel hoort bij beurten; voeg per = "groups" toe of haal change weg',
    "session.recipe_and": "staat al in het recept; haal {word} weg",
    "session.recipe_signal": "na | in '{recipe}' hoort één signaal; vul het in of haal | weg",
    "session.recipe_times": "'{recipe}' kan zo niet; neem 1 tot {most} keer, zoals '2x15 interview'",
    "session.recipe_minutes": "'{recipe}' zegt niet hoeveel minuten; schrijf bijvoorbeeld '5 uitleg' of '2x15 interview'",
    "session.recipe_last": "'{recipe}' eindigt op een getal; zet minuten vooraan, of schrijf {{ title = \"...\" }}",
    "session.recipe_title": "'{recipe}' heeft geen titel; schrijf bijvoorbeeld '5 uitleg'",
    "session.recipe_change": "'{recipe}' zegt niet hoe lang de wissel is; schrijf na | minuten, zoals '1 wissel'",
    "session.recipe_per": _recipe_per,
    "session.toml": "is geen goede TOML ({reason}); verbeter deze regel",
    "session.toml_string": "een tekst is niet afgesloten; zet er een aanhalingsteken achter",
    "session.toml_character": "hier staat een teken dat niet mag; typ de tekst opnieuw",
    "session.toml_twice": "staat er al; haal een van beide weg",
    "session.toml_comma": "tussen twee delen ontbreekt een komma; zet die hierachter",
    "session.toml_array": "een lijst is niet afgesloten; zet er ] achter",
    "session.toml_inline": "een tabel is niet afgesloten; zet er }} achter op dezelfde regel",
    "session.toml_equals": "hier ontbreekt =; schrijf sleutel = waarde",
    "session.toml_header": "de haken kloppen niet; schrijf [[blocks]] of [[blocks.forms]]",
    "session.toml_escape": "na \\ staat iets onbekends; schrijf \\\\ voor een gewone \\",
    "session.toml_rest": "er staat iets achter de waarde; zet tekst tussen aanhalingstekens",
    "session.toml_value": "dit is geen waarde; schrijf tekst tussen aanhalingstekens, een getal, true of false",
    "session.toml_statement": "deze regel is niet te lezen; schrijf sleutel = waarde of [[blocks]]",
    "session.toml_quotes": 'deze aanhalingstekens zijn krom; typ rechte, zoals in "tekst"',
    "session.toml_clock": 'een tijd krijgt aanhalingstekens; schrijf {field} = "{value}"',
    "session.toml_deep": "de tabellen zitten te diep in elkaar; begin met een eenvoudig bestand",
    "session.toml_number": "er staat een getal in dat veel te lang is; maak het korter",
    "session.empty": "het bestand is leeg; begin met title en een eerste [[blocks]]",
    "session.huge": "het bestand is groter dan 1 MB; dat is geen sessiebestand, kies een ander",
    "session.binary": "dit is geen tekstbestand; kies een sessiebestand (.toml)",
    "session.encoding": "de tekst is geen UTF-8; bewaar het bestand opnieuw als UTF-8",
    "session.directory": "dit is een map; kies een sessiebestand (.toml) in die map",
    "session.no_file": "dit is geen gewoon bestand; kies een sessiebestand (.toml)",
    "session.file_missing": "dit bestand is er niet; kijk de naam na",
    "session.no_rights": "je mag dit bestand niet lezen; vraag om leesrechten",
    "session.no_read": "lezen lukt niet ({reason}); probeer het opnieuw",
    "session.not_found": _not_found,
    **session_keys.WORDS,
}
