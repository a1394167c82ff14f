from ai_tui.forms import OPTIONS
from ai_tui.locale import Words
from ai_tui.session.checking import check


def test_a_form_names_its_phase_by_id_or_title():
    text = (
        'title = "A"\n[[blocks]]\ntitle = "B"\nminutes = 9\nphases = ["4 één ding", "2x2 rond"]\n'
    )
    for name, phase in (("een-ding", "een-ding"), ("ÉÉN ding", "een-ding")):
        form = f'[[blocks.forms]]\nkind = "list"\ntitle = "L"\nfor = "room"\nphase = "{name}"\n'
        plan, problems = check(text + form, "a.toml", OPTIONS)
        assert problems == ()
        assert plan.forms[0].phase == phase


def test_a_phase_that_the_block_does_not_have_is_a_mistake():
    form = '[[blocks.forms]]\nkind = "list"\ntitle = "L"\nfor = "room"\nphase = "praten"\n'
    for phases, said in (('["5 praatjes"]', "bedoel je 'Praatjes'?"), ("[]", "geen fasen")):
        text = f'title = "A"\n[[blocks]]\ntitle = "B"\nminutes = 9\nphases = {phases}\n' + form
        _, problems = check(text, "a.toml", OPTIONS)
        assert [(problem.line, problem.field) for problem in problems] == [
            (10, "blocks.forms.phase")
        ]
        assert said in problems[0].say(Words("nl"))
