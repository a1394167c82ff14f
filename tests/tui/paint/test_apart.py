import pytest

from ai_tui.tui.paint.apart import apart


@pytest.mark.parametrize(
    ("one", "other", "most", "shown"),
    [
        ("een", "twee", 8, ("een", "twee")),
        ("een twee", "een drie", 8, ("een twee", "een drie")),
        ("tweede regel", "tweede rij", 8, ("…regel", "…rij")),
        ("tweede regel", "een heel andere regel", 8, ("tweede…", "een hee…")),
        ("de korte lijnen", "de korte lijnen en meer", 8, ("…jnen", "…jnen e…")),
        ("wijkraadsleden", "wijkraadslid", 8, ("…adsled…", "…adslid")),
        ("", "x" * 20, 8, ("", "xxxxxxx…")),
    ],
)
def test_where_two_texts_are_cut_it_is_seen_how_they_differ(one, other, most, shown):
    assert apart(one, other, most) == shown
    assert apart(other, one, most) == shown[::-1]
