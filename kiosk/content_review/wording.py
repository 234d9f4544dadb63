"""The German words of the review pack for what the content files write in English."""

from kiosk.catalog import Level, Need

NEEDS = {
    Need.REQUIRED: "nötig",
    Need.HELPFUL: "hilft, muss aber nicht sein",
    Need.IF_ASKED: "nur auf Nachfrage",
}
LEVELS = {
    Level.NOW: "sofort",
    Level.TODAY: "heute",
    Level.SOON: "bald",
    Level.INFO: "gut zu wissen",
    Level.ENTITLED: "steht vielleicht zu",
}
CONFIRMED = {
    "yes": "ja",
    "partly": "nur teilweise",
    "no": "nein, durch keine Quelle",
}
DOCUMENT_KINDS = {
    "form": "Formular",
    "proof": "Nachweis",
    "letter": "Brief",
    "own_text": "eigene Angaben",
}
FORMS_OF = {
    "copy": "Kopie genügt",
    "show": "nur zeigen",
    "original": "Original abgeben",
    "either": "Kopie oder Original",
}
PARTNER_KINDS = {
    "help": "Beratung oder Verein",
    "hotline": "Telefon",
    "authority": "Amt",
    "court": "Gericht",
}
COSTS = {
    "free": "kostenlos",
    "mostly_free": "meist kostenlos",
    "small_fee": "kleine Gebühr",
}
SECRECIES = {
    "anonymous": "ohne Namen möglich",
    "professional": "Schweigepflicht",
    "confidential": "vertraulich",
    "official": "Sozialgeheimnis, ein Amt",
}
INTERFACE = {
    "visitor": "Bildschirm der Besuchenden",
    "slip": "Zettel",
    "board": "Anzeige im Warteraum",
    "errors": "Meldungen",
    "staff": "Bildschirm der Mitarbeitenden",
}
"""What the files of interface/ are for."""

LOCAL = "Die Außenstelle trägt Ort und Zeiten ein."
NO_PERIOD = "Noch kein Wert: Die Außenstelle trägt ihn ein. Bis dahin fällt jeder Satz damit weg."
HIDDEN = "wird nicht gezeigt"
PARTLY = "nur teilweise bestätigt"
REVIEW = "bitte prüfen"
UNTRANSLATED = "Keine gültige Übersetzung: Gezeigt wird Deutsch."
AS_WRITTEN = "liest es, wie es dasteht"
