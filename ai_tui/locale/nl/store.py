"""Dutch texts of the store area."""

from ai_tui.locale import Template


def _edited(*, what: str) -> str:
    where = f" ({what})" if what else ""
    return f"met de hand veranderd{where}; wat in de map 'journal' staat telt"


WORDS: dict[str, Template] = {
    "store.save_full": "Niet bewaard: de schijf is vol. Maak ruimte vrij voor {place} en probeer"
    " het opnieuw.",
    "store.save_rights": "Niet bewaard: je mag niet schrijven in {place}. Geef jezelf rechten of"
    " kies een andere map.",
    "store.save_gone": "Niet bewaard: de map {place} is er niet meer. Zet die terug of kies een"
    " andere map.",
    "store.save_files": "Niet bewaard: er staan te veel bestanden open op deze computer. Sluit"
    " andere programma's en probeer het opnieuw.",
    "store.save_disk": "Niet bewaard: de schijf geeft een fout bij {place}. Bewaar het liever op"
    " een andere schijf.",
    "store.save_no_file": "Niet bewaard: in {place} staat iets anders waar een bestand hoort. `ai-tui doctor"
    " {place} --repair` legt het apart.",
    "store.save_readonly": "Niet bewaard: {place} is hier alleen om te lezen geopend.",
    "store.save_newer": "Niet bewaard: {place} is gemaakt met een nieuwere versie van dit"
    " programma. Lezen kan wel.",
    "store.save_mistake": "Niet bewaard door een fout in het programma. De details staan in {place}.",
    "store.save_silent": "Niet bewaard: de schijf van {place} antwoordt niet. Kijk of die nog"
    " aangesloten is of kies een andere map.",
    "store.save_other": "Niet bewaard in {place}: {error}.",
    "store.why_full": "de schijf is vol",
    "store.why_rights": "geen schrijfrechten",
    "store.why_gone": "de map is weg",
    "store.why_files": "te veel bestanden open",
    "store.why_disk": "schijffout",
    "store.why_no_file": "geen gewoon bestand",
    "store.why_readonly": "alleen om te lezen",
    "store.why_newer": "nieuwere versie nodig",
    "store.why_mistake": "fout in het programma",
    "store.why_other": "de schijf weigert",
    "store.why_silent": "de schijf antwoordt niet",
    "store.no_database": "Alles is bewaard, maar {file}"
    " is niet bijgewerkt: {why}. Dat gebeurt zodra het kan.",
    "store.no_database_there": "Alles is bewaard, maar waar database.json hoort, staat iets anders."
    " `ai-tui doctor {folder} --repair` legt het apart.",
    "store.open_full": "De schijf is vol: er is geen plaats voor {place}. Maak ruimte vrij of kies"
    " een andere map.",
    "store.open_rights": "Je hebt geen toegang tot {place}. Geef jezelf rechten of kies een andere"
    " map.",
    "store.make_gone": "De map {place} kan niet worden gemaakt. Kies een andere map.",
    "store.open_gone": "De map {place} bestaat niet.",
    "store.open_files": "Er staan te veel bestanden open op deze computer om {place} te openen."
    " Sluit andere programma's.",
    "store.open_disk": "De schijf geeft een fout bij {place}. Probeer een kopie op een andere"
    " schijf.",
    "store.open_no_file": "{place} kan niet worden geopend: daar staat iets anders waar een bestand of map hoort.",
    "store.open_other": "{place} kan niet worden geopend: {error}.",
    "store.open_exists": "{place} bestaat al. Kies een andere map.",
    "store.open_no_run": "In {place} staat geen run: er is geen map 'journal' en geen"
    " database.json.",
    "store.merge_other_run": "{place} hoort bij een andere run ({other}, niet {run}) en is niet"
    " samengevoegd.",
    "store.damage_line": "{file}, regel {line}: {text}",
    "store.damage_file": "{file}: {text}",
    "store.damage_unreadable": "niet te lezen, overgeslagen",
    "store.damage_checksum": "de controlesom klopt niet; telt alleen als er niets beters is",
    "store.damage_ahead": "het nieuwste is van {what}, meer dan een dag na nu; kijk of de klok van"
    " deze computer goed staat",
    "store.damage_unfit": "{what} is zo niet te gebruiken; wat ervoor stond telt, als er iets stond,"
    " tot het weer wordt gewijzigd",
    "store.damage_unfinished": "de laatste regel is niet afgemaakt en was nog niet bewaard",
    "store.damage_header": "de eerste regel is beschadigd of weg; de rest telt mee",
    "store.damage_stray": "vanaf hier van een andere run ({what}); dat telt niet mee",
    "store.damage_foreign": "hoort bij een andere run ({what}) en telt niet mee",
    "store.damage_missing": "is verdwenen; wat erin stond komt uit database.json",
    "store.damage_cut": "is korter geworden; wat ontbreekt komt uit database.json",
    "store.damage_folder": "de map is niet te lezen; kijk of je leesrechten hebt",
    "store.damage_file_unread": "kan niet worden gelezen; kijk of je leesrechten hebt",
    "store.damage_no_file": "is geen gewoon bestand en telt niet mee",
    "store.damage_edited": _edited,
    "store.damage_spoilt": "niet te lezen; wordt opnieuw gemaakt als iemand de run opent om te"
    " typen",
}
