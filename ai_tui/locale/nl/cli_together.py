"""Dutch texts of the commands for several screens, laptops and people."""

from collections.abc import Sequence

from ai_tui.locale import Template


def _merged_from(*, folder: str, n: int) -> str:
    if not n:
        return f"{folder}: niets nieuws"
    return f"{folder}: 1 wijziging erbij" if n == 1 else f"{folder}: {n} wijzigingen erbij"


def _merged(*, folder: str, n: int) -> str:
    there = "staat nu 1 regel" if n == 1 else f"staan nu {n} regels"
    return f"In {folder} {there}."


def _no_group(*, name: str, near: str, names: str) -> str:
    hint = f" Bedoel je '{near}'?" if near else ""
    return f"Er is geen groep '{name}'.{hint} Kies uit: {names}."


def _repaired(*, n: int) -> str:
    if not n:
        return "Er was geen regel om apart te leggen."
    return "1 regel apart gelegd." if n == 1 else f"{n} regels apart gelegd."


def _doubtful(*, which: Sequence[str]) -> str:
    more = " …" if len(which) > 5 else ""
    return f"Alleen een beschadigde regel had dit; het telt nu zoals het daar staat, kijk het na: {', '.join(which[:5])}{more}"


def _journals(*, n: int, steps: int) -> str:
    files = "1 journaal" if n == 1 else f"{n} journalen"
    changes = "1 wijziging" if steps == 1 else f"{steps} wijzigingen"
    return f"Gelezen: {files} met {changes}"


def _damage(*, n: int) -> str:
    places = "1 plek" if n == 1 else f"{n} plekken"
    return f"{places} beschadigd; al het andere is goed. --repair brengt dat in orde en bewaart een kopie"


