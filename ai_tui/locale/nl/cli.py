"""Dutch texts of the commands."""

from collections.abc import Callable, Sequence

from ai_tui.locale import Template


def _none(what: str) -> Callable[..., str]:
    """What is said of a name that nothing has; `what` comes before the names there are."""

    def said(*, name: str, near: str, names: str) -> str:
        hint = f" Bedoel je '{near}'?" if near else ""
        return f"{what.format(name=name)}.{hint} Kies uit: {names}."

    return said


def _unusable(*, n: int) -> str:
    return "onbruikbaar: 1 fout" if n == 1 else f"onbruikbaar: {n} fouten"


def _more_mistakes(*, first: str, n: int, file: str) -> str:
    others = "nog 1 fout" if n == 1 else f"nog {n} fouten"
    return f"{first} (en {others}: `ai-tui check {file}` noemt ze)"


def _change(each: str) -> Callable[..., str]:
    def said(*, change: str) -> str:
        return f"per {each}, wissel {change}" if change else f"per {each}"

    return said


def _fits(*, n: int) -> str:
    return "past voor 1 groep" if n == 1 else f"past voor {n} groepen"


def _fits_themes(*, n: int) -> str:
    return "past voor 1 themagroep" if n == 1 else f"past voor {n} themagroepen"


def _groups_over(*, title: str, fit: int, n: int) -> str:
    groups = "1 groep" if fit == 1 else f"{fit} groepen"
    return (
        f"De run is gemaakt, maar in '{title}' past een beurt voor {groups}, niet voor {n}; "
        "maak het blok langer of de beurten korter."
    )


def _saved_unseen(*, n: int, why: str) -> str:
    saved = (
        "De tekst is bewaard, maar het id" if n == 1 else f"{n} teksten zijn bewaard, maar elk id"
    )
    return f"{saved} is niet te tonen: {why}. Voeg niet nog eens hetzelfde toe."


def _too_long(*, lines: Sequence[int], most: int) -> str:
    which = ", ".join(map(str, lines))
    return (
        f"Niet bewaard, want langer dan {most:_} tekens: regel {which}. "
        "Knip zo'n tekst in stukken en voeg die toe."
    ).replace("_", ".")


