from datetime import date

import pytest
from form_bench import SAMPLES, Sheet

from ai_tui.session.model import ROOM


@pytest.fixture
def sheet():
    return Sheet


@pytest.fixture(params=SAMPLES)
def any_sheet(request):
    return Sheet(request.param, day=date(2024, 12, 4), **SAMPLES[request.param])


@pytest.fixture
def room():
    return ROOM
