from datetime import date

import msgspec
import pytest

from ai_tui.errors import BadValue
from ai_tui.forms import OPTIONS
from ai_tui.locale import Words


def read(kind, options):
    return msgspec.convert(options, OPTIONS[kind])


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("top", {"size": 0}),
        ("top", {"size": 21}),
        ("top", {"size": "3"}),
        ("top", {"size": True}),
        ("top", {"sizes": 3}),
        ("columns", {}),
        ("columns", {"columns": []}),
        ("columns", {"columns": ["a", ""]}),
        ("columns", {"columns": ["a"], "from": "yes"}),
        ("columns", {"columns": ["a"], "from_": True}),
        ("heard", {"size": 3}),
        ("fields", {}),
        ("fields", {"fields": "Titel"}),
        ("list", {"max": -1}),
        ("answers", {"speakers": ["A"]}),
        ("answers", {"questions": []}),
        ("milestones", {}),
        ("milestones", {"terms": [{"after": "1 week"}]}),
        ("milestones", {"terms": [{"label": "t", "date": "2024-02-30"}]}),
        ("agreements", {"max": 1}),
    ],
)
def test_options_that_do_not_fit_are_refused(kind, options):
    with pytest.raises(msgspec.ValidationError):
        read(kind, options)


@pytest.mark.parametrize(
    ("kind", "options", "key", "said"),
    [
        ("columns", {"columns": ["Doen", "doen "]}, "forms.twice", "doen "),
        ("columns", {"columns": ["Doen", "  "]}, "forms.blank_name", "leeg"),
        ("fields", {"fields": ["Titel", "Titel"]}, "forms.twice", "Titel"),
        ("answers", {"questions": ["a", "a"]}, "forms.twice", "a"),
        ("answers", {"questions": ["a"], "speakers": ["B", "B"]}, "forms.twice", "B"),
        ("milestones", {"terms": [{"label": "t"}, {"label": "t"}]}, "forms.twice", "t"),
        ("milestones", {"terms": [{"label": "t", "after": "1 eeuw"}]}, "forms.no_period", "eeuw"),
        ("milestones", {"terms": [{"label": "t", "after": "0 week"}]}, "forms.no_period", "0"),
        ("milestones", {"terms": [{"label": "t", "after": ""}]}, "forms.no_period", "termijn"),
        (
            "milestones",
            {"terms": [{"label": "Kerst", "after": "1 week", "date": date(2024, 12, 25)}]},
            "forms.two_dates",
            "Kerst",
        ),
    ],
)
def test_what_is_wrong_can_be_said_in_the_reader_s_language(kind, options, key, said):
    with pytest.raises(msgspec.ValidationError) as refused:
        read(kind, options)

    cause = refused.value.__cause__
    assert isinstance(cause, BadValue) and cause.key == key
    assert said in Words("nl")(cause.key, **cause.fields)
    assert Words("en")(cause.key, **cause.fields)


def test_defaults():
    assert read("top", {}).size == 3
    assert read("columns", {"columns": ["a"]}).asked == 3
    assert read("columns", {"columns": ["a"], "from": True}).asked is None
    assert read("columns", {"columns": ["a"], "from": True, "size": 2}).asked == 2
    assert read("list", {}).max is None


def test_options_come_back_from_a_journal_as_they_went_in():
    options = read("milestones", {"terms": [{"label": "t", "date": date(2024, 12, 20)}]})
    columns = read("columns", {"columns": ["a"], "from": True})

    assert read("milestones", msgspec.json.decode(msgspec.json.encode(options))) == options
    assert read("columns", msgspec.json.decode(msgspec.json.encode(columns))) == columns