WORDS: dict[str, Template] = {
    "cli.program": "Leidt een sessie met groepen: draaiboek, tijd en oogst.",
    "cli.top_usage": "ai-tui [--lang nl|en] [OPDRACHT ...]",
    "cli.usage": "gebruik",
    "cli.given": "wat je opgeeft",
    "cli.options": "opties",
    "cli.commands": "opdrachten (zonder opdracht kies je een sessie op het scherm):",
    "cli.more_help": "`ai-tui OPDRACHT --help` vertelt meer over een opdracht.",
    "cli.version": "toon de versie",
    "cli.help": "toon deze uitleg",
    "cli.lang": "taal van het scherm en de meldingen",
    "cli.run": "open een sessie of run op het scherm",
    "cli.new": "maak een run en toon de map",
    "cli.check": "controleer een sessiebestand en toon het draaiboek",
    "cli.add": "bewaar tekst in een formulier",
    "cli.wall": "laat de zaal zien wat er nu is: klok, uitleg, beurt, oogst",
    "cli.wall_how": (
        "Met één laptop en een kabel: breid het bureaublad uit (niet spiegelen), open een tweede\n"
        "terminal op de beamer, maak die schermvullend en geef daar deze opdracht. q sluit."
    ),
    "cli.theme": "kleuren: donker, licht of hoog contrast",
    "cli.no_theme": "de kleuren '{text}' zijn er niet; kies dark, light of contrast",
    "cli.show": "toon de oogst van een run",
    "cli.export": "schrijf een run als JSON, of als .html, .md of .csv",
    "cli.forget": "verwijder een run voorgoed, met alles wat erin staat",
    "cli.forget_how": "Typ daarna de naam van de run, of geef die mee: `echo NAAM | ai-tui forget RUN`.",
    "cli.forget_ask": "Dit verwijdert {folder} voorgoed, met alles wat erin staat. Typ {name} om dat te doen:",
    "cli.forget_kept": "Niet verwijderd: {folder} staat er nog. Typ de naam van de run precies over.",
    "cli.forget_failed": "Nog niet helemaal verwijderd: {folder}. Met {what} lukt het niet: {why}."
    " Verhelp dat en doe het nog eens.",
    "cli.forgotten": "Verwijderd: {folder}",
    "cli.list": "toon welke sessies en runs er zijn",
    "cli.RUN": "RUN",
    "cli.SESSION": "SESSIE",
    "cli.SESSION_OR_RUN": "SESSIE|RUN",
    "cli.FILE": "BESTAND",
    "cli.FOLDER": "MAP",
    "cli.NAME": "NAAM",
    "cli.TEXT": "TEKST",
    "cli.FORM": "FORMULIER",
    "cli.GROUP": "GROEP",
    "cli.SLOT": "VAK",
    "cli.CELL": "VAK=TEKST",
    "cli.run_text": "de map van een run, of de naam die `ai-tui list` toont",
    "cli.session_text": "de naam van een sessie, of een sessiebestand",
    "cli.session_or_run_text": "een sessie (naam of bestand), of een run om mee verder te gaan",
    "cli.as_text": "wie er typt (anders: verslaglegger)",
    "cli.folder": "de map van de run (anders: een map op de vaste plek)",
    "cli.start": "wanneer het begint: zoals gepland, nu, of om die tijd",
    "cli.speed": "oefen op deze snelheid, van 0.1 tot 3600",
    "cli.check_file": "het sessiebestand",
    "cli.new_groups": "de namen van de groepen, of hoeveel het er zijn",
    "cli.add_text": "de tekst (na -- als hij met - begint), of - voor elke regel van de invoer",
    "cli.add_form": "het formulier: id of titel, of het begin ervan",
    "cli.add_group": "de groep: id of naam; niet nodig als het formulier van de zaal is",
    "cli.add_slot": (
        "het vak: id of titel; niet nodig als er maar één is. Een vak naast een regel, zoals wie, "
        "hoort bij de laatste regel die er nu staat; typen er meer mensen, gebruik dan --with"
    ),
    "cli.add_with": "een vak naast de tekst, in één keer bewaard, zoals wie=buurtteam; mag vaker",
    "cli.export_output": "schrijf naar dit bestand; de naam eindigt op .json, .html, .md of .csv (anders: JSON naar de uitvoer)",
    "cli.export_suffix": "Een bestand dat op {suffix} eindigt kan niet geschreven worden. Kies een naam met {known}.",
    "cli.export_anonymous": "laat weg wie typte, wie sprak (dan: Spreker 1) en wie het doet",
    "cli.needed": "Dit ontbreekt: {names}",
    "cli.superfluous": "Dit is te veel: {names}",
    "cli.with_dash": "{said} (begint een tekst met -, zet er dan -- voor)",
    "cli.no_value": "{name} vraagt om een waarde",
    "cli.takes_none": "{name} heeft geen waarde nodig",
    "cli.wrong_value": "{name}: {said}",
    "cli.mistake": "{said}; `{command} --help` legt het uit.",
    "cli.no_language": "'{text}' kan niet als taal; kies nl of en",
    "cli.no_speed": "'{text}' kan niet als snelheid; geef een getal van 0.1 tot 3600",
    "cli.no_command": _none("Er is geen opdracht '{name}'"),
    "cli.no_terminal": (
        "Voor het scherm is een terminal nodig; "
        "zonder terminal kun je new, add, show, export, list en check gebruiken."
    ),
    "cli.no_form": _none("Er is geen formulier '{name}'"),
    "cli.many_form": "'{name}' past bij meer dan één formulier: {names}. Geef het id.",
    "cli.no_group": _none("Er is geen groep '{name}' voor dit formulier"),
    "cli.many_group": "'{name}' past bij meer dan één groep: {names}. Geef de hele naam.",
    "cli.which_group": "'{form}' is per groep: zeg met --group welke. Kies uit: {names}.",
    "cli.no_groups_yet": "'{form}' is per groep, en die groepen zijn er nog niet.",
    "cli.closed_group": "Groep '{name}' is gesloten en gaf hier niets; open die weer op het scherm met ^O j.",
    "cli.merged_group": "Groep '{name}' is opgegaan in '{into}'; geef die op.",
    "cli.no_slot": _none("Er is geen vak '{name}' in dit formulier"),
    "cli.many_slot": "'{name}' past bij meer dan één vak: {names}. Geef de hele naam.",
    "cli.which_slot": "'{form}' heeft meer dan één vak: zeg met --slot welk. Kies uit: {names}.",
    "cli.only_slot": "'{form}' heeft maar één vak, en dat heet niet '{name}'; laat --slot weg.",
    "cli.no_row": "In '{form}' staat nog geen regel om '{cell}' naast te zetten; voeg die eerst toe.",
    "cli.no_cell": _none("Naast een regel is geen vak '{name}'"),
    "cli.many_cell": "'{name}' past bij meer dan één vak: {names}. Geef de hele naam.",
    "cli.no_cells": "Naast dit vak is niets in te vullen; laat --with {name} weg.",
    "cli.no_sign": "'{text}' zegt niet wat er moet staan; schrijf --with wie=buurtteam.",
    "cli.saved_unseen": _saved_unseen,
    "cli.nothing_typed": "Er is niets bewaard: de tekst is leeg.",
    "cli.too_long": _too_long,
    "cli.group_count": "Geef bij --groups een aantal van 1 tot {most}, of namen.",
    "cli.groups_over": _groups_over,
    "cli.group_empty": "Een groep bij --groups heeft geen naam; schrijf --groups A,B,C.",
    "cli.group_twice": "Groep '{name}' staat twee keer bij --groups; geef elk een eigen naam.",
    "cli.run_there": (
        "In {folder} is al een run; open die met `ai-tui run`, of geef een andere map."
    ),
    "cli.other_session": "{folder} is een run van sessie '{session}'; geef een andere map.",
    "cli.begun": (
        "{folder} is al begonnen; laat --start weg om verder te gaan, "
        "of begin opnieuw met --run MAP."
    ),
    "cli.speed_set": (
        "{folder} loopt op snelheid {speed:g}; laat --speed weg om verder te gaan, "
        "of begin opnieuw met --run MAP."
    ),
    "cli.more_damage": "En nog {n} meer van zulke plekken.",
    "cli.more_mistakes": _more_mistakes,
    "cli.time": "tijd",
    "cli.minutes": "min",
    "cli.block": "blok",
    "cli.forms": "formulieren",
    "cli.per_groups": _change("groep"),
    "cli.per_themes": _change("themagroep"),
    "cli.fits": _fits,
    "cli.fits_themes": _fits_themes,
    "cli.fixed": "vaste tijd",
    "cli.until": "uiterlijk {time}",
    "cli.checked": "Geen fouten gevonden.",
    "cli.sessions": "Sessies",
    "cli.name": "naam",
    "cli.title": "titel",
    "cli.date": "datum",
    "cli.unusable": _unusable,
    "cli.runs": "Runs in {folder}",
    "cli.no_runs": "Nog geen runs in {folder}.",
    "cli.day": "dag",
    "cli.state": "stand",
    "cli.entries": "regels",
    "cli.unread": "onleesbaar",
    "cli.unread_why": "{state}: `ai-tui doctor {name}` zegt wat eraan schort.",
    "cli.state_before": "nog niet begonnen",
    "cli.state_running": "loopt",
    "cli.state_paused": "pauze",
    "cli.state_over": "afgerond",
    "cli.rehearsal": "{state} (oefening)",
}
