"""Which pages of an old site are the magazine's own (About, Contact …), told by their names in addresses."""

from __future__ import annotations

from handpress.kit.words import words

ROLES = {
    "about": words(
        "about about-us aboutus who-we-are our-story mission acerca acerca-de quienes-somos sobre-nosotros "
        "a-propos qui-sommes-nous ueber-uns uber-uns sobre chi-siamo hamare-bare-mein"
    ),
    "contact": words("contact contact-us contactus contacto contactenos kontakt contato contatti impressum"),
    "support": words("support support-us donate donation donations donar apoyanos soutenir spenden doar"),
    "submission_policy": words(
        "submission-policy submissions submission-guidelines submit write-for-us guidelines-for-authors "
        "envio-de-articulos"
    ),
    "fair_use": words("fair-use fair-use-notice copyright copyright-notice"),
    "disclaimer": words("disclaimer aviso-legal legal-notice"),
    "privacy": words("privacy privacy-policy politica-de-privacidad datenschutz confidentialite"),
    "links": words("links our-links enlaces liens resources"),
}


def role_of(name: str) -> str:
    """The role of a plain page by its name in the old address; "" when it says none."""
    return next((role for role, names in ROLES.items() if name.lower() in names), "")