WORDS: dict[str, Template] = {
    "cli.merge": "voeg de mappen van één run samen",
    "cli.merge_others": "de mappen van dezelfde run die erbij komen",
    "cli.merge_how": (
        "Volgorde en herhaling maken niet uit. De klok blijft die van RUN, en in de andere mappen\n"
        "verandert niets. `ai-tui new RUN --copy MAP` maakt de kopie om op een laptop mee te beginnen."
    ),
    "cli.merged_from": _merged_from,
    "cli.merged": _merged,
    "cli.OTHER": "ANDERE",
    "cli.new_copy": (
        "leg in deze map een kopie, voor een laptop zonder netwerk (mag vaker); "
        "geef een run om alleen kopieën te maken"
    ),
    "cli.copy_only": "{folder} is er al; laat {option} weg bij het maken van een kopie.",
    "cli.GROUPS": "1-12|GROEP",
    "cli.run_group": "alleen deze groepen op het scherm: 3, 1-12, een naam, of meer met komma's",
    "cli.scribe_of": "verslaglegger {groups}",
    "cli.no_groups_at_all": (
        "In {folder} zijn nog geen groepen; open de run eerst zonder --group en voeg ze toe."
    ),
    "cli.no_scribe_group": _no_group,
    "cli.many_scribe_group": "'{name}' past bij meer dan één groep: {names}. Geef de hele naam.",
    "cli.no_group_number": "Er is geen groep met nummer {number}. Kies uit: {names}.",
    "cli.group_range": "'{text}' loopt terug; schrijf het laagste nummer eerst.",
    "cli.share": "open een run in tmux: typen, zaalscherm en meekijken",
    "cli.share_detached": "open de vensters maar toon ze hier niet",
    "cli.share_stop": "bewaar alles en sluit de tmux van deze run",
    "cli.share_how": (
        "Zonder tmux kan het ook: breid het bureaublad uit (niet spiegelen) en open twee terminals,\n"
        "een met `ai-tui run RUN` en een op de beamer met `ai-tui wall RUN`."
    ),
    "cli.share_room": "Op de beamer:    {line}",
    "cli.share_reader": "Om mee te lezen: {line}",
    "cli.share_ssh": "  of over ssh:   {line}",
    "cli.share_stopping": "Alles sluiten:   {line}",
    "cli.share_stopped": "De vensters van deze run zijn gesloten; alles is bewaard.",
    "cli.share_closed": "De vensters van deze run zijn gesloten.",
    "cli.share_cut_off": (
        "Het scherm van de verslaglegger was afgebroken; open de run opnieuw om te zien of alles er staat."
    ),
    "cli.share_going": (
        "Het scherm van de verslaglegger sluit niet; de vensters blijven open. Kijk daar wat het zegt, "
        "of probeer het nog eens."
    ),
    "cli.share_nothing": "Er draait niets van deze run in tmux.",
    "cli.share_elsewhere": (
        "Deze run is al gedeeld buiten deze tmux; het scherm opent in een andere terminal met: {line}"
    ),
    "cli.share_inside": "Het scherm van de verslaglegger staat in deze tmux, venster {window}.",
    "cli.share_unheard": (
        "De run was al gedeeld en gaat door zonder {options}; wil je dat toch, doe dan eerst: {line}"
    ),
    "cli.share_enter": "Enter opent hier het scherm van de verslaglegger.",
    "cli.share_status": " ^\\ d maakt los, alles loopt door · ^\\ r begint opnieuw na een fout",
    "cli.share_left": "Losgemaakt; alles loopt door. Terug met: {line}",
    "cli.share_over": "Het scherm is gesloten; het zaalscherm loopt door. Alles sluiten: {line}",
    "cli.no_tmux": (
        "tmux is er niet; installeer het met `sudo apt install tmux` (macOS: `brew install tmux`). "
        "Zonder tmux: breid het bureaublad uit (niet spiegelen) en open twee terminals, een met "
        "`ai-tui run RUN` en een op de beamer met `ai-tui wall RUN`."
    ),
    "cli.old_tmux": (
        "tmux {found} is te oud, {oldest} of nieuwer is nodig: `sudo apt install tmux`. "
        "Zonder tmux: breid het bureaublad uit (niet spiegelen) en open twee terminals, een met "
        "`ai-tui run RUN` en een op de beamer met `ai-tui wall RUN`."
    ),
    "cli.tmux_refused": "tmux weigert: {said}.",
    "cli.unsafe_folder": (
        "{folder} is niet alleen van jou; haal die map weg, of zet TMUX_TMPDIR op een eigen map."
    ),
    "cli.doctor": "kijk of deze computer, of een run, in orde is",
    "cli.doctor_run": "de run om na te kijken (anders: terminal, tmux, klok en schijf)",
    "cli.doctor_repair": "breng in orde wat beschadigd is; er blijft een kopie",
    "cli.repair_what": "Zeg welke run: `ai-tui doctor RUN --repair`.",
    "cli.repaired": _repaired,
    "cli.set_aside": "Apart gelegd: {path}",
    "cli.doctor_no_terminal": "Terminal: hier is er geen, die is alleen voor het scherm nodig",
    "cli.doctor_size": "Terminal: {columns} bij {rows}",
    "cli.doctor_tight": "Terminal: {columns} bij {rows}; vanaf 80 bij 24 past er meer op",
    "cli.doctor_small": "Terminal: {columns} bij {rows}; maak het venster minstens 60 bij 16",
    "cli.doctor_no_color": "Kleuren: NO_COLOR staat aan; doe `unset NO_COLOR`",
    "cli.doctor_truecolor": "Kleuren: alle ({term})",
    "cli.doctor_256": "Kleuren: 256 ({term}); voor alle: `export COLORTERM=truecolor`",
    "cli.doctor_colours": "Kleuren: TERM is {term}; probeer `export TERM=xterm-256color`",
    "cli.doctor_utf8": "Tekens: UTF-8 ({said})",
    "cli.doctor_locale": "Tekens: {said} is geen UTF-8; doe `export LANG=C.UTF-8`",
    "cli.doctor_no_tmux": "tmux: er niet; alleen nodig voor `ai-tui share` (`sudo apt install tmux`)",
    "cli.doctor_tmux": "tmux: {found}",
    "cli.doctor_mute_tmux": "tmux: {program} start niet; doe `sudo apt install --reinstall tmux`",
    "cli.doctor_tmux_RGB": "tmux: alle kleuren ({name})",
    "cli.doctor_tmux_256": "tmux: 256 kleuren ({name})",
    "cli.doctor_tmux_few": (
        "tmux: weinig kleuren ({name}); zet `set -as terminal-features ',*:256'` in ~/.tmux.conf"
    ),
    "cli.doctor_escape": "tmux: escape-time {ms}",
    "cli.doctor_slow_escape": (
        "tmux: escape-time is {ms}; zet `set -s escape-time 10` in ~/.tmux.conf, anders wacht Esc"
    ),
    "cli.doctor_clock": "Klok: {said}",
    "cli.doctor_no_boot": "Klok: {said}; verzet de klok niet tijdens een sessie",
    "cli.doctor_clock_wrong": "Klok: {said} klopt niet; zet de klok gelijk voor je begint",
    "cli.doctor_room": "Schijf: {gb:.1f} GB vrij in {place}",
    "cli.doctor_full": "Schijf: nog {mb} MB vrij in {place}; maak ruimte vrij",
    "cli.doctor_disk": "Schijf: in {place} kan niet bewaard worden ({why}); kies een map met --run",
    "cli.doctor_open": "Schijf: anderen kunnen in {place}; doe `chmod 700` op die map",
    "cli.doctor_journals": _journals,
    "cli.doubtful": _doubtful,
    "cli.doctor_damage": _damage,
    "cli.doctor_no_plan": (
        "Zet een gave database.json of een gaaf journaal uit een kopie terug, of verbeter de regel "
        "met de hand; tot die tijd verandert --repair niets"
    ),
    "cli.doctor_newer": (
        "{place} is gemaakt met een nieuwere versie van dit programma; met deze kun je alleen lezen"
    ),
    "cli.doctor_fresh": "database.json is bijgewerkt",
    "cli.doctor_live": "Er wordt nu in deze run getypt; database.json wordt elke halve minuut bijgewerkt",
    "cli.doctor_stale": "database.json loopt achter; --repair maakt het opnieuw",
}
